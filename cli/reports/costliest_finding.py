"""The finding of `merito check` with the most money in it, of those that a report can tell."""

from typing import TYPE_CHECKING, Final

from cli.inputs.orders.ledger import BAD, UNKNOWN
from cli.inputs.orders.row_types import find_parts, find_unknown_types
from cli.inputs.orders.statuses.notes import find_unknown_statuses
from cli.inputs.tally import NOTHING, Tally
from cli.money import format_money
from cli.reports.check.finding_names import FindingName
from cli.wording import format_count, format_share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.statistics.row_counts import RowCounts
    from cli.dataset.dataset import Dataset

LITTLE_COVERAGE: Final = 0.5
"""Share of the orders below which a coverage is low."""
_LITTLE: Final = 0.0005
"""Share of the revenue that is printed as 0.0 %, and is at stake only for `merito check`."""


def describe_costliest_finding(shop: "Dataset", counts: "RowCounts") -> tuple[str, ...]:
    """Return the sentence about the most money that `merito check` has something to say of.

    Nothing where the counts of the report tell of none; no row is looked at again, unless touches
    come from pages of payment.
    """
    found = sorted(_list_costs(shop, counts), key=lambda each: -abs(each[1].amount))
    if not found or not found[0][1].amount:
        return ()
    name, cost, what = found[0]
    revenue = shop.order_facts.counted.amount
    if abs(cost.amount) < _LITTLE * abs(revenue):
        return ()
    of_revenue = f"{format_share(abs(cost.amount), revenue)} of the revenue"
    money = f"{format_money(cost.amount)} ({of_revenue if revenue else 'there is no revenue'})"
    orders = f"{format_count(cost.rows, 'order')} {what}"
    return (f"most money at stake: {money} of {orders}; merito check says more ({name})",)


def _list_costs(shop: "Dataset", counts: "RowCounts") -> "Iterator[tuple[FindingName, Tally, str]]":
    """Yield findings, their orders and money, and what these are."""
    counted, orders = shop.order_facts.counted, shop.orders
    alone = Tally(counts.unattributed_orders, counts.unattributed_revenue)
    if counted.rows - alone.rows < LITTLE_COVERAGE * counted.rows:
        yield FindingName.LOW_COVERAGE, alone, "without a touch in the window"
    doubtful = find_unknown_statuses(orders.statuses)
    unknown = sum(doubtful.values(), NOTHING)
    yield FindingName.DOUBTFUL_STATUSES, unknown, "whose status nobody knows"
    # An order may be among both.
    second = sum(orders.doubtful.values(), NOTHING)
    yield FindingName.DOUBTFUL_STATUSES, second, "that a second status may say to be no sales"
    if shop.touches is not None and shop.touches.paying:
        # Here, since few shops have such touches.
        from cli.reports.payment_pages import sum_paid_orders  # noqa: PLC0415

        yield FindingName.PAYMENT_PAGES, sum_paid_orders(shop), "right after a page of payment"
    typed = sum(find_unknown_types(orders.types).values(), NOTHING)
    yield FindingName.DOUBTFUL_STATUSES, typed, "in rows whose type nobody knows"
    parts = sum(find_parts(orders.types).values(), NOTHING)
    yield FindingName.DOUBTFUL_STATUSES, parts, "in rows that may pay others"
    if orders.several.doubtful:
        yield FindingName.REPEATED_AMOUNTS, orders.several.alike, "with one amount on all lines"
    lines = {line.line: Tally(line.rows, line.amount or 0) for line in orders.lines}
    yield FindingName.BAD_ROWS, lines.get(BAD, NOTHING), "in rows left out as bad"
    yield FindingName.UNKNOWN_REFUNDS, lines.get(UNKNOWN, NOTHING), "refunded and in no file"
