"""Scores from 1, worst, to the number of bins: fixed scales, applied to any customers."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, inf, nextafter
from typing import NamedTuple

import polars as pl

from rfm.cut_points import find_cut_points
from rfm.settings import Dimension, Method, Monetary, Parameters
from rfm.units import to_stored
from rfm.value_counts import COLUMN, CustomerCounts

SCORE = {Dimension.RECENCY: "r", Dimension.FREQUENCY: "f", Dimension.MONETARY: "m"}
"""The score's column of each dimension."""


class Scale(NamedTuple):
    """The scale of one dimension; it scores customers it was not made from as well."""

    dimension: Dimension
    cut_points: tuple[Decimal, ...]
    """Ascending, in the printed unit: days, counts, currency units."""
    closed_left: bool
    """Whether a value equal to a cut point is on its upper side (`Method.R_RFM`)."""
    fractional: bool
    """Whether the values are Float64 ten-thousandths (`Monetary.MEAN`) and not Int64."""

    def score(self) -> pl.Expr:
        """Return the expression of the score (UInt8) over a `Customers.frame`."""
        value = pl.col(COLUMN[self.dimension])
        return self.score_values(value).alias(SCORE[self.dimension])

    def score_values(self, value: pl.Expr) -> pl.Expr:
        """Return the score (UInt8) of values of the dimension as `ValueCounts` stores them."""
        small_is_good = self.dimension is Dimension.RECENCY
        beaten = [
            value <= end if small_is_good else value > end for end in self._iterate_lower_ends()
        ]
        return pl.sum_horizontal(value.is_not_null(), *beaten).cast(pl.UInt8)

    def _iterate_lower_ends(self) -> Iterator[float]:
        """Yield, for each cut point, the greatest value of its lower side."""
        for point in self.cut_points:
            exact = to_stored(point, self.dimension)
            if self.fractional:
                yield nextafter(float(exact), -inf) if self.closed_left else float(exact)
            else:
                yield ceil(exact) - 1 if self.closed_left else floor(exact)


@dataclass(frozen=True, slots=True)
class Scales:
    """The scales of the three dimensions, all there is to know to score a customer.

    Made from the value counts of one date, they score the same customers or others: frozen
    scoring of a later date is `add_scores` with the earlier date's scales.
    """

    recency: Scale
    frequency: Scale
    monetary: Scale
    bins: int

    def __iter__(self) -> Iterator[Scale]:
        """Yield the scales in the order of `Dimension`."""
        yield from (self.recency, self.frequency, self.monetary)


def build_scales(counts: CustomerCounts, parameters: Parameters) -> Scales:
    """Make the scales from the added-up counts of all parts (definitions, section 9)."""
    recency, frequency, monetary = (
        _build_scale(counts, dimension, parameters) for dimension in Dimension
    )
    return Scales(recency, frequency, monetary, parameters.bins)


def add_scores(frame: pl.DataFrame, by: Scales) -> pl.DataFrame:
    """Add the scores `r`, `f`, `m` and `fm` = (f + m + 1) // 2, all UInt8, to a customers' frame.

    Grain and other columns stay as they are; no score is null.
    """
    together = (pl.col("f") + pl.col("m") + 1) // 2
    return frame.with_columns(scale.score() for scale in by).with_columns(
        together.cast(pl.UInt8).alias("fm")
    )


def _build_scale(counts: CustomerCounts, dimension: Dimension, parameters: Parameters) -> Scale:
    return Scale(
        dimension,
        find_cut_points(counts.get_counts(dimension), dimension, parameters),
        closed_left=parameters.method is Method.R_RFM,
        fractional=dimension is Dimension.MONETARY and parameters.monetary is Monetary.MEAN,
    )
