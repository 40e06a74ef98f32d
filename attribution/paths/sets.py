"""Journeys by the set of values that they hold."""

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.arrays import mark_run_starts
from attribution.paths.batches import NO_ORDER, iterate_members
from attribution.paths.keys import measure_code, name_first, pack_sequences, spell_sets
from attribution.paths.masks import MOST_BITS, build_masks, list_bits
from attribution.paths.quotients import divide, divide_by_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.paths.batches import Sequences
    from attribution.paths.distributions import Totals

SET_KEYS: Final = ("group", "block", "members")
SET_COUNTS: Final = ("journeys", "revenue", "nonconverting")


def count_sets(found: "Sequences") -> pl.DataFrame:
    """Return the journeys with a touch by the values they hold.

    Columns block, members (the codes, ascending, as `keys.pack_sequences` packs them), journeys,
    revenue and nonconverting.
    """
    touched = np.flatnonzero(found.lengths)
    nothing, one = np.zeros_like(touched), np.ones_like(touched)
    table = pl.DataFrame(
        {
            "block": found.blocks[touched],
            "members": list_members(found),
            "journeys": nothing if found.orders is None else one,
            "revenue": found.revenue[touched],
            "nonconverting": one if found.orders is None else nothing,
        }
    )
    sums = table.group_by("block", "members").agg(pl.col(SET_COUNTS).sum())
    return sums.with_columns(pack_members(sums["members"], found.values))


def list_members(found: "Sequences") -> pl.Series:
    """Return the different values of each journey with a touch: as bits where there are few.

    Else as `keys.pack_sequences` packs their codes.
    """
    if found.values <= MOST_BITS:
        return pl.Series(build_masks(found).held[found.lengths > 0])
    members: list[bytes] = []
    for some in iterate_members(found):
        starts = np.flatnonzero(mark_run_starts(some.journey))
        ends = np.append(starts[1:], len(some.value))[: len(starts)]
        members += pack_sequences(some.value, starts, ends, found.values)
    return pl.Series(members, dtype=pl.Binary)


def pack_members(masks: pl.Series, values: int) -> pl.Series:
    """Return values as `list_members` has them as packed codes."""
    if masks.dtype == pl.Binary:
        return masks
    codes, lengths = list_bits(masks.to_numpy(), values)
    ends = np.cumsum(lengths)
    packed = pack_sequences(codes, ends - lengths, ends, values)
    return pl.Series(masks.name, packed, dtype=pl.Binary)


def select_sets(sets: pl.DataFrame, block: int | None) -> pl.DataFrame:
    """Return the sets of a block without that column, or (None) of all journeys.

    Journeys without an order are in no block: there `nonconverting` is null, as unknown.
    """
    if block is not None:
        chosen = sets.filter(pl.col("block") == block).group_by("members")
        return chosen.agg(pl.col(SET_COUNTS).sum()).with_columns(
            pl.lit(None, pl.Int64).alias("nonconverting")
        )
    return sets.group_by("members").agg(pl.col(SET_COUNTS).sum())


def build_sets(
    sets: pl.DataFrame,
    names: "Sequence[str]",
    totals: "Totals",
    block: int | None,
    top: int | None = None,
) -> pl.DataFrame:
    """Return one row per set of values that journeys hold exactly.

    Columns values, size, journeys (converting), journeys_share, revenue in 1/10 000 of the unit,
    revenue_share, nonconverting and conversion_rate. Journeys, then revenue descending, then by
    name, which past the first `top` may be null; without the orders that have no touch.
    """
    chosen = select_sets(sets, block)
    size = pl.col("members").bin.size().cast(pl.Int64) // measure_code(len(names))
    both = pl.col("journeys") + pl.col("nonconverting")
    measured = chosen.with_columns(size.alias("size"))
    return name_first(measured, "members", lambda keys: spell_sets(keys, names), top).select(
        pl.col("members").alias("values"),
        "size",
        "journeys",
        divide_by_number(pl.col("journeys"), totals.orders).alias("journeys_share"),
        "revenue",
        divide_by_number(pl.col("revenue"), totals.revenue).alias("revenue_share"),
        "nonconverting",
        divide(pl.col("journeys"), both).alias("conversion_rate"),
    )


def count_distinct(sets: pl.DataFrame, values: int, block: int | None) -> pl.DataFrame:
    """Return the converting journeys by how many different values they hold: value, journeys."""
    chosen = select_sets(sets.filter(pl.col("block") != NO_ORDER), block)
    size = pl.col("members").bin.size().cast(pl.Int64) // measure_code(values)
    return chosen.group_by(size.alias("value")).agg(pl.col("journeys").sum())
