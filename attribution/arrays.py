"""The array types of the kernels and the small tools they share."""

from typing import Any, TypeAlias, TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

Bools: TypeAlias = NDArray[np.bool_]
Codes: TypeAlias = NDArray[np.unsignedinteger[Any]]
Floats: TypeAlias = NDArray[np.float64]
Hashes: TypeAlias = NDArray[np.uint64]
Ints: TypeAlias = NDArray[np.int64]
_Integer = TypeVar("_Integer", bound=np.integer[Any])


def expand_ranges(first: Ints, last: Ints) -> Ints:
    """Return the indices of the half-open intervals `[first, last)`, one after the other.

    `first` and `last` have shape (n,), `first <= last`; the result has sum(last - first) items.
    """
    lengths = last - first
    offsets = np.cumsum(lengths) - lengths
    indices: Ints = np.arange(int(lengths.sum())) + np.repeat(first - offsets, lengths)
    return indices


def sort_integers(key: NDArray[_Integer]) -> NDArray[_Integer]:
    """Return integers in ascending order, shape (n,), sorted in this thread alone.

    By Polars, as fast on every processor: NumPy's sort takes four times as long on those that have
    AVX-512 but store what it selects slowly, such as AMD's of the fourth generation.
    """
    return pl.Series(key).sort(multithreaded=False).to_numpy(writable=True)


def mark_run_starts(values: NDArray[np.generic]) -> Bools:
    """Tell for each item of a (n,) array whether it differs from the one before it."""
    new = np.empty(len(values), dtype=np.bool_)
    new[:1] = True
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new


def sum_by_place(places: Ints, amounts: Floats, count: int) -> Floats:
    """Return the sums of amounts by place, in the order given, shape (count,)."""
    sums: Floats = np.bincount(places, amounts, count).astype(np.float64, copy=False)
    return sums


def count_by_place(places: Ints, amounts: Ints, count: int) -> Ints:
    """Return the exact sums of integers by place, shape (count,)."""
    sums = np.zeros(count, dtype=np.int64)
    np.add.at(sums, places, amounts)
    return sums


def find_equal_neighbours(key: NDArray[np.generic]) -> Ints:
    """Return the places of a sorted (n,) key that equal the item before or after them."""
    same = ~mark_run_starts(key)
    same[:-1] |= same[1:]
    return np.flatnonzero(same)


def find_earlier_equals(codes: "Codes") -> Ints:
    """Return for each item of a (n,) array the latest place before it of an equal item, else -1."""
    order = np.argsort(codes, kind="stable")
    places = np.full(len(codes), -1, dtype=np.int64)
    again = np.flatnonzero(~mark_run_starts(codes[order]))
    places[order[again]] = order[again - 1]
    return places


def divide_with_default(part: Floats, whole: Floats, nothing: float = np.nan) -> Floats:
    """Divide, with `nothing` where the divisor is 0 or NaN."""
    out: Floats = np.full(np.broadcast_shapes(part.shape, whole.shape), float(nothing))
    return np.divide(part, whole, out=out, where=(whole != 0) & ~np.isnan(whole))
