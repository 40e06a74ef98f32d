"""Channels that open more journeys than they close."""

from typing import TYPE_CHECKING, Final

from attribution.paths.roles import TOO_FEW
from cli.report import ColumnKind, Figure, Highlight, HighlightName, HighlightSeverity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.highlights.subject import HighlightSubject

_FACTOR: Final = 2


def find_openers(shop: "HighlightSubject") -> "Iterator[Highlight]":
    """Yield the channels that stand first twice as often as last, with ten customers and more."""
    last, first = shop.find_model("last"), shop.find_model("first")
    if last is None or first is None or shop.comparison.baseline != last:
        return
    for channel in shop.credits:
        role = shop.roles.get(channel.name)
        gain = channel.find(first, "revenue_change")
        closed, opened = channel.find(last, "revenue"), channel.find(first, "revenue")
        if role is None or gain is None or closed is None or opened is None:
            continue
        ratio = role["first_last_ratio"]
        often = isinstance(ratio, float) and ratio >= _FACTOR and role["role"] != TOO_FEW
        if often and gain.value > 0 and gain.excludes_zero():
            yield Highlight(
                HighlightName.OPENS_MORE_THAN_IT_CLOSES,
                HighlightSeverity.LOOK,
                "merito journeys --show roles",
                {
                    "channel": Figure(ColumnKind.TEXT, channel.name),
                    "first": _count(role["first"]),
                    "last": _count(role["last"]),
                    "last_model": Figure(ColumnKind.TEXT, last),
                    "last_revenue": Figure(ColumnKind.MONEY, closed.value),
                    "first_model": Figure(ColumnKind.TEXT, first),
                    "first_revenue": Figure(ColumnKind.MONEY, opened.value),
                },
                subject=channel.name,
                money=int(gain.value),
            )


def _count(value: object) -> Figure:
    return Figure(ColumnKind.COUNT, int(str(value)))
