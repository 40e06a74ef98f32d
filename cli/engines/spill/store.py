"""Rows spilled to a temporary folder, for files that are larger than memory."""

from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

import polars as pl

from cli.engines import threads
from cli.engines.spill.scratch import explain_disk_errors
from cli.engines.threads import open_threads
from cli.progress import show_progress

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from pathlib import Path

    from cli.engines.bucket_store import Bucketed, BucketStore, Tables

P = TypeVar("P")
T = TypeVar("T")

_ROWS_HELD: Final = 8_000_000
"""Rows that wait for others of their bucket before they are written: fewer and larger files."""


@dataclass(frozen=True, slots=True)
class SpilledStore:
    """Rows in Arrow files of a temporary folder.

    They take about as much of it as the files that are read, twice what Parquet would, which takes
    an eighth longer for a whole run.
    """

    engine: "SpillEngine"
    files: "dict[int, list[tuple[str, Path]]]"
    """By bucket, table and file, in the order in which they were written."""

    def map_each(self, function: "Callable[[Tables], T]") -> "Iterable[T]":
        """See `BucketStore.map_each`; as many buckets at a time as there are threads."""
        results = map_in_turn(
            lambda bucket: function(self._read_tables(bucket)), sorted(self.files)
        )
        return self.engine.show_progress(results, len(self.files), "going through the parts")

    def stream_each(
        self, function: "Callable[[Tables], Iterable[Callable[[], T]]]"
    ) -> "Generator[T]":
        """See `BucketStore.stream_each`."""
        with open_threads(pl.thread_pool_size()) as pool:
            yield from threads.work_in_turn(
                pool, lambda bucket: function(self._read_tables(bucket)), sorted(self.files)
            )

    def spread(
        self, function: "Callable[[Tables], Bucketed[T]]", *, keep: bool = False
    ) -> "tuple[SpilledStore, list[T]]":
        """See `BucketStore.spread`."""

        def take_bucket(bucket: int) -> "Bucketed[T]":
            tables = self._read_tables(bucket)
            if not keep:
                self._free(bucket)
            return function(tables)

        return self.engine.write_rows(map_in_turn(take_bucket, sorted(self.files)), len(self.files))

    def merge(self, other: "BucketStore") -> "SpilledStore":
        """See `BucketStore.merge`."""
        assert isinstance(other, SpilledStore)  # noqa: S101 - stores of one engine
        both = {bucket: list(files) for bucket, files in self.files.items()}
        for bucket, files in other.files.items():
            both.setdefault(bucket, []).extend(files)
        return SpilledStore(self.engine, both)

    def discard(self) -> None:
        """See `BucketStore.discard`."""
        for bucket in self.files:
            self._free(bucket)

    def _read_tables(self, bucket: int) -> "Tables":
        found: dict[str, list[pl.DataFrame]] = {}
        with explain_disk_errors(self.engine.folder):
            for table, path in self.files[bucket]:
                found.setdefault(table, []).append(pl.read_ipc(path))
        return {table: pl.concat(frames, how="diagonal") for table, frames in found.items()}

    def _free(self, bucket: int) -> None:
        for _, path in self.files[bucket]:
            # The last one may not have been begun when an error or a signal came; what cannot be
            # removed now goes with the folder.
            with suppress(OSError):
                path.unlink()


@dataclass(slots=True)
class SpillEngine:
    """Puts rows into a folder on this machine's disk."""

    folder: "Path"
    buckets: int
    quiet: bool = True
    """Whether no bar on a terminal shows how far the work is."""
    _count: int = field(default=0)

    def spread(
        self, pieces: "Iterable[P]", function: "Callable[[P], Bucketed[T]]"
    ) -> "tuple[SpilledStore, list[T]]":
        """Put rows into the buckets that the function says; facts in the order of the pieces.

        Nothing is left of the rows where the function, or what makes the pieces, raises an error.
        """
        return self.write_rows(map_in_turn(function, pieces), None)

    def show_progress(self, pieces: "Generator[T]", count: int | None, what: str) -> "Generator[T]":
        """Yield pieces of work under a bar on a terminal."""
        return show_progress(pieces, count, what=what, quiet=self.quiet)

    def write_rows(
        self, spreads: "Generator[Bucketed[T]]", count: int | None
    ) -> "tuple[SpilledStore, list[T]]":
        """Write rows that were spread, and return them and the facts; `count` of them come.

        On an error, what spreads them ends before their files are removed.
        """
        store = SpilledStore(self, {})
        held: list[tuple[str, int, pl.DataFrame]] = []
        facts, rows = [], 0
        try:
            with closing(spreads):
                for each in self.show_progress(spreads, count, "splitting by customer"):
                    facts.append(each.facts)
                    held += each.rows
                    rows += sum(frame.height for _, _, frame in each.rows)
                    if rows >= _ROWS_HELD:
                        self._write(store, held)
                        held, rows = [], 0
                self._write(store, held)
        except BaseException:
            store.discard()
            raise
        return store, facts

    def _write(self, store: SpilledStore, held: "list[tuple[str, int, pl.DataFrame]]") -> None:
        by_file: dict[tuple[int, str], list[pl.DataFrame]] = {}
        for table, bucket, frame in held:
            if frame.height:
                by_file.setdefault((bucket, table), []).append(frame)
        self._count += 1
        with explain_disk_errors(self.folder):
            for (bucket, table), frames in by_file.items():
                path = self.folder / f"{bucket:03}-{table}-{self._count:05}.arrow"
                store.files.setdefault(bucket, []).append((table, path))
                whole = pl.concat(frames, how="diagonal")
                whole.write_ipc(path)


def map_in_turn(function: "Callable[[P], T]", items: "Iterable[P]") -> "Generator[T]":
    """Yield results in the order of the items, made by threads that end with the last of them."""
    with open_threads(pl.thread_pool_size()) as pool:
        yield from threads.map_in_turn(pool, function, items)
