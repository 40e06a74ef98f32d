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
    ids share a hash is proved by a second, independent hash (see `_checksum`), and where they
    do, the grouping is repeated with another seed.
    """
    seed = 0
    while True:
        check, slices = _sliced(ids, seed, pool)
        first_rows = np.concatenate([each.first_rows for each in slices])
        sizes = np.concatenate([each.sizes for each in slices])
        distinct = ids.gather(first_rows)
        if check == _checksum(distinct.hash(seed + 1), sizes):
            break
        seed += 2
    places = _canonical_order(distinct, crc := crc32(distinct))
    numbers = np.empty(len(places), dtype=np.uint32)
    numbers[places] = np.arange(len(places), dtype=np.uint32)
    rows = _spread(numbers, len(ids), slices, pool)
    return Customers(distinct, places, _groups(crc[places])), rows


def _checksum(hashes: pl.Series, sizes: "Ints | int") -> int:
    """Return the sum of hashes times sizes, modulo 2**64.

    It is the same over all rows as over the groups, each with its size and one of its ids, if
    the groups hold one id each. Were two ids in one group, the sums would differ.
    """
    return int((hashes.to_numpy() * np.asarray(sizes).astype(np.uint64)).sum())


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
    """The rows whose hashes end in one byte, grouped by hash."""

    rows: "Codes"
    """The rows of the slice, ascending."""
    groups: "Codes"
    """Group, from 0, of each of them."""
    first_rows: "Codes"
    """First row of each group."""
    sizes: "Ints"
    """Rows of each group."""


def _sliced(ids: pl.Series, seed: int, pool: "Executor") -> tuple[int, list[_Slice]]:
    """Group the rows by equal hash, and return the checksum of all rows.

    The rows are cut into slices by the hash's last byte, and each slice is sorted by the rest of
    the hash packed together with the row's place in the slice: one integer sort, in cache.
    """
    hashes = np.empty(len(ids), dtype=np.uint64)
    checks = []

    def last_bytes(start: int, stop: int) -> "Codes":
        block = ids[start:stop]
        hashes[start:stop] = block.hash(seed).to_numpy()
        checks.append(_checksum(block.hash(seed + 1), 1))
        return hashes[start:stop].astype(np.uint8)

    bins = binned(len(ids), _SLICES, last_bytes, pool)

    def slice_of(index: int) -> _Slice:
        rows = bins.rows(index)
        return _grouped(rows, np.take(hashes, rows))

    return sum(checks) % 2**64, list(pool.map(slice_of, range(_SLICES)))


def _grouped(rows: "Codes", hashes: "Hashes") -> _Slice:
    place_bits = np.uint64(len(rows).bit_length())
    key = hashes >> place_bits << place_bits
    key |= np.arange(len(rows), dtype=np.uint64)
    key.sort()
    place = (key & ((np.uint64(1) << place_bits) - np.uint64(1))).astype(np.int64)
    new = starts_of_runs(key >> place_bits)
    groups = np.empty(len(rows), dtype=np.uint32)
    groups[place] = np.cumsum(new, dtype=np.uint32) - np.uint32(1)
    starts = np.flatnonzero(new)
    return _Slice(rows, groups, rows[place[starts]], np.diff(starts, append=len(rows)))


def _spread(numbers: "Codes", rows: int, slices: list[_Slice], pool: "Executor") -> "Codes":
    """Return each row's number, given the number of each group, one slice after the other."""
    result = np.empty(rows, dtype=np.uint32)
    ends = np.cumsum([len(each.sizes) for each in slices])

    def spread(each: _Slice, end: int) -> None:
        result[each.rows] = np.take(numbers[end - len(each.sizes) : end], each.groups)

    list(pool.map(spread, slices, ends))
    return result
