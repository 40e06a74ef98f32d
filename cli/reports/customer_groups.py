"""Sums over the customers of each resampling group, and their replicates."""

from typing import TYPE_CHECKING, Final

import polars as pl

from attribution.bootstrap import (
    Resampling,
    compute_interval,
    compute_rescaling,
    draw_group_weights,
    resample,
)
from attribution.parts.buckets import assign_groups
from cli.report import ColumnKind
from rfm.customers import ID

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attribution.arrays import Floats, Ints
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


class GroupReplicates:
    """Sums by customer in each replicate, multiplied up to all customers; see definitions §8."""

    def __init__(self, chance: "Uncertainty", customers: "Ints") -> None:
        """Draw the groups; `customers` counts those of each, shape (200,)."""
        self._weights = draw_group_weights(Resampling(chance.replicates, chance.seed))
        self._factors = compute_rescaling(self._weights, customers)

    def draw(self, by_group: "Floats") -> "Floats":
        """Return sums of cells, shape (cells, 200), in each replicate, (cells, replicates)."""
        return resample(by_group, self._weights) * self._factors


def list_bounds(name: str, values: "Floats") -> "dict[str, Floats]":
    """Return the 95 % interval of figures, shape (cells, replicates), as two columns."""
    ends = compute_interval(values)
    return {f"{name}_low": ends.low, f"{name}_high": ends.high}


def round_bounds(bounds: pl.DataFrame, kinds: "Mapping[str, ColumnKind]") -> pl.DataFrame:
    """Return intervals as tables print them: money, given in currency units, in cents."""
    money = [name for name in bounds.columns if kinds[name] is ColumnKind.MONEY]
    return bounds.with_columns((pl.col(money) * 100).round(mode="half_to_even").cast(pl.Int64))
