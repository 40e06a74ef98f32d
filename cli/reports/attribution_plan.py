"""The models of the settings as the library's models."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from attribution.choices import Allocation
from attribution.journeys.windows import Window, find_first_instants
from attribution.models import Markov
from attribution.plan import NamedModel, Plan
from cli.dataset.breakdown import Breakdown
from cli.dataset.date_range import DateRange
from cli.errors import MeritoError
from cli.settings.sections.models.rule_based import ModelUse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attribution.plan import AnyFacet
    from cli.settings import Duration, Model, Settings
    from cli.settings.sections.journeys import Lookback
    from cli.settings.sections.models.rule_based import LibraryModel

_WHOLE: Final = Breakdown()
_ALWAYS: Final = DateRange(None, None)
SHARED_BY_ORDER: Final = (
    "each order is shared among its own touches here, so that the sums differ from those of merito"
    " compare, which shares all orders at once"
)
"""What is said of a chain that shares totals, where a report needs the credit of single orders."""


class RateByBlockError(MeritoError):
    """Shapley values of conversion rates were asked for by an attribute of the orders."""

    def __init__(self, name: str, block: str) -> None:
        super().__init__(
            f"--by {block}: {name} values conversion rates of all journeys and gives single orders"
            " no credit to break down; set its worth to conversions, or choose other models with"
            " --model"
        )


def build_plan(  # noqa: PLR0913 - what a report asks of the journeys
    settings: "Settings",
    breakdown: Breakdown = _WHOLE,
    days: DateRange = _ALWAYS,
    latest: int | None = None,
    facets: "tuple[AnyFacet, ...]" = (),
    *,
    chosen: bool = True,
) -> Plan:
    """Return what the settings ask of the journeys, for a breakdown and a range of days.

    `latest` is the instant of the latest order, microseconds since 1970, UTC. `chosen` tells
    whether somebody asks for the models; the baseline is asked for in any case. By an attribute of
    the orders a chain shares each order among the touches of its journey, whatever its
    `allocation`. Raises RateByBlockError where a model has nothing to break down.
    """
    journeys, zone = settings.journeys, settings.timezone
    return Plan(
        models=tuple(
            _name_model(model, settings, breakdown.block)._replace(
                chosen=chosen or model.name == settings.baseline_name,
            )
            for model in settings.models
        ),
        windows=tuple(build_window(lookback, settings) for lookback in journeys.lookback),
        dimension=breakdown.dimension,
        repeat=journeys.repeat_orders,
        max_touches=journeys.max_touches,
        timezone=zone,
        begin=None if days.first is None else find_midnight(days.first, zone),
        end=None if days.last is None else find_midnight(days.last + timedelta(days=1), zone),
        known_until=latest if journeys.censor_immature else None,
        facets=facets,
    )


def describe_shared_totals(settings: "Settings") -> tuple[str, ...]:
    """Return how chains that share totals are computed where the credit of single orders counts."""
    use = ModelUse(settings.channels.direct)
    built = {model.name: model.parameters.build_model(use) for model in settings.models}
    chains = [
        name
        for name, model in built.items()
        if isinstance(model, Markov) and model.allocation is Allocation.TOTAL
    ]
    return tuple(f"{name}: {SHARED_BY_ORDER}" for name in chains)


def find_midnight(day: date, timezone: str) -> int:
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
    usual = settings.journeys.transforms if model.parameters.follows_transforms else ()
    return NamedModel(
        name=model.name,
        model=_build_model(model, settings, block),
        window=None if model.lookback is None else build_window(model.lookback, settings),
        transforms=usual if model.transforms is None else model.transforms,
        calibrated=model.parameters.calibrated,
    )


def _build_model(model: "Model", settings: "Settings", block: str | None) -> "LibraryModel":
    if block is not None and not model.parameters.divides_by_journey:
        raise RateByBlockError(model.name, block)
    use = ModelUse(settings.channels.direct, by_journey=block is not None)
    return model.parameters.build_model(use)


def collect_attributes(settings: "Settings") -> frozenset[str]:
    """Return the columns of touches that windows, rules and expressions read."""
    windows = [*settings.journeys.lookback, *(model.lookback for model in settings.models)]
    found = {"interaction" for each in windows if each is not None and each.interactions}
    own = (model.parameters.attributes for model in settings.models)
    return frozenset(found | {"channel"}).union(*own)
