"""The tables of the paths, finished from what the parts say together."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, assert_never

import polars as pl

from attribution.comparison.row_names import UNATTRIBUTED, name_rows
from attribution.paths.distributions import (
    Quantity,
    build_lags,
    build_lengths,
    build_summary,
    select_values,
    sum_orders,
)
from attribution.paths.next_steps import build_steps
from attribution.paths.pairs import build_pairs
from attribution.paths.plan import PathCount
from attribution.paths.roles import build_roles
from attribution.paths.sets import build_sets, count_distinct
from attribution.paths.top_paths import build_paths

if TYPE_CHECKING:
    from attribution.parts.vocabulary import Names
    from attribution.paths.distributions import Totals
    from attribution.paths.statistics import PathStatistics


class PathTable(StrEnum):
    """The tables, in the order of a report."""

    ROLES = "roles"
    PATHS = "paths"
    LENGTH = "length"
    LAG = "lag"
    SUMMARY = "summary"
    SETS = "sets"
    PAIRS = "pairs"
    NEXT = "next"


COUNTED: Final = {
    PathTable.ROLES: PathCount.ROLES,
    PathTable.PATHS: PathCount.PATHS,
    PathTable.SUMMARY: PathCount.SETS,
    PathTable.SETS: PathCount.SETS,
    PathTable.PAIRS: PathCount.SETS,
    PathTable.NEXT: PathCount.STEPS,
}
"""What a table is made from beside the lengths of the paths, which make the others."""


@dataclass(frozen=True, slots=True)
class PathTables:
    """The sums of all parts, and what their codes stand for."""

    statistics: "PathStatistics"
    values: "Names"
    """Of the dimension."""

    @property
    def names(self) -> list[str]:
        """Return the values as they are printed."""
        return name_rows(self.values)

    def sum_orders(self, block: int | None) -> "Totals":
        """Return the orders of a block, or (None) all of them."""
        return sum_orders(self.statistics.values, block)

    def build(  # noqa: PLR0911 - one a table
        self, table: PathTable, block: int | None, top: int | None = None
    ) -> pl.DataFrame:
        """Return a table for the orders of a block, or (None) for all.

        Columns as the function says that builds it, revenue in 1/10 000 of the unit. Roles, sets
        and paths end with the row of the orders without a touch. Next steps are those of the
        customers of a block. Names of paths and sets may be null past the first `top` rows.
        """
        found, names, totals = self.statistics, self.names, self.sum_orders(block)
        match table:
            case PathTable.ROLES:
                roles = build_roles(found.roles, found.players, names, block)
                return _with_unattributed(roles, "value", totals, "journeys_revenue")
            case PathTable.PATHS:
                paths = build_paths(found.paths, names, totals, block, top)
                return _with_unattributed(paths, "path", totals, touches=0)
            case PathTable.LENGTH:
                return build_lengths(found.values, totals, block)
            case PathTable.LAG:
                return build_lags(found.values, totals, block)
            case PathTable.SUMMARY:
                return self._build_summary(block)
            case PathTable.SETS:
                sets = build_sets(found.sets, names, totals, block, top)
                return _with_unattributed(sets, "values", totals, size=0)
            case PathTable.PAIRS:
                return build_pairs(found.sets, names, block)
            case PathTable.NEXT:
                return build_steps(found.steps, names, block)
            case _:
                assert_never(table)

    def _build_summary(self, block: int | None) -> pl.DataFrame:
        values = self.statistics.values
        touches = select_values(values, Quantity.TOUCHES, block).filter(pl.col("value") > 0)
        return build_summary(
            {
                "lag_days": select_values(values, Quantity.LAG, block),
                "touches": touches,
                "values": count_distinct(self.statistics.sets, len(self.values), block),
            }
        )


def _with_unattributed(
    table: pl.DataFrame, key: str, totals: "Totals", revenue: str = "revenue", **more: int
) -> pl.DataFrame:
    """Return a table with a last row for the orders without a touch; its other cells are null."""
    shares = {
        "journeys_share": totals.alone / totals.orders if totals.orders else None,
        "revenue_share": totals.alone_revenue / totals.revenue if totals.revenue else None,
    }
    row = {
        key: UNATTRIBUTED,
        "journeys": totals.alone,
        revenue: totals.alone_revenue,
        **{name: share for name, share in shares.items() if name in table.columns},
        **more,
    }
    nobody = pl.DataFrame({name: [row.get(name)] for name in table.columns}, schema=table.schema)
    return pl.concat([table, nobody])
