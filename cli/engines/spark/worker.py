"""What runs in the workers of Spark: rows of blobs in, rows of blobs out.

A row is (table, bucket, blob). Rows of the bucket `FACTS` hold no table but a parcel, and in place
of the table's name what the parcels are put in order by.
"""

import struct
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final, TypeVar

import numpy as np
import polars as pl
import pyarrow as pa

from cli.engines.bucket_store import Bucketed, Tables
from cli.engines.spark.transfer import cut_into_blobs, pack, read_blob, wrap_failure

T = TypeVar("T")
P = TypeVar("P")

Batches = Iterator[pa.RecordBatch]
Row = tuple[str, int, bytes]

SCHEMA: Final = "table string, bucket int, blob binary"
FACTS: Final = -1
_ARROW: Final = pa.schema([("table", pa.string()), ("bucket", pa.int32()), ("blob", pa.binary())])
_BATCH: Final = 16 << 20
"""Bytes that are handed to Spark at a time."""
_PANIC: Final = getattr(pl.exceptions, "PanicException", Exception)


def make_spread_step(
    read: Callable[[Batches], Iterator[tuple[str, P]]], function: Callable[[P], Bucketed[T]]
) -> Callable[[Batches], Batches]:
    """Return what makes rows of pieces: `read` turns Spark's rows into pieces with their order."""

    def spread_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return _cut_into_batches(_spread_pieces(read(batches), function))

    return spread_batches


def make_move_step(function: Callable[[Tables], Bucketed[T]]) -> Callable[[Batches], Batches]:
    """Return what makes rows of the rows of a bucket, and facts in the order of buckets."""

    def move_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return _cut_into_batches(_move_bucket(batches, function))

    return move_batches


def make_call_step(function: Callable[[Tables], T]) -> Callable[[Batches], Batches]:
    """Return what makes one parcel of the rows of a bucket."""

    def call_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return _cut_into_batches(_call_bucket(batches, function))

    return call_batches


def make_order_key(*numbers: int) -> str:
    """Return numbers from 0 as text that sorts as they do."""
    return struct.pack(f">{len(numbers)}Q", *numbers).hex()


def _spread_pieces(
    pieces: Iterator[tuple[str, P]], function: Callable[[P], Bucketed[T]]
) -> Iterator[Row]:
    order = ""
    try:
        for place, piece in pieces:
            order = place
            yield from _attempt(order, partial(function, piece))
    except (Exception, _PANIC) as error:  # noqa: BLE001 - sent to where it can be told
        yield f"{order}~", FACTS, pack(wrap_failure(error))


def _move_bucket(batches: Batches, function: Callable[[Tables], Bucketed[T]]) -> Iterator[Row]:
    bucket, tables = _gather_tables(batches)
    yield from _attempt(make_order_key(bucket), lambda: function(tables))


def _call_bucket(batches: Batches, function: Callable[[Tables], T]) -> Iterator[Row]:
    bucket, tables = _gather_tables(batches)
    try:
        parcel = pack(function(tables))
    except (Exception, _PANIC) as error:  # noqa: BLE001 - sent to where it can be told
        parcel = pack(wrap_failure(error))
    yield make_order_key(bucket), FACTS, parcel


def _attempt(order: str, make: Callable[[], Bucketed[T]]) -> Iterator[Row]:
    """Yield rows and, as the last one, the facts with how many rows each bucket was given."""
    counts: Counter[int] = Counter()
    try:
        made = make()
        for name, bucket, rows in made.rows:
            counts[bucket] += rows.height
            yield from ((name, bucket, blob) for blob in cut_into_blobs(rows))
        parcel = pack((made.facts, counts))
    except (Exception, _PANIC) as error:  # noqa: BLE001 - sent to where it can be told
        parcel = pack(wrap_failure(error))
    yield order, FACTS, parcel


def _gather_tables(batches: Batches) -> tuple[int, Tables]:
    found: defaultdict[str, list[pl.DataFrame]] = defaultdict(list)
    bucket = FACTS
    for batch in batches:
        for name, at, blob in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            bucket = at
            found[name].append(read_blob(blob))
    return bucket, {name: pl.concat(found[name], how="diagonal") for name in sorted(found)}


def _cut_into_batches(rows: Iterable[Row]) -> Batches:
    """Yield rows in batches of a few megabytes."""
    waiting: list[Row] = []
    size = 0
    for row in rows:
        waiting.append(row)
        size += len(row[2])
        if size >= _BATCH:
            yield _build_batch(waiting)
            waiting, size = [], 0
    if waiting:
        yield _build_batch(waiting)


def _build_batch(rows: list[Row]) -> pa.RecordBatch:
    names, buckets, blobs = zip(*rows, strict=True)
    arrays = [
        _build_array(pa.string(), [name.encode() for name in names]),
        pa.Array.from_buffers(
            pa.int32(), len(rows), [None, pa.py_buffer(np.array(buckets, np.int32))]
        ),
        _build_array(pa.binary(), blobs),
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=_ARROW)


def _build_array(kind: pa.DataType, values: Sequence[bytes]) -> pa.Array:
    """Return values as Arrow; `pa.array` imports a pandas that is there, which takes a second."""
    ends = np.cumsum([0, *map(len, values)], dtype=np.int32)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(b"".join(values))]
    return pa.Array.from_buffers(kind, len(values), buffers)
