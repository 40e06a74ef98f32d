"""Rows that Spark reads as blocks of files, in its workers."""

import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any, Final

import polars as pl

from cli.engines.spark.worker import Batches, make_order_key
from cli.inputs.files.compression import GZIP

BLOCK: Final = 32 << 20
"""Bytes of lines or rows that one block is made of at most."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some consecutive rows of a file."""

    file: str
    """What messages call the file."""
    number: int
    """Its place among the files."""
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


@dataclass(frozen=True, slots=True)
class FileHeads:
    """What is known of the files before they are read."""

    by_uri: Mapping[str, tuple[int, str, bytes]]
    """Number, name, and the bytes up to and with the header."""


def cut_text(heads: FileHeads, batches: Batches) -> Iterator[tuple[str, Block]]:
    """Yield blocks of lines; Spark hands over the lines of a part of a file one after the other.

    The lines up to the header are taken away from the first part, since each block begins with
    them.
    """
    rows = (row for batch in batches for row in _iterate_rows(batch))
    for (uri, part), lines in groupby(rows, key=lambda row: (row[0], row[1])):
        number, name, head = heads.by_uri[uri]
        skipped = head.count(b"\n") if part == 0 else 0
        before, start = 0, part
        for count, text in _cut_lines((line for _, _, line in lines), skipped):
            yield (
                make_order_key(number, start),
                Block(name, number, start, head + text, part, before),
            )
            before += count
            start += len(text)


def _iterate_rows(batch: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - pyarrow is untyped
    return zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _cut_lines(lines: Iterator[bytes], skipped: int) -> Iterator[tuple[int, bytes]]:
    """Yield the number of lines of each block and the lines."""
    waiting: list[bytes] = []
    size = 0
    for line in islice(lines, skipped, None):
        waiting.append(line)
        size += len(line) + 1
        if size >= BLOCK:
            yield len(waiting), b"\n".join([*waiting, b""])
            waiting, size = [], 0
    if waiting:
        yield len(waiting), b"\n".join([*waiting, b""])


def yield_whole_files(heads: FileHeads, batches: Batches) -> Iterator[tuple[str, Block]]:
    """Yield each file as one block."""
    for batch in batches:
        for uri, content in _iterate_rows(batch):
            number, name, _ = heads.by_uri[uri]
            text = gzip.decompress(content) if content.startswith(GZIP) else content
            yield make_order_key(number, 0), Block(name, number, 0, text, whole=True)


def cut_rows(heads: FileHeads, batches: Batches) -> Iterator[tuple[str, Block]]:
    """Yield blocks of rows of Parquet files, which come in small Arrow batches."""
    for rows in _join_batches(batches):
        number, name, _ = heads.by_uri[str(rows["file"][0])]
        start = int(rows["start"][0])
        content = rows.drop("file", "start")
        yield make_order_key(number, start), Block(name, number, start, content, 0, start)


def _join_batches(batches: Batches) -> Iterator[pl.DataFrame]:
    """Yield consecutive rows of a file, as many as a block holds."""
    waiting: list[pl.DataFrame] = []
    size = 0.0
    for batch in batches:
        for rows in pl.DataFrame(batch).partition_by("file", maintain_order=True):
            if waiting and (size >= BLOCK or not _is_continuation(waiting[-1], rows)):
                yield pl.concat(waiting)
                waiting, size = [], 0.0
            waiting.append(rows)
            size += rows.estimated_size()
    if waiting:
        yield pl.concat(waiting)


def _is_continuation(above: pl.DataFrame, rows: pl.DataFrame) -> bool:
    """Tell whether rows are the next ones of the same file."""
    last, first = above.row(-1, named=True), rows.row(0, named=True)
    return bool(last["file"] == first["file"] and last["start"] + 1 == first["start"])
