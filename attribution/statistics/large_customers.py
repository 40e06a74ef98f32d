"""Customers with so many touches and orders that these are counted by value, not pair by pair."""

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from attribution.arrays import mark_run_starts
from attribution.models.value_rows import ValueIndex, ValueRows
from attribution.statistics.batches import cut_into_batches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.arrays import Bools, Codes, Floats, Ints
    from attribution.models.base import Paths

LARGE: Final = 1 << 10
"""Pairs of order and touch of a customer from which on it may be worth while to count by value."""

GAIN: Final = 8
"""How many times fewer rows must come of counting by value, each of which takes longer."""


class SplitOrders(NamedTuple):
    """Places of orders, ascending, by how their journeys are gone through."""

    by_row: "Ints"
    by_value: "Ints"
    """Those of large customers."""
    value_index: ValueIndex
    """Of the touches of these."""


class AlikeOrders(NamedTuple):
    """Orders of large customers, those with the same journey and cell as one; shape (journeys,)."""

    rows: ValueRows
    cells: "Ints"
    orders: "Ints"
    """How many they are."""
    revenue: "Floats"
    """Of all of them."""


def split_orders(paths: "Paths") -> SplitOrders | None:
    """Split orders that all have a touch, by customer and time; None where no customer is large.

    Who is large depends on the customer alone.
    """
    journeys = paths.journeys
    lengths = journeys.last - journeys.first
    if journeys.places is not None or int(lengths.sum()) < LARGE:
        return None
    starts = np.flatnonzero(mark_run_starts(paths.orders.customer))
    orders = np.diff(starts, append=len(lengths))
    pairs = np.add.reduceat(lengths, starts)
    large = pairs >= LARGE
    if not large.any():
        return None
    index = ValueIndex(paths.take(np.flatnonzero(np.repeat(large, orders))))
    different = np.add.reduceat(_mark_different(paths, paths.orders.block), starts, dtype=np.int64)
    large[large] = GAIN * index.values * different[large] <= pairs[large]
    by_value = np.repeat(large, orders)
    if not by_value.any():
        return None
    return SplitOrders(np.flatnonzero(~by_value), np.flatnonzero(by_value), index)


def merge_orders(
    paths: "Paths", groups: "Ints", cells: "Ints", split: SplitOrders
) -> "Iterator[AlikeOrders]":
    """Yield the orders of large customers with their rows, in batches of groups or pieces of one.

    `paths` are those that are split, `groups` and `cells` those of all of their orders.
    """
    large, cells, index = paths.take(split.by_value), cells[split.by_value], split.value_index
    places = np.flatnonzero(_mark_different(large, cells))
    orders = np.diff(places, append=len(cells))
    revenue = np.add.reduceat(large.orders.revenue, places).astype(np.float64)
    some, own = large.take(places), cells[places]
    for start, stop in cut_into_batches(groups[split.by_value][places], index.count_values(some)):
        batch = slice(start, stop)
        rows = ValueRows(some.get_between(start, stop), index)
        yield AlikeOrders(rows, own[batch], orders[batch], revenue[batch])


def _mark_different(paths: "Paths", cells: "Ints | Codes") -> "Bools":
    """Tell which orders have another journey or another cell than the one before."""
    journeys = paths.journeys
    new = mark_run_starts(journeys.first) | mark_run_starts(journeys.last)
    return new | mark_run_starts(cells)
