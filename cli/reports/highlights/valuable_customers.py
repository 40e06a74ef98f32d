"""The best customers become fewer."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.report import ColumnKind, Figure, Highlight, HighlightName, HighlightSeverity
from rfm.migration.cells import FROM, TO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.highlights.subject import HighlightSubject

_BEST: Final = ("Champions", "Loyal Customers")
_RISKY: Final = ("At Risk", "Can't Lose Them")


def find_leaving_customers(shop: "HighlightSubject") -> "Iterator[Highlight]":
    """Yield that more customers left the best segments than joined them, with what is at risk."""
    moves = shop.tables.get("migration")
    if moves is None:
        return
    was, became = pl.col(FROM).is_in(_BEST), pl.col(TO).is_in(_BEST)
    left, joined = moves.frame.filter(was & ~became), moves.frame.filter(became & ~was)
    gone, new = int(left["customers"].sum()), int(joined["customers"].sum())
    if gone <= new:
        return
    segments = shop.tables["rfm"].frame
    at_risk = int(segments.filter(pl.col("segment").is_in(_RISKY))["revenue"].sum())
    brought = int(left["revenue_before"].sum())
    yield Highlight(
        HighlightName.VALUABLE_CUSTOMERS_LEAVING,
        HighlightSeverity.ACT,
        f"merito rfm --since {shop.since}",
        {
            "since": Figure(ColumnKind.TEXT, str(shop.since)),
            "days": Figure(ColumnKind.COUNT, (shop.as_of - shop.since).days),
            "best": Figure(ColumnKind.TEXT, ", ".join(_BEST)),
            "risky": Figure(ColumnKind.TEXT, ", ".join(_RISKY)),
            "left": Figure(ColumnKind.COUNT, gone),
            "joined": Figure(ColumnKind.COUNT, new),
            "money": Figure(ColumnKind.MONEY, brought),
            "at_risk": Figure(ColumnKind.MONEY, at_risk),
        },
        money=at_risk,
    )
