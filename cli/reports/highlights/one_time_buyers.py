"""How many customers ordered once, and what the others bring."""

from typing import TYPE_CHECKING

from attribution.money import round_to_cents
from cli.report import ColumnKind, Figure, Highlight, HighlightName, HighlightSeverity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.highlights.subject import HighlightSubject


def find_one_time_buyers(shop: "HighlightSubject") -> "Iterator[Highlight]":
    """Yield how customers part into those who came back and those who did not, if they do."""
    found = shop.concentration
    if not 0 < found.once < found.customers or found.total <= 0:
        return
    again = round_to_cents(found.returning_revenue)
    yield Highlight(
        HighlightName.ONE_TIME_BUYERS,
        HighlightSeverity.FINE,
        "merito rfm --customers",
        {
            "share": Figure(ColumnKind.SHARE, found.once / found.customers),
            "customers": Figure(ColumnKind.COUNT, found.once),
            "everybody": Figure(ColumnKind.COUNT, found.customers),
            "revenue_share": Figure(ColumnKind.SHARE, found.returning_revenue / found.total),
            "revenue": Figure(ColumnKind.MONEY, again),
        },
        money=again,
    )
