"""Journeys counted by value, without a row for each touch: for customers with very many."""

from abc import abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from attribution.journeys.windows import to_local_days
from attribution.models.base import MultiTouchModel, RowCredit
from attribution.models.decaying_sums import DecayingSums

if TYPE_CHECKING:
    from attribution.arrays import Bools, Codes, Floats, Ints
    from attribution.models.base import Paths


class ValueIndex:
    """The touches of one customer by value of the dimension, then by time."""

    def __init__(self, paths: "Paths") -> None:
        journeys, touches = paths.journeys, paths.touches
        self._start, stop = int(journeys.first.min()), int(journeys.last.max())
        codes = paths.filing.codes[self._start : stop]
        self.codes, value = np.unique(codes, return_inverse=True)
        """The values that occur, where credit is dated each of its periods; shape (values,)."""
        order = np.argsort(value, kind="stable")
        self._key = value[order] * (len(codes) + 1) + order
        self._first_key = np.arange(len(self.codes)) * (len(codes) + 1)
        self._at = touches.at[self._start : stop][order]
        self._timezone = paths.timezone
        self._sums: dict[tuple[float, bool], DecayingSums] = {}

    def find_places(self, places: "Ints") -> "Ints":
        """Return how many touches come before a value's first one from some places on.

        `places` are those of the timeline, shape (n,); the result has shape (n, values).
        """
        return np.searchsorted(self._key, (places - self._start)[:, None] + self._first_key)

    def get_sums(self, half_life: float, *, by_day: bool) -> DecayingSums:
        """Return the sums of decaying weights, made once; `half_life` in microseconds or days."""
        known = (half_life, by_day)
        if known not in self._sums:
            at = to_local_days(self._at, self._timezone) if by_day else self._at
            self._sums[known] = DecayingSums(at, half_life)
        return self._sums[known]


class ValueRows:
    """One row for each value of each journey, by journey and value; arrays have shape (rows,).

    What `CreditRows` are to touches, for orders of one customer that all have a touch.
    """

    def __init__(self, paths: "Paths", index: ValueIndex) -> None:
        self.paths = paths
        self._index = index
        first, last = (
            index.find_places(ends) for ends in (paths.journeys.first, paths.journeys.last)
        )
        held = last > first
        self.lengths: Ints = np.count_nonzero(held, axis=1)
        """Values of each journey, shape (journeys,)."""
        self.starts: Ints = np.cumsum(self.lengths) - self.lengths
        """First row of each journey, shape (journeys,)."""
        self._first, self._last = first[held], last[held]
        self.touches: Ints = self._last - self._first
        """Touches of the journey that have the value."""
        self.codes: Codes = index.codes[np.nonzero(held)[1]]

    @property
    def totals(self) -> "Ints":
        """Touches of each journey, shape (journeys,)."""
        return self.paths.journeys.last - self.paths.journeys.first

    @cached_property
    def of_first_touch(self) -> "Bools":
        """Whether the value is that of the journey's first touch."""
        return self._has_code_at(self.paths.journeys.first)

    @cached_property
    def of_last_touch(self) -> "Bools":
        """Whether the value is that of the journey's last touch."""
        return self._has_code_at(self.paths.journeys.last - 1)

    @property
    def values(self) -> "Codes":
        """The value of the dimension, which has several rows where credit is dated."""
        return self.paths.filing.get_values(self.codes)

    def sum_decayed(self, half_life: float, *, by_day: bool) -> "Floats":
        """Return the sums of 2^(-age/half_life) over the touches, ages from the journey's last one.

        `half_life` is in microseconds, or in days where ages are differences of local dates.
        """
        until = self.paths.touches.at[self.paths.journeys.last - 1]
        if by_day:
            until = to_local_days(until, self.paths.timezone)
        sums = self._index.get_sums(half_life, by_day=by_day)
        return sums.sum_between(self._first, self._last, np.repeat(until, self.lengths))

    def _has_code_at(self, places: "Ints") -> "Bools":
        codes = self.paths.filing.codes[places]
        same: Bools = self.codes == np.repeat(codes, self.lengths)
        return same


class CountingModel(MultiTouchModel):
    """A model whose credit is known by value as well, without a look at each touch."""

    __slots__ = ()

    @abstractmethod
    def credit_values(self, rows: ValueRows) -> RowCredit:
        """Return the fraction of its order that each value is given: the sums of `credit`."""
