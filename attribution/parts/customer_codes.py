"""Customer ids turned into small numbers whose order does not depend on the rows' order."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from attribution.arrays import find_equal_neighbours, mark_run_starts, sort_integers
from attribution.parts.bins import BLOCK, put_into_bins
from attribution.parts.buckets import BUCKETS, GROUPS, compute_crc32

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from attribution.arrays import Bools, Codes, Hashes, Ints
    from attribution.parts.bins import Bins

_MOST_SLICES = 256
"""Slices that rows are grouped in, at most; a power of two."""

_ROWS_A_SLICE = 1 << 15
"""Rows of a slice, more or less: enough to be worth the calls, few enough for the cache."""

_HASH, _CHECK, _ROW = range(3)
"""Columns of the slices."""


class CustomerIndex(NamedTuple):
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


def encode(ids: pl.Series, pool: "Executor") -> tuple[CustomerIndex, "Codes"]:
    """Return the distinct customers of a String series without nulls, and each row's number.

    Rows are grouped by 64-bit hashes, two orders of magnitude faster than by text; that no two
    ids share a hash is proved by a second, independent hash (see `_has_one_id_per_group`), and
    where they do, the grouping is repeated with another seed.
    """
    seed = 0
    while True:
        bins, slices = _group_by_hash(ids, seed, pool)
        if all(each.faithful for each in slices):
            break
        seed += 2
    firsts = np.zeros(len(ids), dtype=np.bool_)
    for each in slices:
        firsts[each.first_rows] = True
    distinct, crc = _with_crc(ids, firsts, pool)
    places, groups = _find_canonical_order(distinct, crc)
    numbers = np.empty(len(places), dtype=np.uint32)
    numbers[places] = np.arange(len(places), dtype=np.uint32)
    # Of each row the place among the first rows, where it is one.
    ranks = np.cumsum(firsts, dtype=np.uint32) - np.uint32(1)

    def number_rows(each: _Slice) -> "Codes":
        return np.take(np.take(numbers, np.take(ranks, each.first_rows)), each.groups)

    rows = np.empty(len(ids), dtype=np.uint32)
    bins.spread(list(pool.map(number_rows, slices)), rows, pool)
    return CustomerIndex(distinct, places, groups), rows


def _with_crc(ids: pl.Series, some: "Bools", pool: "Executor") -> "tuple[pl.Series, Codes]":
    """Return some of the ids and their CRC-32."""

    def hash_piece(start: int) -> "tuple[pl.Series, Codes]":
        block = slice(start, start + BLOCK)
        own = ids[block].filter(pl.Series(some[block]))
        return own, compute_crc32(own)

    pieces = list(pool.map(hash_piece, range(0, max(len(ids), 1), BLOCK)))
    return pl.concat(own for own, _ in pieces), np.concatenate([crc for _, crc in pieces])


def _find_canonical_order(ids: pl.Series, crc: "Codes") -> "tuple[Ints, Ints]":
    """Return the positions of distinct ids by (group, bucket, CRC-32, id), and their groups.

    Within a bucket the quotient of CRC-32 and the number of buckets stands for CRC-32, so that a
    place fits beside it: one integer sort.
    """
    quotients, buckets = np.divmod(crc, np.uint32(BUCKETS))
    tens, groups = np.divmod(buckets, np.uint32(GROUPS))
    key = groups.astype(np.uint64)
    for more, bits in ((tens, _TENS), (quotients, _QUOTIENT)):
        key <<= np.uint64(bits)
        key |= more
    key <<= np.uint64(_PLACE)
    key |= np.arange(len(ids), dtype=np.uint64)
    key = sort_integers(key)
    order = (key & np.uint64((1 << _PLACE) - 1)).astype(np.int64)
    key >>= np.uint64(_PLACE)
    tied = find_equal_neighbours(key)
    if len(tied):
        rows = order[tied]
        by_id = pl.DataFrame({"key": key[tied], "id": ids.gather(rows), "row": rows})
        order[tied] = by_id.sort("key", "id")["row"].to_numpy()
    return order, (key >> np.uint64(_TENS + _QUOTIENT)).astype(np.int64)


_TENS = (BUCKETS // GROUPS - 1).bit_length()
"""Bits that tell the buckets of a group apart."""

_QUOTIENT = ((1 << 32) // BUCKETS).bit_length()
"""Bits of CRC-32 divided by the number of buckets."""

_PLACE = 64 - GROUPS.bit_length() - _TENS - _QUOTIENT
"""Bits left for the place of an id: there are two billion of them."""


class _Slice(NamedTuple):
    """The rows whose hashes end in the same bits, grouped by hash."""

    groups: "Codes"
    """Group, from 0, of each of the rows, ascending."""
    first_rows: "Codes"
    """The first row of each group."""
    faithful: bool
    """Whether the groups hold one id each, see `_has_one_id_per_group`."""


def _group_by_hash(ids: pl.Series, seed: int, pool: "Executor") -> "tuple[Bins, list[_Slice]]":
    """Group the rows by equal hash, slice by slice; the bins hold the rows of each slice.

    The rows are cut into slices by the hash's last bits, and each slice is sorted by the rest of
    the hash packed together with the row's place in the slice: one integer sort, in cache.
    """
    count = min(1 << (len(ids) // _ROWS_A_SLICE).bit_length(), _MOST_SLICES)

    def hash_block(start: int, stop: int) -> "tuple[Codes, list[Codes]]":
        own = ids[start:stop]
        hashes = own.hash(seed).to_numpy()
        rows = np.arange(start, stop, dtype=np.uint32)
        columns = [hashes, own.hash(seed + 1).to_numpy(), rows]
        return hashes.astype(np.uint8) & np.uint8(count - 1), columns

    bins = put_into_bins(len(ids), count, hash_block, pool)

    def group_slice(index: int) -> _Slice:
        order, groups = _group_hashes(bins.of(_HASH, index))
        starts = np.flatnonzero(mark_run_starts(groups))
        by_row = np.empty(len(order), dtype=np.uint32)
        by_row[order] = groups
        check = np.take(bins.of(_CHECK, index), order)
        first_rows = np.take(bins.of(_ROW, index), order[starts])
        return _Slice(by_row, first_rows, _has_one_id_per_group(check, starts))

    slices = list(pool.map(group_slice, range(count)))
    return bins.keep_column(_ROW), slices


def _group_hashes(hashes: "Hashes") -> "tuple[Ints, Codes]":
    """Return the order of (hash, row), and the number of the hash, from 0, in that order."""
    place_bits = np.uint64(len(hashes).bit_length())
    key = hashes >> place_bits << place_bits
    key |= np.arange(len(hashes), dtype=np.uint64)
    key = sort_integers(key)
    order = (key & ((np.uint64(1) << place_bits) - np.uint64(1))).astype(np.int64)
    groups = np.cumsum(mark_run_starts(key >> place_bits), dtype=np.uint32)
    return order, groups - np.uint32(1)


def _has_one_id_per_group(checks: "Hashes", starts: "Ints") -> bool:
    """Tell whether groups of rows, given by their starts, hold one id each.

    `checks` is a second, independent hash of the rows: it is one and the same in a group.
    """
    same = ~mark_run_starts(checks)
    same[starts] = True
    return bool(same.all())
