"""Whole paths and what they lead to."""

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.paths.distributions import measure_lag
from attribution.paths.keys import (
    begin_paths,
    measure_code,
    measure_short_path,
    name_first,
    number_short_paths,
    pack_sequences,
    spell_paths,
)
from attribution.paths.quotients import divide, divide_by_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.arrays import Ints
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
    lengths = found.lengths
    most = measure_short_path(found.values)
    short, long = np.flatnonzero((lengths > 0) & (lengths <= most)), np.flatnonzero(lengths > most)
    days = np.zeros_like(lengths) if found.orders is None else measure_lag(whole, window)
    few = number_short_paths(found.codes, found.first[short], lengths[short], found.values)
    many = pack_sequences(found.codes, found.first[long], found.last[long], found.values)
    sums = _sum_paths(found, short, pl.Series(few), days)
    first, ends = (each[sums["journey"].to_numpy()] for each in (found.first, found.last))
    packed = pack_sequences(found.codes, first, ends, found.values)
    return pl.concat(
        table.with_columns(path).select(*PATH_KEYS, *PATH_COUNTS)
        for table, path in (
            (sums, pl.Series("path", packed, dtype=pl.Binary)),
            (_sum_paths(found, long, pl.Series(many, dtype=pl.Binary), days), pl.col("path")),
        )
    )


def _sum_paths(found: "Sequences", some: "Ints", keys: pl.Series, days: "Ints") -> pl.DataFrame:
    """Return some journeys by block and path, given as any key, and one journey of each path."""
    lost = found.orders is None
    counts = pl.DataFrame(
        {
            "block": found.blocks[some],
            "path": keys,
            "journey": some,
            "journeys": np.full(len(some), int(not lost)),
            "revenue": found.revenue[some],
            "nonconverting": np.full(len(some), int(lost)),
            "lag_days": days[some],
        }
    )
    return counts.group_by(PATH_KEYS).agg(pl.col("journey").first(), pl.col(PATH_COUNTS).sum())


def build_paths(
    paths: pl.DataFrame,
    names: "Sequence[str]",
    totals: "Totals",
    block: int | None,
    top: int | None = None,
) -> pl.DataFrame:
    """Return one row per path that converts.

    Columns path, touches, journeys, journeys_share, revenue in 1/10 000 of the unit,
    revenue_share, nonconverting, conversion_rate (both null in a block of orders, which journeys
    without an order are not in) and lag_days_mean. Journeys, then revenue descending, then by
    path, whose name past the first `top` may be null; without the orders that have no touch.
    """
    if block is None:
        sums = paths.group_by("path").agg(pl.col(PATH_COUNTS).sum())
    else:
        unknown = pl.lit(None, pl.Int64).alias("nonconverting")
        sums = paths.filter(pl.col("block") == block).with_columns(unknown)
    chosen = sums.filter(pl.col("journeys") > 0)
    journeys, revenue = pl.col("journeys"), pl.col("revenue")
    touches = pl.col("path").bin.size().cast(pl.Int64) // measure_code(len(names))
    measured = chosen.with_columns(touches.alias("touches"))
    named = name_first(
        measured,
        "path",
        lambda keys: spell_paths(keys, names),
        top,
        lambda keys, length: begin_paths(keys, names, length),
    )
    return named.select(
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
