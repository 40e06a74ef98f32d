"""Rows that Spark reads as blocks of a file, in its workers."""

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Final

import numpy as np
import polars as pl
import pyarrow as pa

from cli.engines.spark.worker import Batches, make_order_key
from cli.inputs.files.compression import GZIP

BLOCK: Final = 32 << 20
"""Bytes of lines or rows that one block is made of at most."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some consecutive rows of a file."""

    file: str
    """What messages call the file."""
    start: int
    """Blocks in the order of the rows of their file have this ascending."""
    content: bytes | pl.DataFrame
    """The header and lines of a text file, or rows of a Parquet file."""
    part: int = 0
    """Where the part of the file begins that Spark cut this block from: each starts anew with
    `before`."""
    before: int = 0
    """Lines, of Parquet rows, of the part before this block; those up to the header do not
    count."""
    whole: bool = False
    """Whether it is all of a file."""


def cut_text(name: str, head: bytes, batches: Batches) -> Iterator[tuple[str, Block]]:
    """Yield blocks of lines; Spark hands over the lines of a part of a file one after the other.

    `head` are the bytes up to and with the header. These lines are taken away from the first part,
    since each block begins with them.
    """
    by_part = groupby((lines for batch in batches for lines in _cut_parts(batch)), itemgetter(0))
    for part, found in by_part:
        skipped = head.count(b"\n") if part == 0 else 0
        before, start = 0, part
        for count, text in _join_lines(_skip_lines((lines for _, lines in found), skipped)):
            yield make_order_key(start), Block(name, start, head + text, part, before)
            before += count
            start += len(text)


def _cut_parts(batch: pa.RecordBatch) -> Iterator[tuple[int, pa.Array]]:
    """Yield the lines of a batch by the part of the file that they are of."""
    lines, low = batch.column("line"), 0
    for count, part in pl.Series(batch.column("start")).rle().struct.unnest().iter_rows():
        yield part, lines.slice(low, count)
        low += count


def _skip_lines(found: Iterable[pa.Array], skipped: int) -> Iterator[pa.Array]:
    for lines in found:
        yield lines.slice(min(skipped, len(lines)))
        skipped -= min(skipped, len(lines))


def _join_lines(found: Iterable[pa.Array]) -> Iterator[tuple[int, bytes]]:
    """Yield the number of lines of each block and the lines, which end with their newline."""
    waiting: list[memoryview] = []
    size = count = 0
    for lines in found:
        text, ends = _get_text(lines)
        low = 0
        while low < len(lines):
            high = int(np.searchsorted(ends, ends[low] + BLOCK - size, side="left"))
            high = min(high, len(lines))
            waiting.append(text[ends[low] : ends[high]])
            size += len(waiting[-1])
            count += high - low
            low = high
            if size >= BLOCK:
                yield count, b"".join(waiting)
                waiting, size, count = [], 0, 0
    if waiting:
        yield count, b"".join(waiting)


def _get_text(lines: pa.Array) -> "tuple[memoryview, np.ndarray[tuple[int], np.dtype[np.int64]]]":
    """Return the bytes of lines and where each ends in them, before the first where it begins."""
    _, ends, text = lines.buffers()
    kind = np.int64 if pa.types.is_large_binary(lines.type) else np.int32
    places = np.frombuffer(ends, kind)[lines.offset : lines.offset + len(lines) + 1]
    return memoryview(text or b""), places.astype(np.int64)


def yield_whole_file(name: str, batches: Batches) -> Iterator[tuple[str, Block]]:
    """Yield a file as one block."""
    for batch in batches:
        for content in batch.column("content").to_pylist():
            text = gzip.decompress(content) if content.startswith(GZIP) else content
            yield make_order_key(0), Block(name, 0, text, whole=True)


def cut_rows(name: str, batches: Batches) -> Iterator[tuple[str, Block]]:
    """Yield blocks of rows of a Parquet file, which come in small Arrow batches."""
    for rows in _join_batches(batches):
        start = int(rows["start"][0])
        yield make_order_key(start), Block(name, start, rows.drop("start"), 0, start)


def _join_batches(batches: Batches) -> Iterator[pl.DataFrame]:
    """Yield consecutive rows of a file, as many as a block holds."""
    waiting: list[pl.DataFrame] = []
    size = 0.0
    for batch in batches:
        rows = pl.DataFrame(batch)
        if waiting and (size >= BLOCK or waiting[-1]["start"][-1] + 1 != rows["start"][0]):
            yield pl.concat(waiting)
            waiting, size = [], 0.0
        waiting.append(rows)
        size += rows.estimated_size()
    if waiting:
        yield pl.concat(waiting)
