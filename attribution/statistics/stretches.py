"""Orders cut at customers who have so many touches and orders that pairs of both are too many."""

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from attribution.arrays import mark_run_starts
from attribution.models.value_rows import ValueIndex, ValueRows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.arrays import Codes, Floats, Ints
    from attribution.models.base import Paths

LARGE: Final = 1 << 18
"""Pairs of order and touch of a customer from which on it is worth while to count by value."""

GAIN: Final = 8
"""How many times fewer rows must come of counting by value, each of which takes longer."""


class Stretch(NamedTuple):
    """The orders from `start` to before `stop`: of one large customer, or of others."""

    start: int
    stop: int
    large: bool
    """Whether they are those of one customer whose touches are better counted by value."""

    @property
    def orders(self) -> slice:
        """Return the places of the orders."""
        return slice(self.start, self.stop)


class AlikeOrders(NamedTuple):
    """Orders of one customer, those with the same journey and cell as one; shape (journeys,)."""

    rows: ValueRows
    cells: "Ints"
    orders: "Ints"
    """How many they are."""
    revenue: "Floats"
    """Of all of them."""


def cut_at_large_customers(paths: "Paths") -> "Iterator[Stretch]":
    """Cut orders that all have a touch, by customer and time; who is large depends on it alone."""
    journeys, count = paths.journeys, len(paths.orders.at)
    lengths = journeys.last - journeys.first
    begun = 0
    if journeys.places is None and int(lengths.sum()) >= LARGE:
        starts = np.flatnonzero(mark_run_starts(paths.orders.customer))
        ends = np.append(starts[1:], count)
        for customer in np.flatnonzero(np.add.reduceat(lengths, starts) >= LARGE).tolist():
            start, stop = int(starts[customer]), int(ends[customer])
            if _is_worth_while(paths.get_between(start, stop)):
                if begun < start:
                    yield Stretch(begun, start, large=False)
                yield Stretch(start, stop, large=True)
                begun = stop
    if begun < count:
        yield Stretch(begun, count, large=False)


def merge_orders(paths: "Paths", cells: "Ints", rows: int) -> "Iterator[AlikeOrders]":
    """Yield the orders of one customer, as many at a time as make about so many rows."""
    index = ValueIndex(paths)
    places = _find_different_journeys(paths, cells)
    orders = np.diff(places, append=len(cells))
    revenue = np.add.reduceat(paths.orders.revenue, places).astype(np.float64)
    size = max(1, rows // len(index.codes))
    for start in range(0, len(places), size):
        some = slice(start, start + size)
        counted = ValueRows(paths.take(places[some]), index)
        yield AlikeOrders(counted, cells[places[some]], orders[some], revenue[some])


def _find_different_journeys(paths: "Paths", cells: "Ints | Codes") -> "Ints":
    """Return the orders that have another journey or another cell than the one before."""
    journeys = paths.journeys
    new = mark_run_starts(journeys.first) | mark_run_starts(journeys.last)
    return np.flatnonzero(new | mark_run_starts(cells))


def _is_worth_while(paths: "Paths") -> bool:
    """Tell whether counting a customer's touches by value makes far fewer rows."""
    journeys = paths.journeys
    codes = paths.filing.codes
    values = len(np.unique(codes[int(journeys.first.min()) : int(journeys.last.max())]))
    different = len(_find_different_journeys(paths, paths.orders.block))
    pairs = int((journeys.last - journeys.first).sum())
    return GAIN * values * different <= pairs
