"""Files of this machine, read piece by piece."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from cli.engines.chunk_reader import Chunk
from cli.inputs.files.panics import refuse_panics
from cli.inputs.formats.recognise import recognise
from cli.inputs.reading.fast_path import read_fast
from cli.inputs.reading.pieces import collect_in_pieces
from cli.inputs.reading.slow_path import read_slow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cli.engines.bucket_store import Bucketed, BucketStore
    from cli.engines.chunk_reader import Section
    from cli.engines.spill.store import SpilledStore, SpillEngine
    from cli.inputs.formats.recognise import RecognisedFile
    from cli.inputs.tables.table import ReadPlan, Table
    from cli.settings.sections.exports.files import Role

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LocalChunkReader:
    """Files of this machine, whose rows go into a temporary folder."""

    engine: "SpillEngine"

    @property
    def buckets(self) -> int:
        """See `Intake.buckets`."""
        return self.engine.buckets

    def recognise(
        self, section: "Section", role: "Role", folder: "Path | None", home: "Path | None"
    ) -> "list[RecognisedFile[Section]]":
        """See `Intake.recognised`."""
        return recognise(section, role, folder, home)

    def read(
        self,
        table: "Table",
        plan: "ReadPlan",
        function: "Callable[[Chunk], Bucketed[T]]",
        *,
        careful: bool,
    ) -> "tuple[SpilledStore, list[T]]":
        """See `Intake.read`."""
        with refuse_panics(table.source.name):
            return self.engine.spread(_read_chunks(table, plan, careful=careful), function)

    def locate(self, table: "Table") -> "Table":
        """See `Intake.placed`."""
        return table

    def describe_skew(self, _store: "BucketStore", _table: str) -> tuple[str, ...]:
        """See `Intake.notes`: this machine takes what there is."""
        return ()


def _read_chunks(table: "Table", plan: "ReadPlan", *, careful: bool) -> "Iterator[Chunk]":
    start = 0
    way = read_slow if careful else read_fast
    for rows in way(table, plan, None, collect_in_pieces):
        yield Chunk(rows, start)
        start += rows.read
