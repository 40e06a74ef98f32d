"""How an engine gets at files: piece by piece, each row into the bucket that a function says."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.engines.bucket_store import Bucketed, BucketStore
    from cli.inputs.formats.recognise import RecognisedFile
    from cli.inputs.reading.rows import Rows
    from cli.inputs.tables.table import ReadPlan, Table
    from cli.settings.sections.exports.files import Files, Role

T = TypeVar("T")
Section = TypeVar("Section", bound="Files")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a file; those without a frame say what is known of the file as a whole."""

    rows: "Rows"
    start: int
    """Place in the file of the first row, from 0; `Rows.kept` tells where rows were left out."""


class ChunkReader(Protocol):
    """Files of some engine."""

    @property
    def buckets(self) -> int:
        """Buckets that rows are put into, at most 200."""

    def recognise(
        self, section: "Section", role: "Role", folder: "Path | None", home: "Path | None"
    ) -> "list[RecognisedFile[Section]]":
        """Return the files of a section of the settings, see `formats.recognise.recognised`."""

    def read(
        self,
        table: "Table",
        plan: "ReadPlan",
        function: "Callable[[Chunk], Bucketed[T]]",
        *,
        careful: bool,
    ) -> "tuple[BucketStore, list[T]]":
        """Put the rows of a file into buckets; facts in the order of the rows.

        `careful` takes the slow path, else the fast one is tried, which raises `DoubtfulError`
        and leaves nothing behind. The function can be pickled.
        """

    def locate(self, table: "Table") -> "Table":
        """Return a file that was read, such that it tells the lines of its rows."""

    def describe_skew(self, store: "BucketStore", table: str) -> tuple[str, ...]:
        """Return what to tell about the rows of customers in a store."""
