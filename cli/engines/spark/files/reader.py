"""Files that Spark finds, read by our own reader in its workers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import polars as pl

from attribution.parts.buckets import GROUPS
from cli.engines.bucket_store import Bucketed
from cli.engines.chunk_reader import Chunk
from cli.engines.spark.connection.session import count_processors
from cli.engines.spark.errors import StandardInputError
from cli.engines.spark.files.block_reader import BlockReader, Piece, SplitRowError, count_rows_above
from cli.engines.spark.files.file_heads import (
    detect_encoding,
    get_bytes,
    get_head,
    is_longer,
    make_empty_block,
    open_beginning,
    strip_rows,
)
from cli.engines.spark.files.find_files import (
    SparkFile,
    find_files,
    read_blocks,
    read_heads,
    send_text,
)
from cli.engines.spark.skew import find_skewed_buckets
from cli.engines.spark.store import SparkStore
from cli.inputs.detection.detect import DetectedFormats, detect_from_all, detect_from_sample
from cli.inputs.detection.evidence import extract_evidence
from cli.inputs.files.errors import NoFilesError
from cli.inputs.files.find import STANDARD_INPUT, Source, format_path
from cli.inputs.formats.recognise import recognise_source
from cli.inputs.reading.fast_path import DoubtfulError
from cli.inputs.reading.slow_path import refuse_file
from cli.inputs.tables.table import Pieces, ReadPlan, Table, UndecidedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyspark.sql import SparkSession

    from cli.engines.bucket_store import BucketStore
    from cli.engines.chunk_reader import Section
    from cli.engines.spark.files.blocks import Block
    from cli.engines.spark.store import SparkEngine, SparkPieces
    from cli.inputs.formats.recognise import RecognisedFile
    from cli.settings.sections.exports.files import Role

T = TypeVar("T")


_BUCKET: Final = 64 << 20
"""Bytes of text for each bucket, more or less: each is a task of every step, which costs time."""
_SHARE: Final = 2
"""Fewest buckets for each processor, so that none waits for long where buckets differ."""


@dataclass(frozen=True, slots=True)
class SparkChunkReader:
    """Files that Spark finds, whose rows go to its workers."""

    engine: "SparkEngine"
    buckets: int = 1
    _found: dict[str, SparkFile] = field(default_factory=dict)
    """By the name that messages call a file."""
    _whole: set[str] = field(default_factory=set)
    """Files some of whose rows go on in the next line."""
    _longer: set[str] = field(default_factory=set)
    """Files of which there is more than the beginning."""
    _texts: dict[str, bytes] = field(default_factory=dict)
    """Sheets of workbooks and JSON as text: only this process makes text of them."""
    _encoding: dict[str, str] = field(default_factory=dict)
    _read: "dict[str, list[Piece]]" = field(default_factory=dict)
    """The pieces of files that were read."""

    def choose_bucket_count(self, paths: "Iterable[tuple[str, Path | None]]") -> int:
        """Return how many buckets suit the size of some paths, given with their folders."""
        files = (file for path, folder in paths for file in self._find_files(path, folder))
        by_size = -(-sum(file.text_size for file in files) // _BUCKET)
        return min(max(by_size, _SHARE * count_processors(self.session)), GROUPS)

    @property
    def session(self) -> "SparkSession":
        """The session of Spark."""
        return self.engine.session

    def recognise(
        self, section: "Section", role: "Role", folder: "Path | None", home: "Path | None"
    ) -> "list[RecognisedFile[Section]]":
        """See `Intake.recognised`; the files are the beginnings of those that Spark finds."""
        if not section.files:
            raise NoFilesError(role.value)
        found = [file for text in section.files for file in self._find_files(text, folder)]
        read = []
        for path, content in read_heads(self.session, list(dict.fromkeys(found))):
            source = open_beginning(format_path(path), content)
            file = recognise_source(section, role, source, home)
            name = file.source.name
            read.append(file)
            if file.source.origin:
                self._encoding[name] = "utf-8"
                self._texts[name] = get_bytes(file.source)
                continue
            self._encoding[name] = detect_encoding(file, get_bytes(source), role)
            if is_longer(Source(name, content, source.container)):
                self._longer.add(name)
        return read

    def _find_files(self, text: str, folder: "Path | None") -> list[SparkFile]:
        if text == STANDARD_INPUT:
            raise StandardInputError
        local = "://" not in text and not text.startswith("file:")
        path = str(Path(folder or "", text).absolute()) if local else text
        found = find_files(self.session, path)
        self._found.update({format_path(file.name): file for file in found})
        return found

    def read(
        self,
        table: Table,
        plan: ReadPlan,
        function: Callable[[Chunk], Bucketed[T]],
        *,
        careful: bool,
    ) -> "tuple[SparkStore, list[T]]":
        """See `Intake.read`."""
        how = partial(BlockReader, strip_rows(table), plan, self._encoding[table.source.name])
        if careful:
            reader = how(*self._detect_formats(table, plan), careful=True)
        else:
            reader = how(self._guess_formats(table, plan))
        store, read = self._spread(table, partial(reader.spread, function=function))
        if not read:
            # Spark hands over nothing of a file without rows, of which there is much to tell.
            read = [reader.spread(make_empty_block(table), function).facts]
        self._read[table.source.name] = [piece for piece, _ in read]
        return store, [each for _, facts in read for each in facts]

    def _spread(
        self, table: Table, step: "Callable[[Block], Bucketed[T]]"
    ) -> "tuple[SparkStore, list[T]]":
        """Run a step over the pieces of a file, whole where its rows go on in the next line."""
        try:
            return self.engine.spread(self._read_pieces(table), step)
        except SplitRowError:
            self._whole.add(self._found[table.source.name].name)
            return self.engine.spread(self._read_pieces(table), step)

    def locate(self, table: Table) -> Table:
        """See `Intake.placed`."""
        read = self._read[table.source.name]
        above = count_rows_above(table, read)
        rows = [above[piece.part] + piece.before for piece in read]
        tall = tuple(row for piece in read for row in piece.tall)
        return table._replace(pieces=Pieces(tuple(each.start for each in read), tuple(rows), tall))

    def describe_skew(self, store: "BucketStore", table: str) -> tuple[str, ...]:
        """See `Intake.notes`: customers whose rows a worker may not hold."""
        assert isinstance(store, SparkStore)  # noqa: S101 - stores of one engine
        return tuple(map(str, find_skewed_buckets(store, table, "customer_id")))

    def _read_pieces(self, table: Table) -> "SparkPieces[Block]":
        if table.source.origin:
            return send_text(self.session, table.source.name, self._texts[table.source.name])
        file = self._found[table.source.name]
        head = b"" if table.parquet else get_head(table)
        whole = file.name in self._whole
        return read_blocks(self.session, file, head, whole=whole)

    def _guess_formats(self, table: Table, plan: ReadPlan) -> DetectedFormats:
        """Return how values are written, by the first rows, or by all where those do not tell.

        Raises `DoubtfulError` where the first rows are no table, and a `DataError` where values
        have two readings.
        """
        try:
            part = table.source.name in self._longer
            return detect_from_sample(table._replace(piece=part), plan)
        except UndecidedError:
            return detect_from_sample(self._extract_evidence(table, plan)[0], plan)
        except (pl.exceptions.ComputeError, pl.exceptions.NoDataError):
            raise DoubtfulError from None

    def _detect_formats(
        self, table: Table, plan: ReadPlan
    ) -> tuple[DetectedFormats, dict[int, int]]:
        """Return how values are written, by all of them, and the rows above each part of a file.

        Raises a `DataError` where values have two readings.
        """
        part, read = self._extract_evidence(table, plan)
        return detect_from_all(part, plan), count_rows_above(table, read)

    def _extract_evidence(self, table: Table, plan: ReadPlan) -> "tuple[Table, list[Piece]]":
        """Return the rows of a file that tell how values are written, and where its pieces lie."""
        reader = BlockReader(strip_rows(table), plan, self._encoding[table.source.name])
        store, found = self._spread(table, reader.gather_evidence)
        store.discard()
        try:
            part = extract_evidence(table, [each for _, each in found])
        except pl.exceptions.ComputeError as error:
            refuse_file(table, plan, error)
        return part, [piece for piece, _ in found]
