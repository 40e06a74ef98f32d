"""Journeys counted by value, without a row for each touch: for customers with very many."""

from abc import abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from attribution.arrays import expand_ranges, mark_run_starts
from attribution.journeys.windows import to_local_days
from attribution.models.base import MultiTouchModel, RowCredit
from attribution.models.decaying_sums import DecayingSums

if TYPE_CHECKING:
    from attribution.arrays import Bools, Codes, Floats, Ints
    from attribution.models.base import Paths


class ValueIndex:
    """The touches of some customers by customer and value of the dimension, then by time."""

    def __init__(self, paths: "Paths") -> None:
        """Make an index of all touches from the first to the last of any journey of a customer.

        Orders are by customer, and all have a touch.
        """
        journeys = paths.journeys
        heads = np.flatnonzero(mark_run_starts(paths.orders.customer))
        self._customers = paths.orders.customer[heads]
        begin = np.minimum.reduceat(journeys.first, heads)
        stop = np.maximum.reduceat(journeys.last, heads)
        spans = stop - begin
        self._shift = begin - (np.cumsum(spans) - spans)
        places = expand_ranges(begin, stop)
        owners = np.repeat(np.arange(len(heads)), spans)
        codes = paths.filing.codes[places]
        order = _sort_by(owners, codes)
        owners, codes = owners[order], codes[order]
        new = mark_run_starts(owners) | mark_run_starts(codes)
        self._starts = np.flatnonzero(new)
        """First touch of each value of each customer, where credit is dated of each of its periods;
        shape (values,)."""
        self.codes: Codes = codes[self._starts]
        """The values, shape (values,)."""
        self.values: Ints = np.bincount(owners[self._starts], minlength=len(heads))
        """How many each customer has, shape (customers,)."""
        self._first_value = np.cumsum(self.values) - self.values
        self._size = len(order) + 1
        self._key = (np.cumsum(new) - 1) * self._size + order
        self._at = paths.touches.at[places[order]]
        self._timezone = paths.timezone
        self._sums: dict[tuple[float, bool], DecayingSums] = {}

    def count_values(self, paths: "Paths") -> "Ints":
        """Return how many values the customer of each order has, shape (orders,)."""
        return self.values[self._find_owners(paths)]

    def find_touches(self, paths: "Paths") -> "tuple[Ints, Ints, Ints, Ints]":
        """Return what each journey holds, by journey and value; arrays of shape (rows,).

        The journey, the value as a place in `codes`, and the touches that have it as half-open
        intervals of those sorted, first and last.
        """
        owners = self._find_owners(paths)
        counts, before = self.values[owners], self._first_value[owners]
        values = expand_ranges(before, before + counts)
        first, last = (
            np.searchsorted(
                self._key, values * self._size + np.repeat(ends - self._shift[owners], counts)
            )
            for ends in (paths.journeys.first, paths.journeys.last)
        )
        held = np.flatnonzero(last > first)
        journeys = np.repeat(np.arange(len(owners)), counts)
        return journeys[held], values[held], first[held], last[held]

    def get_sums(self, half_life: float, *, by_day: bool) -> DecayingSums:
        """Return the sums of decaying weights, made once; `half_life` in microseconds or days."""
        known = (half_life, by_day)
        if known not in self._sums:
            at = to_local_days(self._at, self._timezone) if by_day else self._at
            self._sums[known] = DecayingSums(at, self._starts, half_life)
        return self._sums[known]

    def _find_owners(self, paths: "Paths") -> "Ints":
        return np.searchsorted(self._customers, paths.orders.customer)


def _sort_by(owners: "Ints", codes: "Codes") -> "Ints":
    """Return the places of touches by owner and code; NumPy sorts narrow integers by radix."""
    order = np.argsort(codes, kind="stable")
    narrow = owners.astype(np.min_scalar_type(int(owners.max(initial=0))))
    return order[np.argsort(narrow[order], kind="stable")]


class ValueRows:
    """One row for each value of each journey, by journey and value; arrays have shape (rows,).

    What `CreditRows` are to touches, for orders that all have a touch.
    """

    def __init__(self, paths: "Paths", index: ValueIndex) -> None:
        self.paths = paths
        self._index = index
        journeys, self._values, self._first, self._last = index.find_touches(paths)
        self.lengths: Ints = np.bincount(journeys, minlength=len(paths.orders.at))
        """Values of each journey, shape (journeys,)."""
        self.starts: Ints = np.cumsum(self.lengths) - self.lengths
        """First row of each journey, shape (journeys,)."""
        self.touches: Ints = self._last - self._first
        """Touches of the journey that have the value."""
        self.codes: Codes = index.codes[self._values]

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
        ends = np.repeat(until, self.lengths)
        return sums.sum_between(self._values, self._first, self._last, ends)

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
