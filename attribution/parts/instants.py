"""Instants packed with small numbers into one sortable integer."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from attribution.arrays import sort_integers

if TYPE_CHECKING:
    from attribution.arrays import Ints

_SECOND = 1_000_000
_KEY_BITS = 63


class Clock(NamedTuple):
    """Maps instants (microseconds since 1970, UTC) to small ticks in the same order.

    Either whole seconds since the first instant, or, where instants have fractions of a second,
    the place among the distinct instants: both fit a key beside a customer and a row.
    """

    start: int
    length: int
    """Number of ticks."""
    distinct: "Ints | None"
    """The distinct instants in order, where these are counted; None for whole seconds."""

    @property
    def bits(self) -> int:
        """Return how many bits hold every tick and the one after the last."""
        return int(self.length + 1).bit_length()

    def to_ticks(self, instants: "Ints") -> "Ints":
        """Return the ticks of instants that the clock was made from."""
        if self.distinct is None:
            return (instants - self.start) // _SECOND
        return np.searchsorted(self.distinct, instants)

    def find_first_at_or_after(self, instants: "Ints") -> "Ints":
        """Return for any instants the tick of the first known instant not before them."""
        if self.distinct is None:
            return np.clip(-((self.start - instants) // _SECOND), 0, self.length)
        return np.searchsorted(self.distinct, instants, side="left")

    def find_first_after(self, instants: "Ints") -> "Ints":
        """Return for any instants the tick of the first known instant later than them."""
        if self.distinct is None:
            return np.clip((instants - self.start) // _SECOND + 1, 0, self.length)
        return np.searchsorted(self.distinct, instants, side="right")


def build_clock(instants: "Ints") -> Clock:
    """Return the clock of some instants, shape (n,)."""
    if not len(instants):
        return Clock(0, 0, np.zeros(0, dtype=np.int64))
    start = int(instants.min())
    seconds = (instants - start) // _SECOND
    if np.array_equal(seconds * _SECOND, instants - start):
        return Clock(start, int(seconds.max()) + 1, None)
    distinct = np.unique(instants)
    return Clock(start, len(distinct), distinct)


def sort_rows(major: "Ints", ticks: "Ints", tick_bits: int) -> "Ints":
    """Return the rows in the order of (major, tick, row), shape (n,).

    One integer sort of the three packed together; a lexicographic one where they do not fit.
    """
    count = len(major)
    row_bits = count.bit_length()
    if int(major.max(initial=0)).bit_length() + tick_bits + row_bits > _KEY_BITS:
        return np.lexsort((ticks, major))
    key = (major << tick_bits | ticks) << row_bits
    key |= np.arange(count, dtype=np.int64)
    return sort_integers(key) & ((1 << row_bits) - 1)
