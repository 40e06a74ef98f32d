"""Customer ids turned into small numbers whose order does not depend on the rows' order."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from attribution.arrays import neighbours, starts_of_runs
from attribution.buckets import BUCKETS, GROUPS, crc32

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from attribution.arrays import Codes, Hashes, Ints

_SLICES = 256


@dataclass(frozen=True, slots=True)
class Customers:
    """The distinct customers of some rows, numbered by (group, bucket, CRC-32, id)."""

    ids: pl.Series
    """Customer ids, String; the position is the customer's number."""
    groups: "Ints"
    """Resampling group of each customer, ascending, shape (customers,)."""


def encode(ids: pl.Series, pool: "Executor") -> tuple[Customers, "Codes"]:
    """Return the distinct customers of a String series without nulls, and each row's number.

    Rows are grouped by 64-bit hashes, two orders of magnitude faster than by text; that no two
    ids share a hash is proved by a second, independent hash (see `_faithful`), and where they
    do, the grouping is repeated with another seed.
    """
    seed = 0
    while True:
        first_rows, rows = _group(ids.hash(seed).to_numpy(), pool)
        if _faithful(ids.hash(seed + 1), first_rows, rows):
            break
        seed += 2
    distinct = ids.gather(first_rows)
    order = _canonical_order(distinct, crc := crc32(distinct))
    numbers = np.empty(len(order), dtype=np.uint32)
    numbers[order] = np.arange(len(order), dtype=np.uint32)
    return Customers(distinct.gather(order), _groups(crc[order])), np.take(numbers, rows)


def _faithful(check: pl.Series, first_rows: "Ints", groups: "Codes") -> bool:
    """Tell whether the groups hold one id each.

    Were two ids in one group, the sum over all rows of a second hash would differ from the sum
    over the groups of size times the hash of the group's first row (modulo 2**64).
    """
    hashes = check.to_numpy()
    sizes = np.bincount(groups, minlength=len(first_rows)).astype(np.uint64)
    return bool(hashes.sum() == (sizes * hashes[first_rows]).sum())


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


def _group(hashes: "Hashes", pool: "Executor") -> tuple["Ints", "Codes"]:
    """Group the rows by equal hash: the first row of each group, and each row's group.

    The rows are cut into slices by the hash's first byte, and each slice is sorted by the rest of
    the hash packed together with the row's place in the slice: one integer sort, in cache.
    """
    slices = (hashes >> np.uint64(56)).astype(np.uint8)
    order = np.argsort(slices, kind="stable")
    ends = np.cumsum(np.bincount(slices, minlength=_SLICES))
    sizes = np.diff(ends, prepend=0)
    ordered = np.take(hashes, order)
    place_bits = np.uint64(int(sizes.max()).bit_length())

    def group(end: int, size: int) -> tuple["Ints", "Codes", "Ints"]:
        rows = order[end - size : end]
        key = ordered[end - size : end] << np.uint64(8) >> place_bits << place_bits
        key |= np.arange(size, dtype=np.uint64)
        key.sort()
        place = (key & ((np.uint64(1) << place_bits) - np.uint64(1))).astype(np.int64)
        new = starts_of_runs(key >> place_bits)
        rows = np.take(rows, place)
        return rows, np.cumsum(new, dtype=np.uint32) - np.uint32(1), rows[new]

    groups = np.empty(len(hashes), dtype=np.uint32)
    first_rows: list[Ints] = []
    found = 0
    for rows, local, firsts in pool.map(group, ends, sizes):
        groups[rows] = local + np.uint32(found)
        first_rows.append(firsts)
        found += len(firsts)
    return np.concatenate(first_rows), groups
