"""Credit scaled to what experiments measured; what is left of the orders was not caused."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from attribution.arrays import divide_with_default

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.arrays import Floats, Ints
    from attribution.comparison.credit_cube import CreditCube
    from attribution.comparison.experiments import (
        Experiment,
        MeasuredCredit,
        MeasuredReplicates,
    )


@dataclass(frozen=True, slots=True)
class ChannelFactor:
    """What a model's credit of a channel is multiplied by."""

    channel: str
    experiments: "tuple[Experiment, ...]"
    caused: float
    """What the experiments measured together, conversions or money; never below 0."""
    credited: float
    """What the model credits in their days; NaN where it says nothing."""

    @property
    def factor(self) -> float:
        """Return caused / credited, 1 where nothing is credited: the channel stays as it is."""
        return self.caused / self.credited if self.known else 1.0

    @property
    def known(self) -> bool:
        """Tell whether the model credits anything in the days of the experiments."""
        return bool(self.credited)


@dataclass(frozen=True)
class Calibration:
    """The factors of the calibrated models of a plan."""

    measured: "MeasuredCredit"

    def list_factors(self, window: int, place: int) -> list[ChannelFactor]:
        """Return the factor of each tested channel, in the order of the metrics."""
        found = []
        for channel, experiments in self.measured.find_tested().items():
            caused = max(0.0, sum(each.amount for each in experiments))
            credit = (self.measured.find_credit(each, window, place) for each in experiments)
            found.append(ChannelFactor(channel, tuple(experiments), caused, sum(credit)))
        return found

    @cached_property
    def calibrated(self) -> tuple[int, ...]:
        """Positions of the calibrated models."""
        models = self.measured.findings.plan.models
        return tuple(place for place, named in enumerate(models) if named.calibrated)

    def find_factor(self, window: int, place: int, channel: str) -> float:
        """Return what a model's credit of a channel is multiplied by, 1 as a rule."""
        own = self.list_factors(window, place) if place in self.calibrated else ()
        return next((each.factor for each in own if each.channel == channel), 1.0)

    def get_factors(self, window: int, place: int, count: int) -> "Floats":
        """Return what each of `count` values and nobodies is multiplied by, 1 as a rule."""
        factors = np.ones(count)
        if place in self.calibrated:
            for each in self.list_factors(window, place):
                factors[self.measured.find_value(each.channel)] = each.factor
        return factors

    def apply_to(self, cube: "CreditCube") -> "CreditCube":
        """Return a cube of calibrated credit, with what was not caused as one value more, last."""
        windows, models, _, count = cube.conversions.shape
        factors = np.stack(
            [
                [self.get_factors(window, place, count) for place in range(models)]
                for window in range(windows)
            ]
        )[:, :, None, :]
        return replace(
            cube,
            conversions=scale_credit(cube.conversions, factors),
            revenue=scale_credit(cube.revenue, factors),
        )


def scale_credit(cells: "Floats", factors: "Floats", axis: int = -1) -> "Floats":
    """Return credit times factors, and what that leaves as one value more at the end of an axis.

    NaN where a factor is infinite, unless it scales nothing.
    """
    scaled = np.where(cells == 0, cells, cells * np.where(np.isinf(factors), np.nan, factors))
    left = np.where(factors == 1, 0 * cells, cells - scaled).sum(axis=axis, keepdims=True)
    return np.concatenate([scaled, left + 0.0], axis=axis)


class CalibrationReplicates:
    """The factors of calibrated models in each replicate."""

    def __init__(self, calibration: Calibration, draws: "MeasuredReplicates") -> None:
        self._calibration = calibration
        self._draws = draws
        self._factors: dict[tuple[int, int], list[tuple[int, Floats, int]]] = {}

    def apply_to(self, credit: "Floats", window: int, place: int) -> "Floats":
        """Return a model's credit, shape (values + 1, replicates), with one row more."""
        factors = np.ones_like(credit)
        for value, factor, _ in self._list_drawn(window, place):
            factors[value] = factor
        return scale_credit(credit, factors, axis=0)

    def scale(self, credit: "Floats", value: int, window: int, place: int) -> "Floats":
        """Return a model's credit of one value, shape (replicates,), times its factor."""
        factors = [drawn for own, drawn, _ in self._list_drawn(window, place) if own == value]
        return credit * factors[0] if factors else credit

    def bound_contributors(self, people: "Ints", window: int, place: int) -> "Ints":
        """Return the customers who contribute to each value, shape (values + 2,).

        As few as stand behind the factor, where these are fewer. What was not caused has no fewer
        than any channel that it is taken from.
        """
        bounded, taken = people.copy(), 0
        for value, _, customers in self._list_drawn(window, place):
            bounded[value] = min(int(people[value]), customers)
            taken = max(taken, int(bounded[value]))
        return np.append(bounded, taken)

    def _list_drawn(self, window: int, place: int) -> "list[tuple[int, Floats, int]]":
        """Return the tested channels of a model: value, factor in each replicate, customers."""
        if place not in self._calibration.calibrated:
            return []
        if (window, place) not in self._factors:
            self._factors[window, place] = list(self._draw_factors(window, place))
        return self._factors[window, place]

    def _draw_factors(self, window: int, place: int) -> "Iterator[tuple[int, Floats, int]]":
        for each in self._calibration.list_factors(window, place):
            if not each.known:
                continue
            draws, own = self._draws, each.experiments
            caused = np.sum([draws.draw_amounts(one) for one in own], axis=0)
            credited = np.sum([draws.draw_credit(one, window, place) for one in own], axis=0)
            people = max(draws.count_contributors(one, window, place) for one in own)
            value = self._calibration.measured.find_value(each.channel)
            yield (
                value,
                divide_with_default(np.maximum(caused, 0), credited, np.inf),
                people,
            )
