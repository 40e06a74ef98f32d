"""Channels that last click praises, since they close what others open."""

from typing import TYPE_CHECKING, Final

from cli.report import ColumnKind, Figure, Highlight, HighlightName, HighlightSeverity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.highlights.credit import ChannelCredit, Interval
    from cli.reports.highlights.subject import HighlightSubject

_FACTOR: Final = 1.25


def find_praised_channels(shop: "HighlightSubject") -> "Iterator[Highlight]":
    """Yield the closers that last click gives a quarter more than a model of whole journeys."""
    last = shop.find_model("last")
    other = shop.find_model("markov") or shop.find_model("linear")
    if last is None or other is None:
        return
    for channel in shop.credits:
        praise, fair = channel.find(last, "revenue"), channel.find(other, "revenue")
        if praise is None or fair is None or praise.value < _FACTOR * fair.value:
            continue
        closes = shop.roles.get(channel.name, {}).get("role") == "closer"
        if closes and _is_certain(shop, channel, (last, praise), (other, fair)):
            yield Highlight(
                HighlightName.PRAISED_BY_LAST_CLICK,
                HighlightSeverity.LOOK,
                "merito journeys --show roles",
                {
                    "channel": Figure(ColumnKind.TEXT, channel.name),
                    "last_model": Figure(ColumnKind.TEXT, last),
                    "last": Figure(ColumnKind.MONEY, praise.value),
                    "other_model": Figure(ColumnKind.TEXT, other),
                    "other": Figure(ColumnKind.MONEY, fair.value),
                },
                subject=channel.name,
                money=int(praise.value - fair.value),
            )


def _is_certain(
    shop: "HighlightSubject",
    channel: "ChannelCredit",
    last: "tuple[str, Interval]",
    other: "tuple[str, Interval]",
) -> bool:
    """Return whether two models differ by more than chance.

    The comparison has intervals of differences against its baseline; of two others the intervals
    must be apart, which asks for more.
    """
    models = {last[0]: other[0], other[0]: last[0]}
    if shop.comparison.baseline in models:
        change = channel.find(models[shop.comparison.baseline], "revenue_change")
        return change is not None and change.excludes_zero()
    return last[1].is_above(other[1])
