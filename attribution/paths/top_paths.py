"""Whole paths and what they lead to."""

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.paths.distributions import measure_lag
from attribution.paths.keys import measure_code, pack_sequences, spell_paths
from attribution.paths.quotients import divide, divide_by_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.journeys.windows import Window
    from attribution.paths.batches import Sequences
    from attribution.paths.distributions import Totals

PATH_KEYS: Final = ("block", "path")
PATH_COUNTS: Final = ("journeys", "revenue", "nonconverting", "lag_days")


def count_paths(found: "Sequences", whole: "Sequences", window: "Window") -> pl.DataFrame:
    """Return the journeys with a touch by path.

    `whole` are the same journeys before any transform, whose first touch tells the lag. Columns
    block, path (codes as `keys.pack_sequences` packs them), journeys, revenue, nonconverting and
    lag_days, the sum of the whole days from first touch to order.
    """
    some = np.flatnonzero(found.lengths)
    keys = pack_sequences(found.codes, found.first[some], found.last[some], found.values)
    nothing, one = np.zeros_like(some), np.ones_like(some)
    lost = found.orders is None
    table = pl.DataFrame(
        {
            "block": found.blocks[some],
            "path": pl.Series(keys, dtype=pl.Binary),
            "journeys": nothing if lost else one,
            "revenue": found.revenue[some],
            "nonconverting": one if lost else nothing,
            "lag_days": nothing if lost else measure_lag(whole, window)[some],
        }
    )
    return table.group_by(PATH_KEYS).agg(pl.col(PATH_COUNTS).sum())


def build_paths(
    paths: pl.DataFrame, names: "Sequence[str]", totals: "Totals", block: int | None
) -> pl.DataFrame:
    """Return one row per path that converts.

    Columns path, touches, journeys, journeys_share, revenue in 1/10 000 of the unit,
    revenue_share, nonconverting, conversion_rate (both null in a block of orders, which journeys
    without an order are not in) and lag_days_mean. Journeys, then revenue descending, then by
    path; without the orders that have no touch.
    """
    if block is None:
        sums = paths.group_by("path").agg(pl.col(PATH_COUNTS).sum())
    else:
        unknown = pl.lit(None, pl.Int64).alias("nonconverting")
        sums = paths.filter(pl.col("block") == block).with_columns(unknown)
    chosen = sums.filter(pl.col("journeys") > 0)
    journeys, revenue = pl.col("journeys"), pl.col("revenue")
    touches = pl.col("path").bin.size().cast(pl.Int64) // measure_code(len(names))
    return (
        chosen.with_columns(
            touches.alias("touches"), spell_paths(chosen["path"], names).alias("path")
        )
        .sort("journeys", "revenue", "path", descending=[True, True, False])
        .select(
            "path",
            "touches",
            "journeys",
            divide_by_number(journeys, totals.orders).alias("journeys_share"),
            "revenue",
            divide_by_number(revenue, totals.revenue).alias("revenue_share"),
            "nonconverting",
            divide(journeys, journeys + pl.col("nonconverting")).alias("conversion_rate"),
            divide(pl.col("lag_days"), journeys).alias("lag_days_mean"),
        )
    )
