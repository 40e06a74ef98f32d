"""Journeys as sequences of values, and which values each of them holds."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from attribution.arrays import expand_ranges
from attribution.statistics.batches import cut_into_batches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.arrays import Ints
    from attribution.journeys.journeys import Journeys
    from attribution.parts.orders import Orders
    from attribution.paths.plan import PathPlan
    from attribution.plan import View
    from attribution.statistics.observed import ObservedPart

NO_ORDER: Final = -1
"""The block of journeys without an order."""
_CELLS: Final = 1 << 22
"""Cells that are marked one by one instead of sorted."""


@dataclass(frozen=True, slots=True)
class Sequences:
    """Journeys of a part, each the interval `[first, last)` of `codes`."""

    codes: "Ints"
    """Code of the value of each touch."""
    first: "Ints"
    last: "Ints"
    opened: "Ints"
    """Instant of the first touch, microseconds since 1970, UTC; 0 where there is none."""
    customers: "Ints"
    """Customer of each journey."""
    values: int
    """Codes are below it."""
    orders: "Orders | None"
    """What the journeys led to, in their order; None: to nothing."""

    @property
    def lengths(self) -> "Ints":
        """Return the touches of each journey."""
        return self.last - self.first

    @property
    def blocks(self) -> "Ints":
        """Return the block of each journey's order."""
        if self.orders is None:
            return np.full(len(self.first), NO_ORDER)
        return self.orders.block.astype(np.int64)

    @property
    def revenue(self) -> "Ints":
        """Return the revenue of each journey's order in 1/10 000 of the unit."""
        return np.zeros_like(self.first) if self.orders is None else self.orders.revenue


def list_sequences(seen: "ObservedPart", asked: "PathPlan", view: "View") -> list[Sequences]:
    """Return the journeys of the counted orders, empty ones among them, and those of no order.

    The second only where they are asked for.
    """
    orders = seen.part.orders.take(seen.counted)
    converting = _make_sequences(seen, asked, seen.find_converting(view), orders)
    if not asked.plan.nonconverting:
        return [converting]
    return [converting, _make_sequences(seen, asked, seen.find_nonconverting(view), None)]


def _make_sequences(
    seen: "ObservedPart", asked: "PathPlan", found: "Journeys", orders: "Orders | None"
) -> Sequences:
    touches, dimension = seen.line.touches, asked.plan.dimension
    opened, customers = np.zeros((2, len(found.first)), dtype=np.int64)
    some = np.flatnonzero(found.last > found.first)
    first = found.first[some]
    places = first if found.places is None else found.places[first]
    opened[some], customers[some] = touches.at[places], touches.customer[places]
    return Sequences(
        found.get_codes(touches.values[dimension]).astype(np.int64),
        found.first,
        found.last,
        opened,
        customers if orders is None else orders.customer,
        len(seen.part.vocabularies[dimension].names),
        orders,
    )


@dataclass(frozen=True, slots=True)
class Members:
    """The different values of some neighbouring journeys, by journey, then code."""

    journeys: slice
    """Which journeys of the sequences."""
    rows: "Ints"
    """For each touch of each journey the position of its value in `value`."""
    position: "Ints"
    """For each touch its position in its journey, from 0."""
    journey: "Ints"
    """For each value the journey that holds it, counted from the first of these."""
    value: "Ints"


def iterate_members(found: Sequences) -> "Iterator[Members]":
    """Yield the values of all journeys, some journeys at a time."""
    nobody = np.zeros(len(found.first), dtype=np.int64)
    for start, stop in cut_into_batches(nobody, found.lengths):
        first, last = found.first[start:stop], found.last[start:stop]
        lengths = last - first
        journey = np.repeat(np.arange(stop - start), lengths)
        codes = np.take(found.codes, expand_ranges(first, last))
        begins = np.repeat(np.cumsum(lengths) - lengths, lengths)
        held, rows = number_cells(journey * found.values + codes, (stop - start) * found.values)
        holding, value = np.divmod(held, max(found.values, 1))
        position = np.arange(len(codes)) - begins
        yield Members(slice(start, stop), rows, position, holding, value)


def number_cells(cells: "Ints", count: int) -> "tuple[Ints, Ints]":
    """Return the different cells, ascending, and the position of each given one among them.

    Cells are below `count`.
    """
    if count > _CELLS:
        distinct, places = np.unique(cells, return_inverse=True)
        return distinct, places
    marked = np.zeros(count, dtype=np.bool_)
    marked[cells] = True
    numbers = np.cumsum(marked) - 1
    return np.flatnonzero(marked), np.take(numbers, cells)
