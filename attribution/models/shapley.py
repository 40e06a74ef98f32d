"""Credit by what each channel adds to every coalition of the others."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, TypeVar

import numpy as np

from attribution.arrays import mark_run_starts
from attribution.models.base import DataDrivenModel, Model, RowCredit
from attribution.models.value_rows import CountingModel

if TYPE_CHECKING:
    from attribution.arrays import Codes, Ints
    from attribution.models.base import CreditRows
    from attribution.models.value_rows import ValueRows

AnyModel = TypeVar("AnyModel", bound=Model)


@dataclass(frozen=True, slots=True)
class Shapley(CountingModel):
    """Shapley values where a coalition is worth the conversions of the journeys within it.

    They have a closed form: each order is shared equally among the distinct channels of its
    journey (Zhao et al. 2018), so that the credit is known journey by journey and exact for any
    number of channels. Non-converting journeys play no part.
    """

    kind: ClassVar[str] = "shapley"
    additive: ClassVar[bool] = True
    everybody: ClassVar[bool] = True
    spread: bool = False
    """Whether the touches of a channel share its part alike; else its first touch stands for all:
    by channel the two are the same."""

    def credit(self, rows: "CreditRows") -> RowCredit:
        """Return 1/d for each of the d channels of a journey: to its first touch or to all."""
        first = rows.first_of_value
        distinct = (
            np.add.reduceat(first, rows.starts, dtype=np.int64) if len(first) else rows.starts
        )
        channels = np.repeat(distinct, rows.lengths)
        if not self.spread:
            return RowCredit(first / channels)
        values = rows.get_codes(rows.paths.dimension)
        return RowCredit(1 / (channels * _count_alike(_number_journeys(rows), values)))

    def credit_values(self, rows: "ValueRows") -> RowCredit:
        """Return 1/d for each of the d values of a journey, for each of its periods a part."""
        if not self.spread:
            return RowCredit(np.repeat(1 / rows.lengths, rows.lengths))
        journeys = _number_journeys(rows)
        new = mark_run_starts(journeys) | mark_run_starts(rows.values)
        starts = np.flatnonzero(new)
        distinct = np.repeat(np.bincount(journeys[starts]), rows.lengths)
        touches = np.add.reduceat(rows.touches, starts)
        lengths = np.diff(starts, append=len(journeys))
        return RowCredit(rows.touches / (distinct * np.repeat(touches, lengths)))


def share_by_touch(model: "AnyModel") -> "AnyModel":
    """Return a model in the way in which a single touch of a journey has a part of the order."""
    return replace(model, spread=True) if isinstance(model, Shapley) else model


def _number_journeys(rows: "CreditRows | ValueRows") -> "Ints":
    return np.repeat(np.arange(len(rows.lengths)), rows.lengths)


def _count_alike(journeys: "Ints", values: "Codes") -> "Ints":
    """Return how many rows of its journey have the value of each row."""
    key = journeys * (int(values.max(initial=0)) + 1) + values
    _, place, counts = np.unique(key, return_inverse=True, return_counts=True)
    alike: Ints = counts[place]
    return alike


@dataclass(frozen=True, slots=True)
class ShapleyRate(DataDrivenModel):
    """Shapley values where a coalition is worth its conversion rate; for up to 20 channels."""

    kind: ClassVar[str] = "shapley"
    additive: ClassVar[bool] = True
