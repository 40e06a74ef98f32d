"""Revenue that follows no touch."""

from typing import TYPE_CHECKING, Final

from cli.ledger import TOUCHED
from cli.report import ColumnKind, Figure, Highlight, HighlightName, HighlightSeverity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.highlights.subject import HighlightSubject

_MUCH: Final = 0.2


def find_unexplained_orders(shop: "HighlightSubject") -> "Iterator[Highlight]":
    """Yield that a fifth of the revenue and more follows no touch, with its largest cause."""
    frame = shop.tables["coverage"].frame
    first = frame.filter(frame["lookback"] == frame["lookback"].first())
    rest = first.filter(first["line"] != TOUCHED)
    lines = rest.sort("revenue", descending=True, maintain_order=True).rows(named=True)
    revenue = sum(line["revenue"] for line in lines)
    share = sum(line["revenue_share"] or 0 for line in lines)
    if share < _MUCH:
        return
    yield Highlight(
        HighlightName.UNEXPLAINED_ORDERS,
        HighlightSeverity.ACT,
        "merito check --show coverage",
        {
            "share": Figure(ColumnKind.SHARE, share),
            "revenue": Figure(ColumnKind.MONEY, revenue),
            "cause": Figure(ColumnKind.TEXT, lines[0]["line"]),
            "cause_revenue": Figure(ColumnKind.MONEY, lines[0]["revenue"]),
        },
        money=revenue,
    )
