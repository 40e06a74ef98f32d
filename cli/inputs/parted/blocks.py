"""Pieces of a file, read in a worker of Spark by our own reader."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import polars as pl

from cli.engines.spark.blobs import parquet
from cli.engines.spark.pieces import Block
from cli.engines.store import Spread
from cli.inputs.decisions import Decisions
from cli.inputs.encodings import UTF8
from cli.inputs.errors import EncodingError, NulError
from cli.inputs.panics import refusing_panics
from cli.inputs.parted.evidence import Evidence, evidence
from cli.inputs.parted.intake import FileRows
from cli.inputs.recheck import rechecked, refuse
from cli.inputs.scan import fast
from cli.inputs.shape import shape
from cli.inputs.table import Plan, Rows, Table

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
    plan: Plan
    encoding: str
    written: Decisions | None = None
    above: "Mapping[int, int] | None" = None
    """Rows above each part, where they are known."""
    careful: bool = False

    def spread(
        self, block: Block, function: Callable[[FileRows], Spread[T]]
    ) -> "Spread[tuple[Piece, list[T]]]":
        """Read a piece and spread its rows; the facts say where it lies as well."""
        own = self._table(block)
        with refusing_panics(own.source.name):
            way = rechecked if self.careful else fast
            pieces = list(way(own, self.plan, self.written))
        found = [function(FileRows(_placed(rows, block.start), block.start)) for rows in pieces]
        rows = tuple(row for spread in found for row in spread.rows)
        return Spread(rows, (_piece(own, block), [spread.facts for spread in found]))

    def evidence(self, block: Block) -> "Spread[tuple[Piece, Evidence]]":
        """Gather what tells how values are written."""
        own = self._table(block)
        lies = _piece(own, block)
        try:
            return Spread((), (lies, evidence(own)))
        except pl.exceptions.ComputeError as error:
            refuse(own, self.plan, error)

    def _table(self, block: Block) -> Table:
        """Return a piece as a file; raises what its bytes may be refused for."""
        above = (self.above or {}).get(block.part, 0) + block.before
        own = replace(self.table, piece=True, above=above)
        if isinstance(block.content, pl.DataFrame):
            return replace(own, source=replace(own.source, data=parquet(block.content)))
        text = as_utf8(own, self.plan, self.encoding, block.content)
        if not block.whole and _split(text):
            raise SplitRowError
        return replace(own, source=replace(own.source, data=text))


def rows_above(table: Table, read: "Iterable[Piece]") -> dict[int, int]:
    """Return the rows above each part of a file."""
    lines: Counter[int] = Counter()
    for piece in read:
        lines[piece.part] = max(lines[piece.part], piece.before + piece.lines)
    above, total = {}, 0
    for part in sorted(lines):
        above[part] = 0 if table.parquet else total
        total += lines[part]
    return above


def _piece(own: Table, block: Block) -> Piece:
    content = block.content
    if isinstance(content, pl.DataFrame):
        return Piece(block.start, block.part, block.before, content.height, ())
    lines = content.count(b"\n") - own.header.lines
    return Piece(
        block.start, block.part, block.before, lines, shape(own).tall if block.whole else ()
    )


def _placed(rows: Rows, start: int) -> Rows:
    """Return rows with their numbers in the file instead of the piece."""
    return rows if rows.kept is None else replace(rows, kept=rows.kept.cast(pl.Int64) + start)


def as_utf8(table: Table, plan: Plan, encoding: str, text: bytes) -> bytes:
    """Return the header, which is UTF-8, and the lines below as UTF-8.

    Raises `NulError` and `EncodingError`.
    """
    head = table.source.data
    assert isinstance(head, bytes)  # noqa: S101 - see `_bare`
    lines = text[len(head) :]
    if b"\0" in lines:
        raise NulError(table.source.name, _line(table, lines, lines.index(b"\0")), plan.role)
    try:
        if encoding.lower() in UTF8:
            lines.decode()
            return text
        return head + lines.decode(encoding).encode()
    except UnicodeDecodeError as error:
        line = _line(table, lines, error.start)
        raise EncodingError(table.source.name, line, plan.role, encoding) from None


def _line(table: Table, lines: bytes, place: int) -> int:
    return table.header.lines + table.above + lines.count(b"\n", 0, place) + 1


def _split(text: bytes) -> bool:
    """Tell whether a row goes on in the next line: some line has an odd number of quotes."""
    return any(line.count(b'"') % 2 for line in text.split(b"\n") if b'"' in line)
