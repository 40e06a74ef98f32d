"""Customer ids turned into small numbers whose order does not depend on the rows' order."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from attribution.arrays import neighbours, starts_of_runs
from attribution.bins import binned
from attribution.buckets import BUCKETS, GROUPS, crc32

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from attribution.arrays import Codes, Hashes, Ints

_SLICES = 256
"""Slices that rows are grouped in; a power of two, at most 256."""

_FEW = 1 << 18
"""Rows that are not worth another slice or thread."""


@dataclass(frozen=True, slots=True)
class Customers:
    """The distinct customers of some rows, numbered by (group, bucket, CRC-32, id)."""

    distinct: pl.Series
    """Customer ids, String, in any order."""
    places: "Ints"
    """Place of each customer, by number, in `distinct`."""
    groups: "Ints"
    """Resampling group of each customer, ascending, shape (customers,)."""

    @property
    def ids(self) -> pl.Series:
        """Return the ids by number."""
        return self.distinct.gather(self.places)


def encode(ids: pl.Series, pool: "Executor") -> tuple[Customers, "Codes"]:
    """Return the distinct customers of a String series without nulls, and each row's number.

    Rows are grouped by 64-bit hashes, two orders of magnitude faster than by text; that no two
    ids share a hash is proved by a second, independent hash (see `_faithful`), and where they
    do, the grouping is repeated with another seed.
    """
    seed = 0
    while True:
        slices = _sliced(ids, seed, pool)
        if all(each.faithful for each in slices):
            break
        seed += 2
    distinct, crc = _with_crc(ids, np.concatenate([each.first_rows for each in slices]), pool)
    places = _canonical_order(distinct, crc)
    numbers = np.empty(len(places), dtype=np.uint32)
    numbers[places] = np.arange(len(places), dtype=np.uint32)
    rows = _spread(numbers, len(ids), slices, pool)
    return Customers(distinct, places, _groups(crc[places])), rows


def _with_crc(ids: pl.Series, rows: "Codes", pool: "Executor") -> "tuple[pl.Series, Codes]":
    """Return the ids of some rows and their CRC-32."""

    def piece(some: "Codes") -> "tuple[pl.Series, Codes]":
        own = ids.gather(some)
        return own, crc32(own)

    pieces = list(pool.map(piece, np.array_split(rows, 1 + len(rows) // _FEW)))
    return pl.concat(own for own, _ in pieces), np.concatenate([crc for _, crc in pieces])


def _groups(crc: "Codes") -> "Ints":
    return (crc % BUCKETS % GROUPS).astype(np.int64)


def _canonical_order(ids: pl.Series, crc: "Codes") -> "Ints":
    """Return the positions of distinct ids in the order of (group, bucket, CRC-32, id)."""
    buckets = crc % np.uint32(BUCKETS)
    key = _groups(crc).astype(np.uint64) << np.uint64(44) | buckets.astype(np.uint64) << np.uint64(
        32
    )
    key |= crc
    order = np.argsort(key)
    tied = neighbours(key[order])
    if len(tied):
        rows = order[tied]
        by_id = pl.DataFrame({"key": key[rows], "id": ids.gather(rows), "row": rows})
        order[tied] = by_id.sort("key", "id")["row"].to_numpy()
    return order


@dataclass(frozen=True, slots=True)
class _Slice:
    """The rows whose hashes end in the same bits, grouped by hash."""

    rows: "Codes"
    """The rows of the slice, ascending."""
    groups: "Codes"
    """Group, from 0, of each of them."""
    first_rows: "Codes"
    """The first row of each group."""
    faithful: bool
    """Whether the groups hold one id each, see `_faithful`."""


def _sliced(ids: pl.Series, seed: int, pool: "Executor") -> list[_Slice]:
    """Group the rows by equal hash, slice by slice.

    The rows are cut into slices by the hash's last bits, and each slice is sorted by the rest of
    the hash packed together with the row's place in the slice: one integer sort, in cache.
    """
    count = _SLICES if len(ids) > _FEW else 1
    hashes, checks = np.empty((2, len(ids)), dtype=np.uint64)

    def last_bits(start: int, stop: int) -> "Codes":
        block = ids[start:stop]
        hashes[start:stop] = block.hash(seed).to_numpy()
        checks[start:stop] = block.hash(seed + 1).to_numpy()
        return hashes[start:stop].astype(np.uint8) & np.uint8(count - 1)

    bins = binned(len(ids), count, last_bits, pool)

    def slice_of(index: int) -> _Slice:
        rows = bins.rows(index)
        order, groups = _grouped(np.take(hashes, rows))
        starts = np.flatnonzero(starts_of_runs(groups))
        by_row = np.empty(len(rows), dtype=np.uint32)
        by_row[order] = groups
        check = np.take(np.take(checks, rows), order)
        return _Slice(rows, by_row, rows[order[starts]], _faithful(check, starts))

    return list(pool.map(slice_of, range(count)))


def _grouped(hashes: "Hashes") -> "tuple[Ints, Codes]":
    """Return the order of (hash, row), and the number of the hash, from 0, in that order."""
    place_bits = np.uint64(len(hashes).bit_length())
    key = hashes >> place_bits << place_bits
    key |= np.arange(len(hashes), dtype=np.uint64)
    key.sort()
    order = (key & ((np.uint64(1) << place_bits) - np.uint64(1))).astype(np.int64)
    groups = np.cumsum(starts_of_runs(key >> place_bits), dtype=np.uint32)
    return order, groups - np.uint32(1)


def _faithful(checks: "Hashes", starts: "Ints") -> bool:
    """Tell whether groups of rows, given by their starts, hold one id each.

    `checks` is a second, independent hash of the rows: it is one and the same in a group.
    """
    same = ~starts_of_runs(checks)
    same[starts] = True
    return bool(same.all())


def _spread(numbers: "Codes", rows: int, slices: list[_Slice], pool: "Executor") -> "Codes":
    """Return each row's number, given the number of each group, one slice after the other."""
    result = np.empty(rows, dtype=np.uint32)
    ends = np.cumsum([len(each.first_rows) for each in slices])

    def spread(each: _Slice, end: int) -> None:
        result[each.rows] = np.take(numbers[end - len(each.first_rows) : end], each.groups)

    list(pool.map(spread, slices, ends))
    return result
