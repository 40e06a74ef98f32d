"""The beginning of a file that Spark finds: what it is is told by that alone."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.engines.spark.errors import WideTextError
from cli.engines.spark.files.blocks import Block
from cli.engines.spark.files.find_files import LINES, ROWS
from cli.inputs.files.compression import GZIP
from cli.inputs.files.east_asian import detect_east_asian
from cli.inputs.files.find import WORKBOOK_MAGIC, Container, Source
from cli.inputs.files.text_bytes import UNKNOWN
from cli.inputs.tables.table import Table

if TYPE_CHECKING:
    from cli.engines.chunk_reader import Section
    from cli.inputs.formats.recognise import RecognisedFile
    from cli.settings.sections.exports.files import Role

_FEW: Final = 64
"""Bytes that tell text in UTF-16."""


def open_beginning(name: str, content: bytes) -> Source:
    """Return the beginning of a file as a source; of text without a row that goes on below it."""
    if content.startswith(b"PAR1"):
        return Source(name, content, Container.PARQUET)
    if content.startswith(WORKBOOK_MAGIC):
        return Source(name, content, Container.WORKBOOK)
    if content.startswith(GZIP):
        return Source(name, content, Container.COMPRESSED)
    source = Source(name, content, Container.TEXT)
    if not is_longer(source) or content.count(b'"') % 2 == 0:
        return source
    lines = content.split(b"\n")
    last = max(place for place, line in enumerate(lines) if line.count(b'"') % 2)
    return source._replace(data=b"".join(line + b"\n" for line in lines[:last]) or content)


def is_longer(source: Source) -> bool:
    """Tell whether there may be more of a file than its beginning."""
    if source.container is Container.PARQUET:
        return int(pl.scan_parquet(source.data).select(pl.len()).collect().item()) >= ROWS
    return get_bytes(source).count(b"\n") >= LINES


def get_bytes(source: Source) -> bytes:
    """Return a beginning, which `open_beginning` makes of bytes."""
    assert isinstance(source.data, bytes)  # noqa: S101 - see above
    return source.data


def make_empty_block(table: Table) -> Block:
    """Return all of a file without rows."""
    if table.parquet:
        return Block(table.source.name, 0, pl.read_parquet(table.source.data))
    return Block(table.source.name, 0, get_head(table))


def detect_encoding(file: "RecognisedFile[Section]", head: bytes, role: "Role") -> str:
    """Return how the bytes of a file are encoded, which its beginning tells.

    Raises `WideTextError` for UTF-16 and UTF-32, whose lines Spark does not find.
    """
    if file.section.encoding is not None:
        encoding = file.section.encoding
    elif file.source.data == head:
        encoding = "utf-8"
    else:
        asian = detect_east_asian(head)
        encoding = "cp1252" if asian is None else asian.codec
    if file.source.container is Container.TEXT and b"\0" in head[:_FEW]:
        raise WideTextError(file.source.name, role.value)
    return encoding


def strip_rows(table: Table) -> Table:
    """Return a file with no more of its text than its header, which each piece begins with.

    What is known of the bytes of its beginning holds for no other piece.
    """
    if table.parquet:
        return table._replace(source=table.source._replace(data=b""))
    return table._replace(source=table.source._replace(data=get_head(table), summary=UNKNOWN))


def get_head(table: Table) -> bytes:
    """Return the lines of a text file up to and with its header."""
    return b"".join(get_bytes(table.source).splitlines(keepends=True)[: table.header.lines])
