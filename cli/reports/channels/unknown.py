"""Channels and interactions that the settings name and no touch has."""

from typing import TYPE_CHECKING

from attribution.direct import find_direct_channels
from cli.errors import suggest_nearest
from cli.inputs.channels.grouping import describe_absent
from cli.settings.sections.models import rule_based
from cli.settings.sections.models.model_list import Custom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.settings import Model, Settings


def list_channel_notes(settings: "Settings", channels: "frozenset[str | None]") -> tuple[str, ...]:
    """Return a sentence for each such channel: where it is named, what exists, what was meant.

    A note and no error, since a channel may be absent one night and back the next.
    """
    known = sorted(name for name in channels if name is not None)
    lowered = {name.lower() for name in known}
    return tuple(
        describe_absent(place, name, known)
        for place, name, exact in dict.fromkeys(_iterate_named_channels(settings))
        if name not in known and (exact or name.lower() not in lowered)
    )


def list_interaction_notes(
    settings: "Settings", interactions: "frozenset[str | None] | None"
) -> tuple[str, ...]:
    """Return a sentence for each window of an interaction that no touch has, which holds nowhere.

    `interactions` are those of the touches, None where the files have no such column.
    """
    known = sorted(name for name in interactions or () if name is not None)
    exists = (
        f"there are {', '.join(known)}"
        if known
        else "all are blank"
        if interactions is not None
        else "the touchpoints have no column interaction"
    )
    return tuple(
        f'{place}.{name}: no touch has the interaction "{name}", so this window is never used'
        f"{suggest_nearest(name, known, ';')} {exists}"
        for place, name in dict.fromkeys(_iterate_named_interactions(settings))
        if name not in known
    )


def list_direct_notes(settings: "Settings", channels: "frozenset[str | None]") -> tuple[str, ...]:
    """Return a sentence on the channels that count as direct though named otherwise, if any do."""
    models = (model.parameters for model in settings.models)
    if not any(
        isinstance(each, rule_based.LastNonDirect) and each.direct is None for each in models
    ):
        return ()
    named = settings.channels.direct
    found = find_direct_channels(channels, frozenset(named)) - frozenset(named)
    if not found:
        return ()
    listed = ", ".join(sorted(found))
    count = "counts" if len(found) == 1 else "count"
    return (f"channels: {listed} {count} as {named[0]} (channels.direct)",)


def _iterate_named_channels(settings: "Settings") -> "Iterator[tuple[str, str, bool]]":
    """Yield place, channel, and whether letter case counts."""
    if settings.channels.direct != type(settings.channels).model_construct().direct:
        yield from (("channels.direct", name, True) for name in settings.channels.direct)
    for window in settings.journeys.lookback:
        yield from (("journeys.lookback.channels", name, True) for name in window.channels)
    for model in settings.models:
        yield from _iterate_model_channels(model)


def _iterate_named_interactions(settings: "Settings") -> "Iterator[tuple[str, str]]":
    """Yield place and interaction of each window that has one."""
    for window in settings.journeys.lookback:
        yield from (("journeys.lookback", name) for name in window.interactions)
    for model in settings.models:
        for name in () if model.lookback is None else model.lookback.interactions:
            yield f"models.{model.name}.lookback", name


def _iterate_model_channels(model: "Model") -> "Iterator[tuple[str, str, bool]]":
    place = f"models.{model.name}"
    for name in () if model.lookback is None else model.lookback.channels:
        yield f"{place}.lookback.channels", name, True
    match model.parameters:
        case rule_based.LastAmong() as among:
            yield from ((f"{place}.channels", name, True) for name in among.channels)
        case rule_based.LastNonDirect() as non_direct:
            yield from ((f"{place}.direct", name, True) for name in non_direct.direct or ())
        case Custom() as custom:
            for rule in custom.rules:
                for pattern in rule.when.channel or ():
                    if "*" not in pattern:
                        yield f"{place}.rules", pattern, False
        case _:
            pass
