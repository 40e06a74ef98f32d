"""How the customers of a dimension spread over its scores."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

import polars as pl

from rfm.notes import CrowdedBin, Note, SingleValue
from rfm.scores import Scale, Scales
from rfm.settings import Dimension
from rfm.units import to_printed
from rfm.value_counts import CustomerCounts, ValueCounts


class Bin(NamedTuple):
    """The customers of one score; an empty bin has none, and no values."""

    dimension: Dimension
    score: int
    customers: int
    lowest: Decimal | None
    """The lowest value, in the printed unit: days, counts, currency units."""
    highest: Decimal | None


def build_bins(counts: CustomerCounts, by: Scales) -> tuple[Bin, ...]:
    """Return the bins of all dimensions, score 1 first, empty ones included."""
    return tuple(
        found
        for scale in by
        for found in _build_bins(counts.get_counts(scale.dimension), scale, by.bins)
    )


def list_bin_notes(spread: tuple[Bin, ...], number: int) -> tuple[Note, ...]:
    """Warn about dimensions with one value and bins of several above twice an even share.

    `spread` is all of `build_bins`, `number` how many there are in a dimension.
    """
    return tuple(
        note
        for dimension in Dimension
        for note in _list_notes([found for found in spread if found.dimension is dimension], number)
    )


def _build_bins(counts: ValueCounts, scale: Scale, number: int) -> Iterator[Bin]:
    by_score = counts.frame.group_by(scale.score_values(pl.col("value")).alias("score")).agg(
        pl.col("count").sum(),
        lowest=pl.col("value").min(),
        highest=pl.col("value").max(),
    )
    rows = {score: found for score, *found in by_score.iter_rows()}
    for score in range(1, number + 1):
        customers, *ends = rows.get(score, (0, None, None))
        lowest, highest = (
            None if end is None else to_printed(end, scale.dimension) for end in ends
        )
        yield Bin(scale.dimension, score, customers, lowest, highest)


def _list_notes(spread: list[Bin], number: int) -> Iterator[Note]:
    filled = [found for found in spread if found.customers]
    total = sum(found.customers for found in filled)
    if len(filled) == 1 and filled[0].lowest is not None and filled[0].lowest == filled[0].highest:
        yield SingleValue(filled[0].dimension, filled[0].lowest, total)
        return
    for found in filled:
        # One customer alone is no crowd.
        if found.customers > 1 and found.customers * number > 2 * total:
            yield CrowdedBin(found.dimension, found.score, found.customers, total, number)
