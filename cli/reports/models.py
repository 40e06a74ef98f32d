"""The models of the settings as the library's models."""

from typing import TYPE_CHECKING

from attribution import models as library
from attribution.plan import NamedModel, Plan
from attribution.windows import Window
from cli.expressions import compile_weight
from cli.settings import kinds
from cli.settings.models import Custom

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.settings import Duration, Model, Settings
    from cli.settings.journeys import Lookback
    from cli.settings.rules import Condition, Rule

    LibraryModel = library.SingleTouchModel | library.MultiTouchModel


def plan(settings: "Settings", dimension: str = "channel") -> Plan:
    """Return what the settings ask of the journeys, reported by an attribute of the touches."""
    journeys = settings.journeys
    return Plan(
        models=tuple(_named(model, settings) for model in settings.models),
        windows=tuple(window(lookback, settings) for lookback in journeys.lookback),
        dimension=dimension,
        repeat=journeys.repeat_orders,
        max_touches=journeys.max_touches,
        timezone=settings.timezone,
    )


def window(lookback: "Lookback", settings: "Settings") -> Window:
    """Return a lookback of the settings as the library's window."""
    return Window(
        default=lookback.default.microseconds,
        interactions=_lengths(lookback.interactions),
        channels=_lengths(lookback.channels),
        basis=settings.journeys.lookback_basis,
        timezone=settings.timezone,
    )


def _lengths(durations: "Mapping[str, Duration]") -> tuple[tuple[str, int], ...]:
    return tuple((name, length.microseconds) for name, length in durations.items())


def _named(model: "Model", settings: "Settings") -> NamedModel:
    return NamedModel(
        name=model.name,
        model=_model(model.parameters, settings),
        window=None if model.lookback is None else window(model.lookback, settings),
        transforms=model.transforms or (),
    )


def _model(  # noqa: C901, PLR0911 - one case a kind of model
    parameters: kinds.Parameters, settings: "Settings"
) -> "LibraryModel":
    match parameters:
        case kinds.Last():
            return library.Last()
        case kinds.First():
            return library.First()
        case kinds.LastNonDirect():
            direct = settings.channels.direct if parameters.direct is None else parameters.direct
            return library.LastNonDirect(frozenset(direct))
        case kinds.LastAmong():
            return library.LastAmong(frozenset(parameters.channels), parameters.otherwise)
        case kinds.Linear():
            return library.Linear()
        case kinds.TimeDecay():
            return library.TimeDecay(parameters.half_life.microseconds, parameters.granularity)
        case kinds.PositionBased():
            return library.PositionBased(parameters.first, parameters.last)
        case kinds.Participation():
            return library.Participation()
        case kinds.Weight():
            compiled = compile_weight(parameters.expression)
            return library.Weight(parameters.expression, compiled.expr, compiled.names)
        case Custom():
            base = _model(parameters.base.parameters, settings)
            return library.Custom(base, tuple(_rule(rule) for rule in parameters.rules))
        case _:
            raise TypeError(parameters)


def _rule(rule: "Rule") -> library.CreditRule:
    when = rule.when
    return library.CreditRule(
        factor=rule.factor,
        attributes={name: patterns for name, patterns in _patterns(when) if patterns is not None},
        position=when.position,
        days_before=(None, None)
        if when.days_before is None
        else (when.days_before.min, when.days_before.max),
    )


def _patterns(when: "Condition") -> "list[tuple[str, tuple[str, ...] | None]]":
    return [
        ("channel", when.channel),
        ("source", when.source),
        ("medium", when.medium),
        ("campaign", when.campaign),
        ("interaction", when.interaction),
    ]


def attributes(settings: "Settings") -> frozenset[str]:
    """Return the columns of touches that windows, rules and expressions read."""
    windows = [*settings.journeys.lookback, *(model.lookback for model in settings.models)]
    found = {"interaction" for each in windows if each is not None and each.interactions}
    for model in settings.models:
        match model.parameters:
            case kinds.Weight() as weight:
                found |= set(library.TEXTS) & compile_weight(weight.expression).names
            case Custom() as custom:
                for rule in custom.rules:
                    found |= {name for name, patterns in _patterns(rule.when) if patterns}
            case _:
                pass
    return frozenset(found | {"channel"})
