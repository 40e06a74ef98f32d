"""Files that Spark finds, read by our own reader in its workers."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import polars as pl

from attribution.buckets import GROUPS
from cli.engines.spark.blobs import parquet
from cli.engines.spark.errors import StandardInputError, WideTextError
from cli.engines.spark.heavy import heavy
from cli.engines.spark.intake import LINES, ROWS, Found, blocks, files, heads
from cli.engines.spark.pieces import Block
from cli.engines.spark.store import SparkStore
from cli.engines.store import Spread
from cli.inputs.decisions import Decisions, sample_decisions, whole_decisions
from cli.inputs.encodings import UTF8
from cli.inputs.errors import EncodingError, NoFilesError, NulError
from cli.inputs.formats.recognise import of_source
from cli.inputs.panics import refusing_panics
from cli.inputs.parted.evidence import Evidence, evidence, excerpt
from cli.inputs.parted.intake import FileRows
from cli.inputs.recheck import rechecked, refuse
from cli.inputs.scan import DoubtfulError, fast
from cli.inputs.shape import shape
from cli.inputs.sources import STANDARD_INPUT, Container, Source, shown
from cli.inputs.table import Pieces, Plan, Rows, Table, UndecidedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyspark.sql import SparkSession

    from cli.engines.spark.store import SparkEngine, SparkPieces
    from cli.engines.store import Store
    from cli.inputs.formats.recognise import Recognised
    from cli.inputs.parted.intake import Section
    from cli.settings.files import Role

T = TypeVar("T")


_FEWEST: Final = 8
_BUCKET: Final = 8 << 20
"""Bytes of files for each bucket, more or less."""


_FEW: Final = 64
"""Bytes that tell text in UTF-16."""


class SplitRowError(Exception):
    """A row goes on in the next line, which may be in another block."""


@dataclass(frozen=True, slots=True)
class SparkIntake:
    """Files that Spark finds, whose rows go to its workers."""

    engine: "SparkEngine"
    buckets: int = _FEWEST
    _found: dict[str, Found] = field(default_factory=dict)
    """By the name that messages call a file."""
    _whole: set[str] = field(default_factory=set)
    """Files some of whose rows go on in the next line."""
    _longer: set[str] = field(default_factory=set)
    """Files of which there is more than the beginning."""
    _encoding: dict[str, str] = field(default_factory=dict)
    _read: "dict[str, list[_Piece]]" = field(default_factory=dict)
    """The pieces of files that were read."""

    def suited(self, paths: "Iterable[tuple[str, Path | None]]") -> int:
        """Return how many buckets suit the size of some paths, given with their folders."""
        sizes = (file.size for path, folder in paths for file in self._files(path, folder))
        return min(max(sum(sizes) // _BUCKET, _FEWEST), GROUPS)

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
        read = []
        for name, content in heads(self.session, list(dict.fromkeys(found))):
            source = _beginning(shown(name), content)
            file = of_source(section, role, source, home)
            self._encoding[source.name] = _encoding(file, _bytes(source), role)
            if _longer(Source(source.name, content, source.container)):
                self._longer.add(source.name)
            read.append(file)
        return read

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
        how = partial(_Reader, _bare(table), plan, self._encoding[table.source.name])
        if careful:
            reader = how(*self._decided(table, plan), careful=True)
        else:
            reader = how(self._guessed(table, plan))
        store, read = self._spread(table, partial(reader.spread, function=function))
        if not read:
            # Spark hands over nothing of a file without rows, of which there is much to tell.
            read = [reader.spread(_empty(table), function).facts]
        self._read[table.source.name] = [piece for piece, _ in read]
        return store, [each for _, facts in read for each in facts]

    def _spread(
        self, table: Table, step: "Callable[[Block], Spread[T]]"
    ) -> "tuple[SparkStore, list[T]]":
        """Run a step over the pieces of a file, whole where its rows go on in the next line."""
        try:
            return self.engine.spread(self._pieces(table), step)
        except SplitRowError:
            self._whole.add(self._found[table.source.name].name)
            return self.engine.spread(self._pieces(table), step)

    def placed(self, table: Table) -> Table:
        """See `Intake.placed`."""
        read = self._read[table.source.name]
        above = _above(table, read)
        rows = [above[piece.part] + piece.before for piece in read]
        tall = tuple(row for piece in read for row in piece.tall)
        return replace(table, pieces=Pieces(tuple(each.start for each in read), tuple(rows), tall))

    def notes(self, store: "Store", table: str) -> tuple[str, ...]:
        """See `Intake.notes`: customers whose rows a worker may not hold."""
        assert isinstance(store, SparkStore)  # noqa: S101 - stores of one engine
        return tuple(map(str, heavy(store, table, "customer_id")))

    def _pieces(self, table: Table) -> "SparkPieces[Block]":
        file = self._found[table.source.name]
        head = b"" if table.parquet else _head(table)
        whole = file.name in self._whole
        return blocks(self.session, [file], {file.name: head}, whole=whole)

    def _guessed(self, table: Table, plan: Plan) -> Decisions:
        """Return how values are written, by the first rows, or by all where those do not tell.

        Raises `DoubtfulError` where the first rows are no table, and a `DataError` where values
        have two readings.
        """
        try:
            part = table.source.name in self._longer
            return sample_decisions(replace(table, piece=part), plan)
        except UndecidedError:
            return sample_decisions(self._excerpt(table, plan)[0], plan)
        except (pl.exceptions.ComputeError, pl.exceptions.NoDataError):
            raise DoubtfulError from None

    def _decided(self, table: Table, plan: Plan) -> tuple[Decisions, dict[int, int]]:
        """Return how values are written, by all of them, and the rows above each part of a file.

        Raises a `DataError` where values have two readings.
        """
        part, read = self._excerpt(table, plan)
        return whole_decisions(part, plan), _above(table, read)

    def _excerpt(self, table: Table, plan: Plan) -> "tuple[Table, list[_Piece]]":
        """Return the rows of a file that tell how values are written, and where its pieces lie."""
        reader = _Reader(_bare(table), plan, self._encoding[table.source.name])
        store, found = self._spread(table, reader.evidence)
        store.discard()
        try:
            part = excerpt(table, [each for _, each in found])
        except pl.exceptions.ComputeError as error:
            refuse(table, plan, error)
        return part, [piece for piece, _ in found]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Where a piece lies in its file."""

    start: int
    part: int
    before: int
    lines: int
    """Of a Parquet file its rows."""
    tall: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Reader:
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
    ) -> "Spread[tuple[_Piece, list[T]]]":
        """Read a piece and spread its rows; the facts say where it lies as well."""
        own = self._table(block)
        with refusing_panics(own.source.name):
            way = rechecked if self.careful else fast
            pieces = list(way(own, self.plan, self.written))
        found = [function(FileRows(_placed(rows, block.start), block.start)) for rows in pieces]
        rows = tuple(row for spread in found for row in spread.rows)
        return Spread(rows, (_piece(own, block), [spread.facts for spread in found]))

    def evidence(self, block: Block) -> "Spread[tuple[_Piece, Evidence]]":
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
        text = _as_utf8(own, self.plan, self.encoding, block.content)
        if not block.whole and _split(text):
            raise SplitRowError
        return replace(own, source=replace(own.source, data=text))


def _beginning(name: str, content: bytes) -> Source:
    """Return the beginning of a file as a source; of text without a row that goes on below it."""
    if content.startswith(b"PAR1"):
        return Source(name, content, Container.PARQUET)
    source = Source(name, content, Container.TEXT)
    if not _longer(source) or content.count(b'"') % 2 == 0:
        return source
    lines = content.split(b"\n")
    last = max(place for place, line in enumerate(lines) if line.count(b'"') % 2)
    return replace(source, data=b"".join(line + b"\n" for line in lines[:last]) or content)


def _longer(source: Source) -> bool:
    """Tell whether there may be more of a file than its beginning."""
    if source.container is Container.PARQUET:
        return int(pl.scan_parquet(source.data).select(pl.len()).collect().item()) >= ROWS
    return _bytes(source).count(b"\n") >= LINES


def _bytes(source: Source) -> bytes:
    """Return a beginning; `recognised` makes it of bytes."""
    assert isinstance(source.data, bytes)  # noqa: S101 - see above
    return source.data


def _empty(table: Table) -> Block:
    """Return all of a file without rows."""
    if table.parquet:
        return Block(table.source.name, 0, 0, pl.read_parquet(table.source.data))
    return Block(table.source.name, 0, 0, _head(table))


def _encoding(file: "Recognised[Section]", head: bytes, role: "Role") -> str:
    """Return how the bytes of a file are encoded, which its beginning tells.

    Raises `WideTextError` for UTF-16 and UTF-32, whose lines Spark does not find.
    """
    if file.section.encoding is not None:
        encoding = file.section.encoding
    else:
        encoding = "utf-8" if file.source.data == head else "cp1252"
    if file.source.container is Container.TEXT and b"\0" in head[:_FEW]:
        raise WideTextError(file.source.name, role.value)
    return encoding


def _bare(table: Table) -> Table:
    """Return a file with no more of its text than its header, which each piece begins with."""
    if table.parquet:
        return replace(table, source=replace(table.source, data=b""))
    return replace(table, source=replace(table.source, data=_head(table)))


def _head(table: Table) -> bytes:
    """Return the lines of a text file up to and with its header."""
    return b"".join(_bytes(table.source).splitlines(keepends=True)[: table.header.lines])


def _above(table: Table, read: "Iterable[_Piece]") -> dict[int, int]:
    """Return the rows above each part of a file."""
    lines: Counter[int] = Counter()
    for piece in read:
        lines[piece.part] = max(lines[piece.part], piece.before + piece.lines)
    above, total = {}, 0
    for part in sorted(lines):
        above[part] = 0 if table.parquet else total
        total += lines[part]
    return above


def _piece(own: Table, block: Block) -> _Piece:
    content = block.content
    if isinstance(content, pl.DataFrame):
        return _Piece(block.start, block.part, block.before, content.height, ())
    lines = content.count(b"\n") - own.header.lines
    return _Piece(
        block.start, block.part, block.before, lines, shape(own).tall if block.whole else ()
    )


def _placed(rows: Rows, start: int) -> Rows:
    """Return rows with their numbers in the file instead of the piece."""
    return rows if rows.kept is None else replace(rows, kept=rows.kept.cast(pl.Int64) + start)


def _as_utf8(table: Table, plan: Plan, encoding: str, text: bytes) -> bytes:
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
