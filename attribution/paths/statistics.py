"""What one part says of the paths, added up over the parts."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from attribution.paths.batches import list_sequences
from attribution.paths.distributions import VALUE_COUNTS, VALUE_KEYS, count_values
from attribution.paths.next_steps import STEP_COUNTS, STEP_KEYS, count_steps
from attribution.paths.plan import PathCount
from attribution.paths.roles import ROLE_COUNTS, ROLE_KEYS, count_role_players, count_roles
from attribution.paths.sets import SET_COUNTS, SET_KEYS, count_sets
from attribution.paths.top_paths import PATH_COUNTS, PATH_KEYS, count_paths
from attribution.statistics.observed import observe_part
from attribution.statistics.row_counts import RowCounts, count_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from attribution.parts.parts import Part
    from attribution.paths.plan import PathPlan
    from attribution.statistics.observed import ObservedPart

TABLES: Final = {
    "values": (VALUE_KEYS, VALUE_COUNTS),
    "roles": (ROLE_KEYS, ROLE_COUNTS),
    "players": (ROLE_KEYS, ("customers",)),
    "sets": (SET_KEYS, SET_COUNTS),
    "paths": (PATH_KEYS, PATH_COUNTS),
    "steps": (STEP_KEYS, STEP_COUNTS),
}
"""Keys and counts of each table."""
_PACKED: Final = frozenset({"members", "path"})
_PENDING: Final = 1 << 18
"""Rows that wait to be added up at least."""


@dataclass(frozen=True, slots=True)
class PathStatistics:
    """Sums over the customers of some parts; tables that were not asked for are empty.

    Blocks and values are codes, revenue is in 1/10 000 of the currency unit; the block
    `batches.NO_ORDER` holds journeys without an order.
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
    counts: RowCounts
    """Of the window."""


def measure_paths(part: "Part", asked: "PathPlan") -> PathStatistics:
    """Return the statistics of one part."""
    return measure_observed_paths(observe_part(part, asked.plan), asked)


def measure_observed_paths(seen: "ObservedPart", asked: "PathPlan") -> PathStatistics:
    """Return the statistics of one part with its touches sorted."""
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
    tables = {name: _concat_tables(name, found.get(name, [])) for name in TABLES}
    return PathStatistics(**tables, counts=count_rows(seen, asked.window))


def _concat_tables(name: str, tables: list[pl.DataFrame]) -> pl.DataFrame:
    keys, counts = TABLES[name]
    kinds = {key: pl.Binary if key in _PACKED else pl.Int64 for key in (*keys, *counts)}
    return pl.concat([pl.DataFrame(schema=kinds), *tables])


def add_path_statistics(parts: "Iterable[PathStatistics]") -> PathStatistics:
    """Return the sum of the parts' statistics.

    Rows of the same keys are added up as they come, so that memory holds no more than twice the
    distinct ones.
    """
    sums = {name: TableSum(name) for name in TABLES}
    counts = RowCounts()
    for part in parts:
        counts += part.counts
        for name, each in sums.items():
            each.add(getattr(part, name))
    return PathStatistics(**{name: each.finish() for name, each in sums.items()}, counts=counts)


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
