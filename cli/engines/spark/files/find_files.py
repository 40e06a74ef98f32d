"""Files where Spark finds them: s3a://, hdfs://, gs://, folders, patterns, paths of this machine.

Spark finds and cuts up the files; what is in them is read by our own reader in the workers, so
that quotes, numbers and dates mean the same on every engine.
"""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import polars as pl
from pyspark.sql import functions

from cli.engines.spark.error_translation import translate_errors
from cli.engines.spark.errors import PathError
from cli.engines.spark.files.blocks import Block, cut_rows, cut_text, yield_whole_file
from cli.engines.spark.store import SparkPieces
from cli.engines.spark.transfer import to_parquet
from cli.inputs.files.errors import EmptyFileError
from cli.inputs.files.find import Container, Source
from cli.inputs.records.beginning import is_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyspark.sql import DataFrame, SparkSession

LINES: Final = 2_000
"""Lines of a text file that tell what it is."""
ROWS: Final = 1_000
"""The same: rows of a Parquet file."""
_THREADS: Final = 8
_PARQUET: Final = (".parquet", ".pq")
_PACKED: Final = (".gz", ".xlsx", ".xlsm")
_UNPACKED: Final = 6
"""Bytes of text for a byte of a compressed file, more or less."""


@dataclass(frozen=True, slots=True)
class SparkFile:
    """A file that Spark finds."""

    uri: str
    """As Spark writes it, with %20 in place of a blank."""
    size: int

    @property
    def name(self) -> str:
        """What messages call it."""
        path = unquote(self.uri)
        return re.sub(r"^file:/+", "/", path)

    @property
    def parquet(self) -> bool:
        """Whether it is Parquet, which its name tells."""
        return self.name.endswith(_PARQUET)

    @property
    def text_size(self) -> int:
        """About how many bytes it has as plain text, where that is told by its name."""
        packed = self.parquet or self.name.lower().endswith(_PACKED)
        return self.size * (_UNPACKED if packed else 1)

    @property
    def workbook(self) -> bool:
        """Whether it is a workbook, which its name tells."""
        return self.name.lower().endswith((".xlsx", ".xlsm"))

    @property
    def path(self) -> str:
        """What Spark finds this file alone by, whatever marks of patterns are in its name."""
        return re.sub(r"([\\*?\[\]{}])", r"\\\1", unquote(self.uri))


def find_files(session: "SparkSession", path: str) -> list[SparkFile]:
    """Return the files of a path, pattern or folder by name.

    Names that begin with _ or . are none for Spark, nor are files without a byte. Raises
    `PathError` where there is none.
    """
    with translate_errors(path):
        listed = session.read.format("binaryFile").load(path)
        rows = listed.select("_metadata.file_path", "_metadata.file_size").toArrow().to_pylist()
    found = [SparkFile(row["file_path"], row["file_size"]) for row in rows]
    if not found:
        raise PathError(path)
    return sorted(found, key=lambda file: file.name)


def read_heads(session: "SparkSession", found: "Sequence[SparkFile]") -> list[tuple[str, bytes]]:
    """Return name and beginning of each file, in their order.

    Of text the first 2000 lines, of Parquet a file of its own with the first 1000 rows, of
    workbooks and JSON everything. Raises `EmptyFileError`.
    """
    with ThreadPoolExecutor(_THREADS) as pool:
        return list(pool.map(partial(_read_head, session), found))


def _read_head(session: "SparkSession", file: SparkFile) -> tuple[str, bytes]:
    with translate_errors(file.name):
        if file.parquet:
            rows = session.read.parquet(file.path).limit(ROWS).toArrow()
            return file.name, to_parquet(pl.DataFrame(rows))
        if file.workbook:
            return file.name, _read_whole(session, file)
        lines = _read_lines(session, file).select("line").limit(LINES).toArrow()
        text = b"".join(lines.column("line").to_pylist())
        if is_json(Source(file.name, text, Container.TEXT)):
            return file.name, _read_whole(session, file)
    if not text:
        raise EmptyFileError(file.name)
    return file.name, text


def _read_whole(session: "SparkSession", file: SparkFile) -> bytes:
    read = session.read.format("binaryFile").load(file.path).select("content").toArrow()
    return b"".join(read.column("content").to_pylist())


def read_blocks(
    session: "SparkSession", file: SparkFile, head: bytes, *, whole: bool = False
) -> SparkPieces[Block]:
    """Return what is in a file as pieces, in the order of its rows.

    `head` are the bytes of a text file up to and with its header: each block begins with them. A
    block ends where a line ends, which may be inside of quotes; `whole` reads a text file as one
    block instead.
    """
    if file.parquet:
        frame = session.read.parquet(file.path)
        columns = [functions.col(f"`{name}`") for name in frame.columns]
        start = functions.col("_metadata.row_index").alias("start")
        return SparkPieces(frame.select(start, *columns), partial(cut_rows, file.name))
    if whole:
        frame = session.read.format("binaryFile").load(file.path).select("content")
        return SparkPieces(frame, partial(yield_whole_file, file.name))
    return SparkPieces(_read_lines(session, file), partial(cut_text, file.name, head))


def send_text(session: "SparkSession", name: str, text: bytes) -> SparkPieces[Block]:
    """Return a text that is made here, as one piece."""
    frame = session.createDataFrame([(bytearray(text),)], "content binary")
    return SparkPieces(frame, partial(yield_whole_file, name))


def _read_lines(session: "SparkSession", file: SparkFile) -> "DataFrame":
    """Return the lines of a text file as bytes, each with its newline, the last as well.

    With the newlines Spark's buffer of lines is the text: the workers need not join them.
    """
    text = session.read.option("lineSep", "\n").text(file.path)
    newline = functions.lit(bytearray(b"\n"))
    return text.select(
        functions.col("_metadata.file_block_start").alias("start"),
        functions.concat(functions.col("value").cast("binary"), newline).alias("line"),
    )
