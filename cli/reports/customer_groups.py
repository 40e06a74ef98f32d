"""Sums over the customers of each resampling group, and their replicates."""

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.bootstrap import GroupReplicates, Resampling, compute_interval
from attribution.parts.buckets import assign_groups
from cli.report import ColumnKind
from rfm.order_runs import ID

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attribution.arrays import Floats
    from cli.settings.sections.uncertainty import Uncertainty

GROUP: Final = "group"
"""Column of each customer's group."""
WHERE: Final = "95 % intervals: --format csv or json"
"""What stands below a matrix, which has no room for them."""


def add_groups(orders: pl.DataFrame) -> pl.DataFrame:
    """Return cleaned orders with the group of each one's customer, null for nobody's."""
    known = orders[ID]
    groups = pl.Series(GROUP, assign_groups(known.fill_null("")))
    return orders.with_columns(pl.when(pl.col(ID).is_not_null()).then(groups).alias(GROUP))


def draw_groups(chance: "Uncertainty", customers: "Floats") -> GroupReplicates:
    """Return the replicates of the settings, given the customers of each group, shape (200,)."""
    return GroupReplicates(Resampling(chance.replicates, chance.seed), customers.astype(np.int64))


def list_bounds(name: str, values: "Floats") -> "dict[str, Floats]":
    """Return the 95 % interval of figures, shape (cells, replicates), as two columns."""
    ends = compute_interval(values)
    return {f"{name}_low": ends.low, f"{name}_high": ends.high}


def round_bounds(bounds: pl.DataFrame, kinds: "Mapping[str, ColumnKind]") -> pl.DataFrame:
    """Return intervals as tables print them: money, given in currency units, in cents."""
    money = [name for name in bounds.columns if kinds[name] is ColumnKind.MONEY]
    return bounds.with_columns((pl.col(money) * 100).round(mode="half_to_even").cast(pl.Int64))
