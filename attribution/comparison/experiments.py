"""What experiments measured, beside what models credit in their days."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, assert_never
from zlib import crc32

import numpy as np

from attribution.choices import ExperimentMetric
from attribution.comparison.credit_cube import build_cube
from attribution.comparison.replicates import ComparisonReplicates
from attribution.money import UNIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.arrays import Floats
    from attribution.bootstrap import Resampling
    from attribution.comparison.credit_cube import CreditCube
    from attribution.plan import OrderDays
    from attribution.results import AttributionResults

_NORMAL: Final = 3.92
"""Standard deviations between the ends of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Experiment:
    """What a channel caused in some days, as somebody measured it; money in currency units."""

    name: str
    channel: str
    days: "OrderDays"
    metric: ExperimentMetric
    incremental: float
    low: float
    """The ends of its 95 % interval."""
    high: float
    cost: float = np.nan
    """What the channel cost in these days, where the metric is a quotient of it."""

    @property
    def amount(self) -> float:
        """What was caused as conversions or money, even where it was measured by unit of cost."""
        return self.incremental * self.scale

    @property
    def scale(self) -> float:
        """Conversions or money in one unit of the metric."""
        return self.cost if self.metric is ExperimentMetric.IROAS else 1.0

    def draw_amounts(self, resampling: "Resampling") -> "Floats":
        """Return draws of `amount` from a normal distribution, shape (replicates,).

        Of a stream of its own: they know nothing of the customers drawn, nor of other experiments.
        """
        entropy = np.random.SeedSequence(resampling.seed, spawn_key=(crc32(self.name.encode()),))
        deviation = (self.high - self.low) / _NORMAL
        draws = np.random.Generator(np.random.PCG64(entropy))
        return self.scale * draws.normal(self.incremental, deviation, resampling.replicates)

    def get_credit(self, conversions: "Floats", revenue: "Floats") -> "Floats":
        """Return what is compared with `amount`, of revenue in 1/10 000 of the unit."""
        match self.metric:
            case ExperimentMetric.CONVERSIONS:
                return conversions
            case ExperimentMetric.REVENUE | ExperimentMetric.IROAS:
                return revenue / UNIT
            case _:
                assert_never(self.metric)


@dataclass(frozen=True)
class MeasuredCredit:
    """What the models credit to the channels of experiments in their days."""

    findings: "AttributionResults"
    """With a facet for the days of each experiment, by channel."""
    experiments: "Sequence[Experiment]"
    _cubes: "dict[OrderDays, CreditCube]" = field(default_factory=dict)

    def find_credit(self, experiment: Experiment, window: int, place: int) -> float:
        """Return the credit of the channel as conversions or money, NaN where nothing is said."""
        if experiment.days not in self._cubes:
            found = self.findings.select_facet(experiment.days)
            self._cubes[experiment.days] = build_cube(found)
        cube, value = self._cubes[experiment.days], self.find_value(experiment.channel)
        cells = (window, place, 0, value)
        credit = experiment.get_credit(cube.conversions[cells], cube.revenue[cells])
        return float(credit)

    def find_value(self, channel: str) -> int:
        """Return the place of a channel among the values."""
        return self._places[channel]

    @cached_property
    def _places(self) -> dict[str | None, int]:
        return {name: place for place, name in enumerate(self.findings.values.names)}

    def find_tested(self) -> "dict[str, list[Experiment]]":
        """Return the experiments that calibrate each channel: those on its first metric."""
        found: dict[str, list[Experiment]] = {}
        for metric in ExperimentMetric:
            own: dict[str, list[Experiment]] = {}
            for experiment in self.experiments:
                if experiment.metric is metric and experiment.channel not in found:
                    own.setdefault(experiment.channel, []).append(experiment)
            found |= own
        return found


class MeasuredReplicates:
    """The same in each replicate of the customers, with a draw of each experiment beside it."""

    def __init__(self, measured: MeasuredCredit, resampling: "Resampling") -> None:
        self._measured = measured
        self._resampling = resampling
        self._draws = ComparisonReplicates(measured.findings, resampling)
        self._facets: dict[OrderDays, ComparisonReplicates] = {}

    def draw_amounts(self, experiment: Experiment) -> "Floats":
        """Return draws of what was caused, shape (replicates,)."""
        return experiment.draw_amounts(self._resampling)

    def draw_credit(self, experiment: Experiment, window: int, place: int) -> "Floats":
        """Return the credit of the channel in the days, shape (replicates,)."""
        value = self._measured.find_value(experiment.channel)
        conversions, revenue = self._select(experiment).credit(window, place)
        return experiment.get_credit(conversions[value], revenue[value])

    def count_contributors(self, experiment: Experiment, window: int, place: int) -> int:
        """Return how many customers contribute to the credit of the channel in the days."""
        people = self._select(experiment).count_contributors(window, place)
        return int(people[self._measured.find_value(experiment.channel)])

    def _select(self, experiment: Experiment) -> ComparisonReplicates:
        if experiment.days not in self._facets:
            self._facets[experiment.days] = self._draws.select_facet(experiment.days)
        return self._facets[experiment.days]
