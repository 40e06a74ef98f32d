"""When rows happened: what days, and dates that can only be mistakes, are told from."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from rfm.value_counts import ValueCounts

_QUARTER: Final = 15 * 60 * 1_000_000
"""Microseconds that no time zone of today cuts through."""
_FAR: Final = 366 * 86_400_000_000
"""Microseconds from the middle 98 % of a file's rows beyond which a date is a mistake."""
_ENOUGH: Final = 100
"""Rows without which the middle 98 % say nothing."""


@dataclass(frozen=True, slots=True)
class Moments:
    """When the rows of some customers happened; instants are microseconds since 1970, UTC."""

    quarters: ValueCounts
    """The rows by quarter of an hour."""
    first: int | None
    last: int | None
    """Instants of the first and the last row, None without rows."""

    def __add__(self, other: "Moments") -> "Moments":
        """Return when the rows of both happened."""
        ends = [end for end in (self.first, self.last, other.first, other.last) if end is not None]
        return Moments(
            ValueCounts.add_up([self.quarters, other.quarters]),
            min(ends, default=None),
            max(ends, default=None),
        )

    @classmethod
    def of(cls, instants: pl.Series) -> "Moments":
        """Return when rows happened; instants are Datetime us UTC without nulls."""
        at = instants.to_physical().alias("value")
        value = pl.col("value")
        quarters = at.to_frame().lazy().group_by(value // _QUARTER * _QUARTER)
        counted = quarters.agg(pl.len().cast(pl.Int64).alias("count"))
        ends = at.to_frame().select(value.min().alias("first"), value.max().alias("last")).row(0)
        return cls(ValueCounts(counted.sort("value").collect()), *ends)

    def find_plausible_bounds(self) -> tuple[int, int] | None:
        """Return the bounds of what can be true, None where rows are too few to say.

        They lie 366 days before and after 98 % of the rows.
        """
        if self.quarters.total < _ENOUGH:
            return None
        low, high = self.quarters.find_nearest(1), self.quarters.find_nearest(99)
        return int(low) - _FAR, int(high) + _FAR

    def count_rows(self, least: int | None = None, most: int | None = None) -> int:
        """Return how many rows there are from an instant on, and up to one."""
        return int(self._select_between(least, most)["count"].sum())

    def by_day(
        self, timezone: str, least: int | None = None, most: int | None = None
    ) -> pl.DataFrame:
        """Return the rows of each day that has some, by day: `day`, `count_rows`."""
        local = pl.col("value").cast(pl.Datetime("us", "UTC")).dt.convert_time_zone(timezone)
        rows = self._select_between(least, most).group_by(local.dt.date().alias("day"))
        return rows.agg(pl.col("count").sum().alias("rows")).sort("day")

    def _select_between(self, least: int | None, most: int | None) -> pl.DataFrame:
        rows = self.quarters.frame
        if least is not None:
            rows = rows.filter(pl.col("value") >= least)
        return rows if most is None else rows.filter(pl.col("value") <= most)
