"""Channels whose credit depends on the model by more than noise."""

from typing import TYPE_CHECKING, Final

from attribution.paths.roles import TOO_FEW
from cli.report import ColumnKind, Figure, Highlight, HighlightName, HighlightSeverity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.highlights.subject import HighlightSubject

_FACTOR: Final = 2


def find_disagreements(shop: "HighlightSubject") -> "Iterator[Highlight]":
    """Yield the channels that one model gives twice as much as another, their intervals apart."""
    for channel in shop.credits:
        credit = channel.list_all(shop.additive, "revenue")
        if not credit or shop.roles.get(channel.name, {}).get("role", TOO_FEW) == TOO_FEW:
            continue
        high = max(credit, key=lambda model: credit[model].value)
        low = min(credit, key=lambda model: credit[model].value)
        most, least = credit[high], credit[low]
        if most.value < _FACTOR * least.value or not most.is_above(least):
            continue
        yield Highlight(
            HighlightName.MODELS_DISAGREE,
            HighlightSeverity.LOOK,
            "merito compare",
            {
                "channel": Figure(ColumnKind.TEXT, channel.name),
                "highest": Figure(ColumnKind.MONEY, most.value),
                "highest_model": Figure(ColumnKind.TEXT, high),
                "lowest": Figure(ColumnKind.MONEY, least.value),
                "lowest_model": Figure(ColumnKind.TEXT, low),
            },
            subject=channel.name,
            money=int(most.value - least.value),
        )
