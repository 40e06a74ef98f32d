"""What one part says of the paths, added up over the parts."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.parts.buckets import GROUPS
from attribution.paths.batches import list_sequences
from attribution.paths.distributions import VALUE_COUNTS, VALUE_KEYS, count_values
from attribution.paths.next_steps import (
    HISTORY_KEYS,
    STEP_COUNTS,
    STEP_KEYS,
    count_step_people,
    count_steps,
)
from attribution.paths.people import (
    ALONE_COUNTS,
    ALONE_KEYS,
    PAIR_PEOPLE_KEYS,
    PEOPLE,
    SET_PEOPLE_KEYS,
    count_alone,
    count_pair_people,
    count_set_people,
    list_set_holders,
)
from attribution.paths.plan import PathCount
from attribution.paths.roles import (
    PLAYER_KEYS,
    ROLE_COUNTS,
    ROLE_KEYS,
    count_role_players,
    count_roles,
)
from attribution.paths.sets import SET_COUNTS, SET_KEYS, count_sets
from attribution.paths.top_paths import PATH_COUNTS, PATH_KEYS, count_paths
from attribution.statistics.observed import observe_part
from attribution.statistics.row_counts import RowCounts, count_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from attribution.arrays import Ints
    from attribution.parts.parts import Part
    from attribution.paths.batches import Sequences
    from attribution.paths.plan import PathPlan
    from attribution.statistics.observed import ObservedPart

TABLES: Final = {
    "values": (VALUE_KEYS, VALUE_COUNTS),
    "roles": (ROLE_KEYS, ROLE_COUNTS),
    "players": (PLAYER_KEYS, PEOPLE),
    "holders": (PLAYER_KEYS, PEOPLE),
    "sets": (SET_KEYS, SET_COUNTS),
    "paths": (PATH_KEYS, PATH_COUNTS),
    "steps": (STEP_KEYS, STEP_COUNTS),
    "set_people": (SET_PEOPLE_KEYS, PEOPLE),
    "pair_people": (PAIR_PEOPLE_KEYS, PEOPLE),
    "step_people": (HISTORY_KEYS, PEOPLE),
    "alone": (ALONE_KEYS, ALONE_COUNTS),
}
"""Keys and counts of each table."""
_PACKED: Final = frozenset({"members", "path"})
_EMPTY: Final = {
    name: pl.DataFrame(
        schema={key: pl.Binary if key in _PACKED else pl.Int64 for key in (*keys, *counts)}
    )
    for name, (keys, counts) in TABLES.items()
}
_PENDING: Final = 1 << 18
"""Rows that wait to be added up at least."""


@dataclass(frozen=True, slots=True)
class PathStatistics:
    """Sums over the customers of some parts; tables that were not asked for are empty.

    Blocks and values are codes, revenue is in 1/10 000 of the currency unit; the block
    `batches.NO_ORDER` holds journeys without an order. Roles, sets and steps are kept by
    resampling group where that was asked for; else all are in group 0.
    """

    values: pl.DataFrame
    """See `distributions.count_values`."""
    roles: pl.DataFrame
    """See `roles.count_roles`."""
    players: pl.DataFrame
    """See `roles.count_role_players`."""
    sets: pl.DataFrame
    """See `sets.count_sets`."""
    paths: pl.DataFrame
    """See `top_paths.count_paths`."""
    steps: pl.DataFrame
    """See `next_steps.count_steps`."""
    holders: pl.DataFrame
    """As `players`, of journeys of any length; as what follows only where groups are kept."""
    set_people: pl.DataFrame
    """See `people.count_set_people`."""
    pair_people: pl.DataFrame
    """See `people.count_pair_people`."""
    step_people: pl.DataFrame
    """See `next_steps.count_step_people`."""
    alone: pl.DataFrame
    """See `people.count_alone`."""
    customers: "Ints"
    """Customers in each resampling group, with orders or without, shape (200,)."""
    counts: RowCounts
    """Of the window."""


def measure_paths(part: "Part", asked: "PathPlan") -> PathStatistics:
    """Return the statistics of one part."""
    if not asked.grouped:
        return measure_observed_paths(observe_part(part, asked.plan), asked)
    groups = np.unique(part.groups).tolist()
    return add_path_statistics(
        measure_observed_paths(observe_part(each, asked.plan), asked, group)
        for group, each in zip(groups or [0], part.split_by_group() or [part], strict=True)
    )


def measure_observed_paths(
    seen: "ObservedPart", asked: "PathPlan", group: int = 0
) -> PathStatistics:
    """Return the statistics of one part with its touches sorted, filed under a group."""
    whole = list_sequences(seen, asked, asked.make_view())
    found = {"values": [count_values(each, asked.window) for each in whole]}
    if PathCount.ROLES in asked.counts:
        found["roles"] = [count_roles(whole[0])]
        found["players"] = [count_role_players(whole[0], seen.part.blocks)]
    if PathCount.SETS in asked.counts:
        found["sets"] = [count_sets(each) for each in whole]
    if PathCount.PATHS in asked.counts:
        view = asked.make_view(asked.transforms)
        merged = list_sequences(seen, asked, view) if asked.transforms else whole
        pairs = zip(merged, whole, strict=True)
        found["paths"] = [count_paths(each, every, asked.window) for each, every in pairs]
    if PathCount.STEPS in asked.counts:
        found["steps"] = [count_steps(seen, asked)]
    if asked.grouped:
        found |= _count_people(seen, asked, whole)
    tables = {name: _concat_tables(name, found.get(name, []), group) for name in TABLES}
    customers = np.bincount(seen.part.groups, minlength=GROUPS)
    return PathStatistics(**tables, customers=customers, counts=count_rows(seen, asked.window))


def _count_people(
    seen: "ObservedPart", asked: "PathPlan", whole: "list[Sequences]"
) -> dict[str, list[pl.DataFrame]]:
    """Return the customers behind what has intervals, by the names of their tables."""
    found = {"alone": [count_alone(whole[0])]}
    if PathCount.ROLES in asked.counts:
        found["holders"] = [count_role_players(whole[0], seen.part.blocks, least=1)]
    if PathCount.SETS in asked.counts:
        holders = list_set_holders(whole)
        found["set_people"] = [count_set_people(holders)]
        found["pair_people"] = [count_pair_people(holders, whole[0].values)]
    if PathCount.STEPS in asked.counts:
        found["step_people"] = [count_step_people(seen, asked)]
    return found


def _concat_tables(name: str, tables: list[pl.DataFrame], group: int = 0) -> pl.DataFrame:
    keys, counts = TABLES[name]
    if not tables:
        return _EMPTY[name]
    filed = [pl.lit(group, pl.Int64).alias("group")] if "group" in keys else []
    rows = (each.with_columns(filed).select(*keys, *counts) for each in tables)
    return pl.concat([_EMPTY[name], *rows])


def add_path_statistics(parts: "Iterable[PathStatistics]") -> PathStatistics:
    """Return the sum of the parts' statistics.

    Rows of the same keys are added up as they come, so that memory holds no more than twice the
    distinct ones.
    """
    sums = {name: TableSum(name) for name in TABLES}
    counts, customers = RowCounts(), np.zeros(GROUPS, dtype=np.int64)
    for part in parts:
        counts += part.counts
        customers += part.customers
        for name, each in sums.items():
            each.add(getattr(part, name))
    tables = {name: each.finish() for name, each in sums.items()}
    return PathStatistics(**tables, customers=customers, counts=counts)


class TableSum:
    """A table in the making, a row for each key."""

    def __init__(self, name: str) -> None:
        """Begin one of `TABLES`."""
        self._keys, self._counts = TABLES[name]
        self._pieces = [_concat_tables(name, [])]
        self._waiting = 0
        self._most = _PENDING

    def add(self, table: pl.DataFrame) -> None:
        """Add rows, some of them of the same keys."""
        self._pieces.append(table)
        self._waiting += table.height
        if self._waiting > self._most:
            self.finish()

    def finish(self) -> pl.DataFrame:
        """Return the sums so far."""
        every = pl.concat(self._pieces)
        added = every.group_by(self._keys).agg(pl.col(self._counts).sum())
        self._pieces, self._waiting = [added], 0
        self._most = max(_PENDING, added.height)
        return added
