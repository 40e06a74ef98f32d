"""Value of customers who keep quiet."""

from typing import TYPE_CHECKING

from cli.report import ColumnKind, Figure, Highlight, HighlightName, HighlightSeverity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.highlights.subject import HighlightSubject


def find_lost_value(shop: "HighlightSubject") -> "Iterator[Highlight]":
    """Yield the sum of the value that customers at risk have lost lately, where there is any."""
    table = shop.tables.get("at_risk")
    if table is None:
        return
    lost = table.frame["value_lost"]
    total = int(lost.sum())
    if total <= 0:
        return
    yield Highlight(
        HighlightName.MONEY_SLIPPING_AWAY,
        HighlightSeverity.ACT,
        "merito value --show at_risk",
        {
            "value_lost": Figure(ColumnKind.MONEY, total),
            "customers": Figure(ColumnKind.COUNT, int((lost > 0).sum())),
            "days": Figure(ColumnKind.COUNT, shop.settings.value.since.days or 0),
        },
        money=total,
    )
