"""Files that Spark finds, read by our own reader in its workers."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import polars as pl

from attribution.buckets import GROUPS
from cli.engines.spark.errors import StandardInputError
from cli.engines.spark.heavy import heavy
from cli.engines.spark.intake import Found, blocks, files, heads
from cli.engines.spark.store import SparkStore
from cli.engines.store import Spread
from cli.inputs.decisions import Decisions, sample_decisions, whole_decisions
from cli.inputs.errors import NoFilesError
from cli.inputs.formats.recognise import of_source
from cli.inputs.parted.beginnings import (
    bare,
    beginning,
    bytes_of,
    empty,
    encoding_of,
    head_of,
    longer,
)
from cli.inputs.parted.blocks import BlockReader, Piece, SplitRowError, rows_above
from cli.inputs.parted.evidence import excerpt
from cli.inputs.parted.intake import FileRows
from cli.inputs.recheck import refuse
from cli.inputs.scan import DoubtfulError
from cli.inputs.sources import STANDARD_INPUT, Source, shown
from cli.inputs.table import Pieces, Plan, Table, UndecidedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyspark.sql import SparkSession

    from cli.engines.spark.pieces import Block
    from cli.engines.spark.store import SparkEngine, SparkPieces
    from cli.engines.store import Store
    from cli.inputs.formats.recognise import Recognised
    from cli.inputs.parted.intake import Section
    from cli.settings.files import Role

T = TypeVar("T")


_FEWEST: Final = 8
_BUCKET: Final = 8 << 20
"""Bytes of files for each bucket, more or less."""


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
    _read: "dict[str, list[Piece]]" = field(default_factory=dict)
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
            source = beginning(shown(name), content)
            file = of_source(section, role, source, home)
            self._encoding[source.name] = encoding_of(file, bytes_of(source), role)
            if longer(Source(source.name, content, source.container)):
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
        how = partial(BlockReader, bare(table), plan, self._encoding[table.source.name])
        if careful:
            reader = how(*self._decided(table, plan), careful=True)
        else:
            reader = how(self._guessed(table, plan))
        store, read = self._spread(table, partial(reader.spread, function=function))
        if not read:
            # Spark hands over nothing of a file without rows, of which there is much to tell.
            read = [reader.spread(empty(table), function).facts]
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
        above = rows_above(table, read)
        rows = [above[piece.part] + piece.before for piece in read]
        tall = tuple(row for piece in read for row in piece.tall)
        return replace(table, pieces=Pieces(tuple(each.start for each in read), tuple(rows), tall))

    def notes(self, store: "Store", table: str) -> tuple[str, ...]:
        """See `Intake.notes`: customers whose rows a worker may not hold."""
        assert isinstance(store, SparkStore)  # noqa: S101 - stores of one engine
        return tuple(map(str, heavy(store, table, "customer_id")))

    def _pieces(self, table: Table) -> "SparkPieces[Block]":
        file = self._found[table.source.name]
        head = b"" if table.parquet else head_of(table)
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
        return whole_decisions(part, plan), rows_above(table, read)

    def _excerpt(self, table: Table, plan: Plan) -> "tuple[Table, list[Piece]]":
        """Return the rows of a file that tell how values are written, and where its pieces lie."""
        reader = BlockReader(bare(table), plan, self._encoding[table.source.name])
        store, found = self._spread(table, reader.evidence)
        store.discard()
        try:
            part = excerpt(table, [each for _, each in found])
        except pl.exceptions.ComputeError as error:
            refuse(table, plan, error)
        return part, [piece for piece, _ in found]
