"""Pieces of a file, read in a worker of Spark by our own reader."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import polars as pl

from cli.engines.bucket_store import Bucketed
from cli.engines.chunk_reader import Chunk
from cli.engines.spark.files.blocks import Block
from cli.engines.spark.transfer import to_parquet
from cli.inputs.detection.detect import DetectedFormats
from cli.inputs.detection.evidence import Evidence, gather_evidence
from cli.inputs.files.encodings import UTF8
from cli.inputs.files.errors import EncodingError, NulError
from cli.inputs.files.panics import refuse_panics
from cli.inputs.reading.fast_path import read_fast
from cli.inputs.reading.rows import Rows
from cli.inputs.reading.slow_path import read_slow, refuse_file
from cli.inputs.tables.row_shape import examine_rows
from cli.inputs.tables.table import ReadPlan, Table

T = TypeVar("T")


class SplitRowError(Exception):
    """A row goes on in the next line, which may be in another block."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Where a piece lies in its file."""

    start: int
    part: int
    before: int
    lines: int
    """Of a Parquet file its rows."""
    tall: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BlockReader:
    """Reads pieces of a file in a worker."""

    table: Table
    plan: ReadPlan
    encoding: str
    written: DetectedFormats | None = None
    above: "Mapping[int, int] | None" = None
    """Rows above each part, where they are known."""
    careful: bool = False

    def spread(
        self, block: Block, function: Callable[[Chunk], Bucketed[T]]
    ) -> "Bucketed[tuple[Piece, list[T]]]":
        """Read a piece and spread its rows; the facts say where it lies as well."""
        own = self._build_table(block)
        with refuse_panics(own.source.name):
            way = read_slow if self.careful else read_fast
            pieces = list(way(own, self.plan, self.written))
        found = [function(Chunk(_renumber_rows(rows, block.start), block.start)) for rows in pieces]
        rows = tuple(row for spread in found for row in spread.rows)
        return Bucketed(rows, (_locate_piece(own, block), [spread.facts for spread in found]))

    def gather_evidence(self, block: Block) -> "Bucketed[tuple[Piece, Evidence]]":
        """Gather what tells how values are written."""
        own = self._build_table(block)
        lies = _locate_piece(own, block)
        try:
            return Bucketed((), (lies, gather_evidence(own)))
        except pl.exceptions.ComputeError as error:
            refuse_file(own, self.plan, error)

    def _build_table(self, block: Block) -> Table:
        """Return a piece as a file; raises what its bytes may be refused for."""
        above = (self.above or {}).get(block.part, 0) + block.before
        own = self.table._replace(piece=True, above=above)
        if isinstance(block.content, pl.DataFrame):
            return own._replace(source=own.source._replace(data=to_parquet(block.content)))
        text = convert_to_utf8(own, self.plan, self.encoding, block.content)
        if own.header.quoted and not block.whole and _has_split_row(text):
            raise SplitRowError
        return own._replace(source=own.source._replace(data=text))


def count_rows_above(table: Table, read: "Iterable[Piece]") -> dict[int, int]:
    """Return the rows above each part of a file."""
    lines: Counter[int] = Counter()
    for piece in read:
        lines[piece.part] = max(lines[piece.part], piece.before + piece.lines)
    above, total = {}, 0
    for part in sorted(lines):
        above[part] = 0 if table.parquet else total
        total += lines[part]
    return above


def _locate_piece(own: Table, block: Block) -> Piece:
    content = block.content
    if isinstance(content, pl.DataFrame):
        return Piece(block.start, block.part, block.before, content.height, ())
    lines = content.count(b"\n") - own.header.lines
    return Piece(
        block.start, block.part, block.before, lines, examine_rows(own).tall if block.whole else ()
    )


def _renumber_rows(rows: Rows, start: int) -> Rows:
    """Return rows with their numbers in the file instead of the piece."""
    return rows if rows.kept is None else rows._replace(kept=rows.kept.cast(pl.Int64) + start)


def convert_to_utf8(table: Table, plan: ReadPlan, encoding: str, text: bytes) -> bytes:
    """Return the header, which is UTF-8, and the lines below as UTF-8.

    Raises `NulError` and `EncodingError`.
    """
    head = table.source.data
    assert isinstance(head, bytes)  # noqa: S101 - see `file_heads.strip_rows`
    lines = text[len(head) :]
    if b"\0" in lines:
        raise NulError(table.source.name, _find_line(table, lines, lines.index(b"\0")), plan.role)
    try:
        if encoding.lower() in UTF8:
            lines.decode()
            return text
        return head + lines.decode(encoding).encode()
    except UnicodeDecodeError as error:
        line = _find_line(table, lines, error.start)
        raise EncodingError(table.source.name, line, plan.role, encoding) from None


def _find_line(table: Table, lines: bytes, place: int) -> int:
    return table.header.lines + table.above + lines.count(b"\n", 0, place) + 1


def _has_split_row(text: bytes) -> bool:
    """Tell whether a row goes on in the next line: some line has an odd number of quotes."""
    # Most files have no quotes at all, which is told much sooner.
    return b'"' in text and any(line.count(b'"') % 2 for line in text.split(b"\n") if b'"' in line)
