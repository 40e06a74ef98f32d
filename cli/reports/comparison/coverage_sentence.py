"""What a comparison was made from in one sentence, for people; the ledger tells every row."""

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attribution.statistics.row_counts import RowCounts
    from cli.inputs.tally import Tally


def describe_coverage(counts: "RowCounts", counted: "Tally", currency: str | None) -> str:
    """Return orders and money of a comparison, and the shares of both that follow a touch."""
    total = f"{counted.rows:,} orders, {write_money(counted.amount, currency)}"
    if not counted.rows:
        return total
    orders = 1 - counts.unattributed_orders / counted.rows
    follow = f"{_percent(orders)} of orders"
    if counted.amount > 0:
        follow += f", {_percent(1 - counts.unattributed_revenue / counted.amount)} of money"
    return f"{total}; {follow} follow a touch"


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %"


def write_money(amount: int, currency: str | None) -> str:
    """Return 1/10 000 of the currency unit as people write it: 1,234.50 EUR."""
    shown = f"{Decimal(amount).scaleb(-4):,.2f}"
    return f"{shown} {currency}" if currency else shown
