"""A tenth of the customers brings half of the revenue or more."""

from typing import TYPE_CHECKING, Final

from attribution.money import round_to_cents
from cli.report import ColumnKind, Figure, Highlight, HighlightName, HighlightSeverity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.highlights.subject import HighlightSubject

_MUCH: Final = 0.5


def find_carriers(shop: "HighlightSubject") -> "Iterator[Highlight]":
    """Yield that the best tenth of the customers brings half of the revenue."""
    found = shop.concentration
    carried = found.sum_best() if found.best else 0
    if found.total <= 0 or carried < _MUCH * found.total:
        return
    yield Highlight(
        HighlightName.FEW_CUSTOMERS_CARRY_THE_SHOP,
        HighlightSeverity.LOOK,
        "merito rfm --customers",
        {
            "customers": Figure(ColumnKind.COUNT, found.best),
            "everybody": Figure(ColumnKind.COUNT, found.customers),
            "share": Figure(ColumnKind.SHARE, carried / found.total),
            "revenue": Figure(ColumnKind.MONEY, round_to_cents(carried)),
        },
        money=round_to_cents(carried),
    )
