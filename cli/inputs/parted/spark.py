"""Files that Spark finds, read by our own reader in its workers."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import polars as pl

from cli.engines.spark.blobs import parquet
from cli.engines.spark.errors import StandardInputError
from cli.engines.spark.intake import Found, blocks, files, heads, lines_of_parts
from cli.engines.store import Spread
from cli.inputs.decisions import Decisions, sample_decisions, whole_decisions
from cli.inputs.errors import EncodingError, NoFilesError, NulError
from cli.inputs.formats.recognise import of_source
from cli.inputs.panics import refusing_panics
from cli.inputs.parted.evidence import Evidence, evidence, excerpt
from cli.inputs.parted.intake import FileRows
from cli.inputs.recheck import rechecked
from cli.inputs.scan import fast
from cli.inputs.sources import STANDARD_INPUT, Container, Source, shown
from cli.inputs.table import Plan, Rows, Table

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from cli.engines.spark.pieces import Block
    from cli.engines.spark.store import SparkEngine, SparkPieces, SparkStore
    from cli.inputs.formats.recognise import Recognised
    from cli.inputs.parted.intake import Section
    from cli.settings.files import Role

T = TypeVar("T")


class SplitRowError(Exception):
    """A row goes on in the next line, which may be in another block."""


@dataclass(frozen=True, slots=True)
class SparkIntake:
    """Files that Spark finds, whose rows go to its workers."""

    engine: "SparkEngine"
    buckets: int
    _found: dict[str, Found] = field(default_factory=dict)
    """By the name that messages call a file."""
    _whole: set[str] = field(default_factory=set)
    """Files some of whose rows go on in the next line."""

    @property
    def session(self) -> "SparkSession":
        """The session of Spark."""
        return self.engine.session

    def recognised(
        self, section: "Section", role: "Role", folder: "Path | None", home: "Path | None"
    ) -> "list[Recognised[Section]]":
        """See `Intake.recognised`; the files are the beginnings of those that Spark finds."""
        if not section.files:
            raise NoFilesError(role.value)
        found = [file for text in section.files for file in self._files(text, folder)]
        sources = []
        for name, content in heads(self.session, list(dict.fromkeys(found))):
            container = Container.PARQUET if content.startswith(b"PAR1") else Container.TEXT
            sources.append(Source(shown(name), content, container))
        return [of_source(section, role, source, home) for source in sources]

    def _files(self, text: str, folder: "Path | None") -> list[Found]:
        if text == STANDARD_INPUT:
            raise StandardInputError
        local = "://" not in text and not text.startswith("file:")
        path = str(Path(folder or "", text).absolute()) if local else text
        found = files(self.session, path)
        self._found.update({shown(file.name): file for file in found})
        return found

    def read(
        self,
        table: Table,
        plan: Plan,
        function: Callable[[FileRows], Spread[T]],
        *,
        careful: bool,
    ) -> "tuple[SparkStore, list[T]]":
        """See `Intake.read`."""
        file = self._found[table.source.name]
        step = partial(_read, table=table, plan=plan, function=function)
        if careful:
            written, above = self._decided(table, plan)
            step = partial(step, written=written, above=above, careful=True)
        else:
            step = partial(step, written=sample_decisions(table, plan))
        try:
            store, facts = self.engine.spread(self._pieces(table), step)
        except SplitRowError:
            self._whole.add(file.name)
            store, facts = self.engine.spread(self._pieces(table), step)
        return store, [each for some in facts for each in some]

    def _pieces(self, table: Table) -> "SparkPieces[Block]":
        file = self._found[table.source.name]
        head = b"" if table.parquet else _head(table)
        whole = file.name in self._whole
        return blocks(self.session, [file], {file.name: head}, whole=whole)

    def _decided(self, table: Table, plan: Plan) -> tuple[Decisions, dict[int, int]]:
        """Return how values are written, by all of them, and the lines above each part of a file.

        Raises a `DataError` where values have two readings.
        """
        step = partial(_evidence, table=table)
        store, found = self.engine.spread(self._pieces(table), step)
        store.discard()
        written = whole_decisions(excerpt(table, found), plan)
        file = self._found[table.source.name]
        if table.parquet or file.name in self._whole:
            return written, {}
        counts, above, lines = lines_of_parts(self.session, file), {}, 0
        for part, count in sorted(counts.items()):
            above[part] = max(lines - table.header.lines, 0)
            lines += count
        return written, above


def _head(table: Table) -> bytes:
    """Return the lines of a text file up to and with its header."""
    assert isinstance(table.source.data, bytes)  # noqa: S101 - `recognised` makes it so
    return b"".join(table.source.data.splitlines(keepends=True)[: table.header.lines])


def _of_block(table: Table, block: "Block", above: int = 0) -> Table:
    """Return a piece of a file as a file."""
    content = block.content
    data = content if isinstance(content, bytes) else parquet(content)
    source = replace(table.source, data=data)
    return replace(table, source=source, piece=True, above=above + block.before)


def _read(  # noqa: PLR0913 - a piece, its file, how that is written, and what to do with the rows
    block: "Block",
    *,
    table: Table,
    plan: Plan,
    function: Callable[[FileRows], Spread[T]],
    written: Decisions,
    above: dict[int, int] | None = None,
    careful: bool = False,
) -> Spread[list[T]]:
    """Read a piece of a file in a worker."""
    own = _of_block(table, block, (above or {}).get(block.part, 0))
    _refuse_bytes(own, plan, block)
    with refusing_panics(own.source.name):
        pieces = list((rechecked if careful else fast)(own, plan, written))
    spreads = [function(FileRows(_placed(rows, block.start), block.start)) for rows in pieces]
    rows = tuple(row for spread in spreads for row in spread.rows)
    return Spread(rows, [spread.facts for spread in spreads])


def _evidence(block: "Block", *, table: Table) -> "Spread[Evidence]":
    return Spread((), evidence(_of_block(table, block)))


def _placed(rows: Rows, start: int) -> Rows:
    """Return rows with their places in the file instead of the block."""
    return rows if rows.kept is None else replace(rows, kept=rows.kept.cast(pl.Int64) + start)


def _refuse_bytes(table: Table, plan: Plan, block: "Block") -> None:
    """Raise `NulError`, `EncodingError`, and `SplitRowError` where a block may end within a row."""
    text = block.content
    if not isinstance(text, bytes):
        return
    if b"\0" in text:
        raise NulError(table.source.name, _line(table, text, text.index(b"\0")), plan.role)
    try:
        text.decode()
    except UnicodeDecodeError as error:
        line = _line(table, text, error.start)
        raise EncodingError(table.source.name, line, plan.role, "utf-8") from None
    if not block.whole and any(line.count(b'"') % 2 for line in text.split(b"\n") if b'"' in line):
        raise SplitRowError


def _line(table: Table, text: bytes, place: int) -> int:
    return table.above + text.count(b"\n", 0, place) + 1
