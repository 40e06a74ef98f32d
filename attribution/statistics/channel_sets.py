"""Which sets of channels journeys held, counted by resampling group."""

from typing import TYPE_CHECKING, Final

import numpy as np

from attribution.arrays import count_by_place
from attribution.errors import TooManyChannelsError

if TYPE_CHECKING:
    from attribution.arrays import Ints
    from attribution.statistics.transition_counts import Walks

CHANNEL_SETS: Final = ("group", "members", "conversions", "revenue", "nonconverting")
"""Columns of channel sets: see `count_channel_sets`."""

LIMIT: Final = 20
"""Most channels of which every coalition can be looked at."""


def count_channel_sets(walks: "tuple[Walks, ...]", values: int) -> list["Ints"]:
    """Return the outcomes of all journeys by their sets of values, in `CHANNEL_SETS`.

    One row for each (group, members) that occurs, in that order, groups from 0; members has the
    bit of each code that the journeys hold; revenue in 1/10 000 of the unit. Raises
    TooManyChannelsError for more than `LIMIT` values.
    """
    if values > LIMIT:
        raise TooManyChannelsError(values, LIMIT)
    groups = np.concatenate([walk.groups[walk.first] for walk in walks])
    members = np.concatenate([_collect_members(walk, values) for walk in walks])
    lost = [np.full(len(walk.first), walk.revenue is None) for walk in walks]
    nonconverting = np.concatenate(lost).astype(np.int64)
    revenue = np.concatenate(
        [np.zeros_like(each.first) if each.revenue is None else each.revenue for each in walks]
    )
    key, cell = np.unique(groups << values | members, return_inverse=True)
    amounts = (1 - nonconverting, revenue, nonconverting)
    sums = (count_by_place(cell, amount, len(key)) for amount in amounts)
    return [key >> values, key & ((1 << values) - 1), *sums]


def _collect_members(walks: "Walks", values: int) -> "Ints":
    members = np.zeros(len(walks.first), dtype=np.int64)
    for code in range(values):
        before = np.concatenate([[0], np.cumsum(walks.codes == code)])
        members |= (before[walks.last] > before[walks.first]).astype(np.int64) << code
    return members
