"""Values by key, added up."""

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any, Final, TypeVar

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Tally:
    """Some rows and their money in 1/10 000."""

    rows: int = 0
    amount: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Return the sums."""
        return Tally(self.rows + other.rows, self.amount + other.amount)


NOTHING: Final = Tally()


K = TypeVar("K")
V = TypeVar("V", bound=Any)
"""Anything that can be added up."""


def add_maps(maps: "Iterable[Mapping[K, V]]") -> "dict[K, V]":
    """Return the values of all, those of one key added up; keys as they come."""
    nothing: dict[K, V] = {}
    return reduce(_add_two, maps, nothing)


def _add_two(one: "dict[K, V]", other: "Mapping[K, V]") -> "dict[K, V]":
    return one | {key: one[key] + value if key in one else value for key, value in other.items()}


def tally(frame: pl.DataFrame) -> Tally:
    """Return the number of rows and the sum of their revenue."""
    return Tally(frame.height, int(frame["revenue"].sum()))


def sum_by(rows: pl.LazyFrame, text: pl.Expr) -> pl.LazyFrame:
    """Return the number of rows and their revenue by a text: its column, `rows`, `amount`."""
    count = pl.len().cast(pl.Int64).alias("rows")
    return rows.group_by(text).agg(count, pl.col("revenue").sum().alias("amount"))


def tally_by(rows: pl.LazyFrame, text: pl.Expr) -> dict[str, Tally]:
    """Return the rows and their revenue by a text, in the order of the texts."""
    found = sum_by(rows, text).sort(text.meta.output_name()).collect()
    return {name: Tally(count, amount) for name, count, amount in found.iter_rows()}
