"""What a comparison was made from in one sentence, for people; the ledger tells every row."""

from typing import TYPE_CHECKING

from cli.money import format_money
from cli.wording import format_share

if TYPE_CHECKING:
    from attribution.statistics.row_counts import RowCounts
    from cli.inputs.tally import Tally


def describe_coverage(counts: "RowCounts", counted: "Tally", currency: str | None) -> str:
    """Return orders and money of a comparison, and the shares of both that follow a touch."""
    total = f"{counted.rows:,} orders, {format_money(counted.amount, currency)}"
    if not counted.rows:
        return total
    orders = 1 - counts.unattributed_orders / counted.rows
    follow = f"{format_share(orders, 1)} of orders"
    if counted.amount > 0:
        follow += f", {format_share(1 - counts.unattributed_revenue / counted.amount, 1)} of money"
    return f"{total}; {follow} follow a touch"
