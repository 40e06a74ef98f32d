"""The models of the settings as the library's models."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, assert_never

import numpy as np

from attribution import models as library
from attribution.choices import Allocation, Worth
from attribution.journeys.windows import Window, find_first_instants
from attribution.plan import NamedModel, Plan
from cli.dataset.breakdown import Breakdown
from cli.dataset.date_range import DateRange
from cli.errors import MeritoError
from cli.expressions import compile_weight
from cli.settings.sections import data_driven, rule_based
from cli.settings.sections.models import Custom

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.settings import Duration, Model, Settings
    from cli.settings.sections.credit_rules import Condition, Rule
    from cli.settings.sections.journeys import Lookback

    RuleBased = library.SingleTouchModel | library.MultiTouchModel
    LibraryModel = RuleBased | library.DataDrivenModel

_WHOLE: Final = Breakdown()
_ALWAYS: Final = DateRange(None, None)


class RateByBlockError(MeritoError):
    """Shapley values of conversion rates were asked for by an attribute of the orders."""

    def __init__(self, name: str, block: str) -> None:
        super().__init__(
            f"--by {block}: {name} values conversion rates of all journeys and gives single orders"
            " no credit to break down; set its worth to conversions, or choose other models with"
            " --model"
        )


def build_plan(
    settings: "Settings",
    breakdown: Breakdown = _WHOLE,
    days: DateRange = _ALWAYS,
    latest: int | None = None,
) -> Plan:
    """Return what the settings ask of the journeys, for a breakdown and a range of days.

    `latest` is the instant of the latest order, microseconds since 1970, UTC. By an attribute of
    the orders a chain shares each order among the touches of its journey, whatever its
    `allocation`. Raises RateByBlockError where a model has nothing to break down.
    """
    journeys, zone = settings.journeys, settings.timezone
    return Plan(
        models=tuple(_name_model(model, settings, breakdown.block) for model in settings.models),
        windows=tuple(build_window(lookback, settings) for lookback in journeys.lookback),
        dimension=breakdown.dimension,
        repeat=journeys.repeat_orders,
        max_touches=journeys.max_touches,
        timezone=zone,
        begin=None if days.first is None else _find_midnight(days.first, zone),
        end=None if days.last is None else _find_midnight(days.last + timedelta(days=1), zone),
        known_until=latest if journeys.censor_immature else None,
    )


def _find_midnight(day: date, timezone: str) -> int:
    """Return the first instant of a local day, microseconds since 1970, UTC."""
    days = np.array([(day - date(1970, 1, 1)).days])
    return int(find_first_instants(days, timezone)[0])


def build_window(lookback: "Lookback", settings: "Settings") -> Window:
    """Return a lookback of the settings as the library's window."""
    return Window(
        default=lookback.default.microseconds,
        interactions=_convert_durations(lookback.interactions),
        channels=_convert_durations(lookback.channels),
        basis=settings.journeys.lookback_basis,
        timezone=settings.timezone,
    )


def _convert_durations(durations: "Mapping[str, Duration]") -> tuple[tuple[str, int], ...]:
    return tuple((name, length.microseconds) for name, length in durations.items())


def _name_model(model: "Model", settings: "Settings", block: str | None) -> NamedModel:
    usual = settings.journeys.transforms if model.parameters.data_driven else ()
    return NamedModel(
        name=model.name,
        model=_build_model(model, settings, block),
        window=None if model.lookback is None else build_window(model.lookback, settings),
        transforms=usual if model.transforms is None else model.transforms,
    )


def _build_model(model: "Model", settings: "Settings", block: str | None) -> "LibraryModel":
    match model.parameters:
        case data_driven.Markov() as chain:
            order = chain.order if isinstance(chain.order, int) else None
            allocation = chain.allocation if block is None else Allocation.JOURNEY
            return library.Markov(order, chain.removal, allocation)
        case data_driven.Shapley() as game:
            return _build_shapley(model.name, game.worth, block)
        case parameters:
            return _build_rule_based(parameters, settings)


def _build_shapley(name: str, worth: Worth, block: str | None) -> "LibraryModel":
    match worth:
        case Worth.CONVERSIONS:
            return library.Shapley()
        case Worth.CONVERSION_RATE:
            if block is not None:
                raise RateByBlockError(name, block)
            return library.ShapleyRate()
        case _:
            assert_never(worth)


def _build_rule_based(  # noqa: C901, PLR0911 - one case a kind of model
    parameters: rule_based.Parameters, settings: "Settings"
) -> "RuleBased":
    match parameters:
        case rule_based.Last():
            return library.Last()
        case rule_based.First():
            return library.First()
        case rule_based.LastNonDirect():
            direct = settings.channels.direct if parameters.direct is None else parameters.direct
            return library.LastNonDirect(frozenset(direct))
        case rule_based.LastAmong():
            return library.LastAmong(frozenset(parameters.channels), parameters.otherwise)
        case rule_based.Linear():
            return library.Linear()
        case rule_based.TimeDecay():
            return library.TimeDecay(parameters.half_life.microseconds, parameters.granularity)
        case rule_based.PositionBased():
            return library.PositionBased(parameters.first, parameters.last)
        case rule_based.Participation():
            return library.Participation()
        case rule_based.Weight():
            compiled = compile_weight(parameters.expression)
            return library.Weight(parameters.expression, compiled.expr, compiled.names)
        case Custom():
            base = _build_rule_based(parameters.base.parameters, settings)
            return library.Custom(base, tuple(_build_rule(rule) for rule in parameters.rules))
        case _:
            raise TypeError(parameters)


def _build_rule(rule: "Rule") -> library.CreditRule:
    when = rule.when
    return library.CreditRule(
        factor=rule.factor,
        attributes={
            name: patterns for name, patterns in _list_patterns(when) if patterns is not None
        },
        position=when.position,
        days_before=(None, None)
        if when.days_before is None
        else (when.days_before.min, when.days_before.max),
    )


def _list_patterns(when: "Condition") -> "list[tuple[str, tuple[str, ...] | None]]":
    return [
        ("channel", when.channel),
        ("source", when.source),
        ("medium", when.medium),
        ("campaign", when.campaign),
        ("interaction", when.interaction),
    ]


def collect_attributes(settings: "Settings") -> frozenset[str]:
    """Return the columns of touches that windows, rules and expressions read."""
    windows = [*settings.journeys.lookback, *(model.lookback for model in settings.models)]
    found = {"interaction" for each in windows if each is not None and each.interactions}
    for model in settings.models:
        match model.parameters:
            case rule_based.Weight() as weight:
                found |= set(library.TEXTS) & compile_weight(weight.expression).names
            case Custom() as custom:
                for rule in custom.rules:
                    found |= {name for name, patterns in _list_patterns(rule.when) if patterns}
            case _:
                pass
    return frozenset(found | {"channel"})
