"""Values that occur together in a journey, and what each does without the other."""

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.arrays import expand_ranges
from attribution.paths.keys import unpack_codes
from attribution.paths.quotients import divide
from attribution.paths.sets import SET_COUNTS, select_sets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from attribution.arrays import Ints

_ROWS: Final = 1 << 20
"""Pairs of members made at a time, more or less."""
PAIR: Final = ("one", "other")


def build_pairs(sets: pl.DataFrame, names: "Sequence[str]", block: int | None) -> pl.DataFrame:
    """Return one row per two values that some journey holds both of.

    Columns one, other (by code point), journeys, one_journeys, other_journeys, lift, revenue in
    1/10 000 of the unit, nonconverting, conversion_rate, one_only_rate and other_only_rate. lift
    is N·n_ab / (n_a·n_b) over converting journeys with a touch. Journeys descending, then by name.
    """
    chosen = select_sets(sets, block)
    ranks = rank_names(names)
    codes, lengths = unpack_codes(chosen["members"], len(names))
    held = np.repeat(np.arange(len(lengths)), lengths)
    singles = _sum_by(chosen, {"one": ranks[codes]}, held)
    pairs = _add_pairs(chosen, ranks[codes], lengths)
    ordered = pl.Series([names[code] for code in np.argsort(ranks)], dtype=pl.String)
    table = _with_singles(pairs, singles)
    total = pl.lit(int(chosen["journeys"].sum()), pl.Int64)
    a, b = pl.col("one_journeys"), pl.col("other_journeys")
    both, lost = pl.col("journeys"), pl.col("nonconverting")
    found = table.select(
        *(ordered.gather(table[name]).alias(name) for name in PAIR),
        both,
        a,
        b,
        divide(both.cast(pl.Float64) * total, a.cast(pl.Float64) * b).alias("lift"),
        "revenue",
        lost,
        divide(both, both + lost).alias("conversion_rate"),
        *(
            _rate_alone(pl.col(f"{name}_journeys"), pl.col(f"{name}_lost")).alias(
                f"{name}_only_rate"
            )
            for name in PAIR
        ),
    )
    return found.sort("journeys", "one", "other", descending=[True, False, False])


def _rate_alone(journeys: pl.Expr, lost: pl.Expr) -> pl.Expr:
    """Return the conversion rate of the journeys that hold one value and not the other."""
    alone, lost_alone = journeys - pl.col("journeys"), lost - pl.col("nonconverting")
    return divide(alone, alone + lost_alone)


def rank_names(names: "Sequence[str]") -> "Ints":
    """Return the place of each code's name among the names by code point."""
    ranks = np.empty(len(names), dtype=np.int64)
    ranks[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
    return ranks


def _with_singles(pairs: pl.DataFrame, singles: pl.DataFrame) -> pl.DataFrame:
    """Return pairs with the journeys, converting and lost, that hold each of the two values."""
    for name in PAIR:
        own = singles.select(
            pl.col("one").alias(name),
            pl.col("journeys").alias(f"{name}_journeys"),
            pl.col("nonconverting").alias(f"{name}_lost"),
        )
        pairs = pairs.join(own, on=name)
    return pairs


def _add_pairs(sets: pl.DataFrame, ranks: "Ints", lengths: "Ints") -> pl.DataFrame:
    """Return the sums of sets by the pairs of ranks in them, some sets at a time."""
    tables = [
        _sum_by(sets, {"one": one, "other": other}, rows)
        for rows, one, other in iterate_pairs(ranks, lengths)
    ]
    return pl.concat(tables).group_by(PAIR).agg(_sum_known(name) for name in SET_COUNTS)


def iterate_pairs(members: "Ints", lengths: "Ints") -> "Iterator[tuple[Ints, Ints, Ints]]":
    """Yield the pairs of members of sets, the smaller first, some sets at a time: set, one, other.

    `members` are those of all sets, one after the other, of which each has so many.
    """
    first = np.cumsum(lengths) - lengths
    for start, stop in _cut_sets(lengths):
        own, begins = lengths[start:stop], first[start:stop]
        left = np.repeat(expand_ranges(begins, begins + own), np.repeat(own, own))
        right = expand_ranges(np.repeat(begins, own), np.repeat(begins + own, own))
        rows = np.repeat(np.arange(start, stop), own * own)
        ordered = np.flatnonzero(members[left] < members[right])
        yield rows[ordered], members[left[ordered]], members[right[ordered]]


def _cut_sets(lengths: "Ints") -> "Iterator[tuple[int, int]]":
    """Cut sets into intervals of about `_ROWS` pairs of members."""
    piece = np.cumsum(lengths * lengths) // _ROWS
    cuts = [0, *(np.flatnonzero(np.diff(piece)) + 1).tolist(), len(lengths)]
    yield from pairwise(cuts)


def _sum_by(sets: pl.DataFrame, keys: "dict[str, Ints]", rows: "Ints") -> pl.DataFrame:
    """Return the sums of some rows of sets by keys, one item for each of the rows."""
    table = sets.select(SET_COUNTS)[rows].with_columns(
        pl.Series(name, values, dtype=pl.Int64) for name, values in keys.items()
    )
    return table.group_by(list(keys)).agg(_sum_known(name) for name in SET_COUNTS)


def _sum_known(name: str) -> pl.Expr:
    """Return the sum of a column, null where all of it is."""
    return pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()).alias(name)
