"""Channels that earn their cost under all models, none, or some."""

from typing import TYPE_CHECKING

from cli.report import ColumnKind, Figure, Highlight, HighlightName, HighlightSeverity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cli.reports.highlights.credit import Interval
    from cli.reports.highlights.subject import HighlightSubject

_SEVERITIES = {
    HighlightName.LOSES_UNDER_EVERY_MODEL: HighlightSeverity.ACT,
    HighlightName.EARNS_UNDER_EVERY_MODEL: HighlightSeverity.FINE,
    HighlightName.DEPENDS_ON_THE_MODEL: HighlightSeverity.LOOK,
}


def find_returns(shop: "HighlightSubject") -> "Iterator[Highlight]":
    """Yield the channels whose decision the intervals of all models, or of two against, carry."""
    target = float(shop.settings.returns.known_target)
    for channel in shop.credits:
        returned = channel.list_all(shop.additive, "roas")
        cost = next(iter(channel.list_all(shop.additive, "cost").values()), None)
        name = _judge(returned, target)
        if name is None or cost is None:
            continue
        low = min(returned, key=lambda model: returned[model].value)
        high = max(returned, key=lambda model: returned[model].value)
        yield Highlight(
            name,
            _SEVERITIES[name],
            "merito compare --metric roas",
            {
                "channel": Figure(ColumnKind.TEXT, channel.name),
                "cost": Figure(ColumnKind.MONEY, cost.value),
                "low": Figure(ColumnKind.RATIO, returned[low].value),
                "low_model": Figure(ColumnKind.TEXT, low),
                "high": Figure(ColumnKind.RATIO, returned[high].value),
                "high_model": Figure(ColumnKind.TEXT, high),
                "target": Figure(ColumnKind.RATIO, target),
            },
            subject=channel.name,
            money=int(cost.value),
        )


def _judge(returned: "Mapping[str, Interval]", target: float) -> HighlightName | None:
    """Return what the models say together, None where chance may have said it."""
    cut = [figure.high is not None and figure.high < target for figure in returned.values()]
    keep = [figure.low is not None and figure.low >= target for figure in returned.values()]
    if returned and all(cut):
        return HighlightName.LOSES_UNDER_EVERY_MODEL
    if returned and all(keep):
        return HighlightName.EARNS_UNDER_EVERY_MODEL
    return HighlightName.DEPENDS_ON_THE_MODEL if any(cut) and any(keep) else None
