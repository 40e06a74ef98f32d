"""The distinct combinations of values in some columns, found by their codes."""

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from attribution.arrays import Codes, Ints

_SMALL: Final = 1 << 20
"""Codes that a table is always made for; more only where the rows are a quarter as many."""

_BEGINNING: Final = 1 << 16
"""Rows that most values of a column stand in."""
_FEW: Final = 8
"""Rows that are gone through in the time that it takes to look up a category."""


class Combinations(NamedTuple):
    """What is different in some columns of a table."""

    distinct: pl.DataFrame
    """One row a combination, the columns of the table."""
    codes: "Codes"
    """For each row of the table that of its combination, shape (rows,)."""

    def spread(self, values: pl.Series) -> pl.Series:
        """Return for each row of the table the value of its combination."""
        return values.gather(self.codes)


def find_combinations(table: pl.DataFrame) -> Combinations:
    """Return the distinct rows of a table of texts or categories; null is a value of its own."""
    codes, several = np.zeros(table.height, dtype=np.uint32), 1
    for values in table.get_columns():
        inner, size = _renumber(_get_codes(values))
        codes, several = _renumber(codes.astype(np.int64) * size + inner, several * size)
    first = np.zeros(several, dtype=np.int64)
    first[codes] = np.arange(table.height)
    return Combinations(table[first], codes)


def list_values(values: pl.Series) -> pl.Series:
    """Return the distinct values of a column, null among them, in any order.

    Categories that the first rows have are not looked for in the others.
    """
    known = values.head(_BEGINNING).unique()
    if len(values) <= _BEGINNING:
        return known
    if values.dtype != pl.Categorical:
        return values.unique()
    left = list_possible_texts(values).cast(pl.Categorical)
    left = left.filter(~left.is_in(known.drop_nulls().implode()))
    if not len(left) and not values.null_count():
        return known
    rare = values.filter(values.is_in(left.implode()).fill_null(value=True))
    return pl.concat([known, rare.unique()]).unique()


def list_possible_texts(values: pl.Series) -> pl.Series:
    """Return texts among which are all those of a column of categories, null-free.

    Others are of further columns: categories are numbered across all of them. Where these are few,
    the rows are not gone through.
    """
    count = _count_codes(values.to_physical())
    if count * _FEW > len(values):
        return values.drop_nulls().unique().cast(pl.String)
    codes = pl.int_range(count, dtype=pl.UInt32)
    return pl.select(codes.cat.to(pl.Categorical).cast(pl.String)).to_series()


def _get_codes(values: pl.Series) -> "Codes":
    """Return the codes of a series, null one past the largest."""
    codes = values.cast(pl.Categorical).to_physical()
    return codes.fill_null(_count_codes(codes)).to_numpy()


def _count_codes(codes: pl.Series) -> int:
    """Return one past the largest of some codes, 0 where all are null."""
    largest = codes.max()
    return largest + 1 if isinstance(largest, int) else 0


def _renumber(codes: "Codes | Ints", size: int | None = None) -> "tuple[Codes, int]":
    """Return codes numbered without gaps, and how many there are; all were less than `size`."""
    bound = int(codes.max(initial=0)) + 1 if size is None else size
    if bound > max(_SMALL, 4 * len(codes)):
        distinct, dense = np.unique(codes, return_inverse=True)
        return dense.astype(np.uint32), len(distinct)
    there = np.zeros(bound, dtype=np.bool_)
    there[codes] = True
    numbers = np.cumsum(there, dtype=np.uint32) - np.uint32(1)
    return numbers[codes], int(there.sum())
