"""How many rows have each value: the additive statistic behind scores, quantiles and medians."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from rfm.settings import Dimension

if TYPE_CHECKING:
    from numpy.typing import NDArray

COLUMN = {
    Dimension.RECENCY: "recency_days",
    Dimension.FREQUENCY: "frequency",
    Dimension.MONETARY: "monetary",
}
"""The customers' column of each dimension."""


@dataclass(frozen=True, slots=True, eq=False)
class ValueCounts:
    """Rows by value, for scores customers by value of one dimension.

    Values are Int64 (days, counts, ten-thousandths) or, for mean monetary values, Float64
    ten-thousandths: the correctly rounded quotient of two integers, so equal means are equal
    and unequal ones stay in order; two that agree to one part in 2**52 count as equal.
    """

    frame: pl.DataFrame
    """`value`, ascending and unique; `count` (Int64, 1 or more)."""

    @classmethod
    def of(cls, values: pl.Series) -> "ValueCounts":
        """Count the values of one part's rows, in any order and without nulls."""
        if values.dtype.is_integer() and len(values):
            numbers = values.to_numpy()
            least = int(numbers.min())
            if int(numbers.max()) - least < len(values):
                return cls(_count_close_values(numbers, least))
        runs = values.sort().rle().struct.unnest()
        return cls(pl.DataFrame({"value": runs["value"], "count": runs["len"].cast(pl.Int64)}))

    @classmethod
    def add_up(cls, parts: "Iterable[ValueCounts]") -> "ValueCounts":
        """Add the counts of parts that share no row; at least one part."""
        frames = [part.frame for part in parts]
        if len(frames) == 1:
            return cls(frames[0])
        by_value = pl.concat(frames).group_by("value").agg(pl.col("count").sum())
        return cls(by_value.sort("value"))

    @property
    def total(self) -> int:
        """Number of rows."""
        return int(self.frame["count"].sum())

    def find_order_statistics(self, ranks: Sequence[int]) -> list[int] | list[float]:
        """Return the values at ascending ranks, 0 the smallest, each in [0, total)."""
        past = np.cumsum(self.frame["count"].to_numpy())
        rows = np.searchsorted(past, np.array(ranks, dtype=np.int64), side="right")
        found: list[int] | list[float] = self.frame["value"].to_numpy()[rows].tolist()
        return found

    def find_nearest(self, percent: int) -> int | float:
        """Return the value at the rank nearest to a percentile; there is at least one row."""
        return self.find_order_statistics([(2 * (self.total - 1) * percent + 100) // 200])[0]

    def mean(self) -> Fraction | None:
        """Return the exact mean of integer values, None without rows."""
        total = self.total
        weighted = np.dot(self.frame["value"].to_numpy(), self.frame["count"].to_numpy())
        return Fraction(int(weighted), total) if total else None

    def median(self) -> Fraction | None:
        """Return the median, half-way between the two middle values, None without rows."""
        total = self.total
        if not total:
            return None
        low, high = self.find_order_statistics([(total - 1) // 2, total // 2])
        return (Fraction(low) + Fraction(high)) / 2


@dataclass(frozen=True, slots=True, eq=False)
class CustomerCounts:
    """Customers by value, for each of the three dimensions.

    It holds all that scoring needs of a set of customers, so it is what two dates are compared
    by: scales made of one date's counts score the customers of another.
    """

    recency: ValueCounts
    frequency: ValueCounts
    monetary: ValueCounts

    @classmethod
    def of(cls, frame: pl.DataFrame) -> "CustomerCounts":
        """Count the rows of a `Customers.frame`."""
        return cls(*(ValueCounts.of(frame[COLUMN[dimension]]) for dimension in Dimension))

    @classmethod
    def add_up(cls, parts: "Sequence[CustomerCounts]") -> "CustomerCounts":
        """Add the counts of parts that share no customer; at least one part."""
        by_dimension = ([part.get_counts(dimension) for part in parts] for dimension in Dimension)
        return cls(*(ValueCounts.add_up(counts) for counts in by_dimension))

    def get_counts(self, dimension: Dimension) -> ValueCounts:
        """Return the counts of a dimension."""
        by_dimension = {
            Dimension.RECENCY: self.recency,
            Dimension.FREQUENCY: self.frequency,
            Dimension.MONETARY: self.monetary,
        }
        return by_dimension[dimension]


def _count_close_values(values: "NDArray[np.integer]", least: int) -> pl.DataFrame:
    """Return `value` and `count` of integers that are close together, without sorting them."""
    counts = np.bincount(values - least)
    seen = np.flatnonzero(counts)
    return pl.DataFrame({"value": seen + least, "count": counts[seen]})
