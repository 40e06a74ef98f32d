"""Rows by bucket in Spark, and the engine that spreads pieces of the input over them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from pyspark.storagelevel import StorageLevel

from cli.engines.spark.arrow import map_groups, map_partitions
from cli.engines.spark.error_translation import translate_errors
from cli.engines.spark.transfer import unpack
from cli.engines.spark.worker import FACTS, SCHEMA, make_call_step, make_move_step, make_spread_step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyspark.sql import DataFrame, SparkSession

    from cli.engines.bucket_store import Bucketed, BucketStore, Tables
    from cli.engines.spark.worker import Batches

T = TypeVar("T")
P = TypeVar("P")

_AT_A_TIME: Final = 16
"""Buckets whose results are held at a time where all of them may be too many."""


@dataclass(frozen=True, slots=True)
class SparkPieces(Generic[P]):
    """Pieces of the input that the workers have."""

    frame: "DataFrame"
    """Rows that the pieces are made of; all rows of a piece are in one partition, in order."""
    read: "Callable[[Batches], Iterator[tuple[str, P]]]"
    """Makes pieces of rows in a worker; each with text that sorts as the pieces do."""


@dataclass(frozen=True, slots=True)
class SparkEngine:
    """Steps in the workers of a session."""

    session: "SparkSession"
    _kept: "list[DataFrame]" = field(default_factory=list)

    def spread(
        self, pieces: "SparkPieces[P]", function: "Callable[[P], Bucketed[T]]"
    ) -> "tuple[SparkStore, list[T]]":
        """Return a store of the rows of all pieces, and the facts in the order of the pieces.

        Raises what the function raises for the first piece that it fails on.
        """
        return self.persist(
            map_partitions(pieces.frame, make_spread_step(pieces.read, function), SCHEMA)
        )

    def persist(self, frame: "DataFrame") -> "tuple[SparkStore, list[Any]]":
        """Compute rows once, keep them on the disks of the workers, and return the facts.

        On disk alone: each row is read once or twice, long after it was written, and memory is
        better left to the shuffles; the system keeps in memory what fits.
        """
        with translate_errors():
            frame = frame.persist(StorageLevel.DISK_ONLY)
            self._kept.append(frame)
            results = list(_collect_results(frame.filter(frame.bucket == FACTS)))
        counts: Counter[int] = Counter()
        for _, given in results:
            counts.update(given)
        store = SparkStore(self, frame.filter(frame.bucket != FACTS), counts, (frame,))
        return store, [facts for facts, _ in results]

    def forget(self, frame: "DataFrame") -> None:
        """Give the disks of some rows back, unless that was done."""
        if any(frame is each for each in self._kept):
            self._kept[:] = [each for each in self._kept if each is not frame]
            frame.unpersist()

    def close(self) -> None:
        """Give the disks back: a server that others use as well lives on."""
        while self._kept:
            self._kept.pop().unpersist()


@dataclass(frozen=True, slots=True)
class SparkStore:
    """Rows by bucket on the disks of the workers."""

    engine: SparkEngine
    frame: "DataFrame"
    """`worker.SCHEMA`, without facts."""
    counts: Counter[int]
    """Rows of each bucket."""
    kept: "tuple[DataFrame, ...]"
    """What is on the disks."""

    def map_each(self, function: "Callable[[Tables], T]") -> Iterable[T]:
        """See `BucketStore.map_each`; raises what the function raises for the first bucket."""
        with translate_errors():
            yield from _collect_results(
                map_groups(self.frame, "bucket", make_call_step(function), SCHEMA)
            )

    def stream_each(
        self, function: "Callable[[Tables], Iterable[Callable[[], T]]]"
    ) -> "Iterator[T]":
        """See `BucketStore.stream_each`; the workers do all the work of some buckets at a time."""
        buckets = sorted(self.counts)
        for start in range(0, len(buckets), _AT_A_TIME):
            some = self.restrict_to(buckets[start : start + _AT_A_TIME])
            yield from chain.from_iterable(some.map_each(partial(_finish_work, function)))

    def spread(
        self, function: "Callable[[Tables], Bucketed[T]]", *, keep: bool = False
    ) -> "tuple[SparkStore, list[T]]":
        """See `BucketStore.spread`; raises what the function raises for the first bucket."""
        moved = self.engine.persist(
            map_groups(self.frame, "bucket", make_move_step(function), SCHEMA)
        )
        if not keep:
            self.discard()
        return moved

    def merge(self, other: "BucketStore") -> "SparkStore":
        """See `BucketStore.merge`."""
        assert isinstance(other, SparkStore)  # noqa: S101 - stores of one engine
        frame = self.frame.unionByName(other.frame)
        counts = self.counts + other.counts
        return SparkStore(self.engine, frame, counts, (*self.kept, *other.kept))

    def restrict_to(self, buckets: "Sequence[int]") -> "SparkStore":
        """Return the rows of some buckets, which stay where they are."""
        counts = Counter({bucket: self.counts[bucket] for bucket in buckets})
        frame = self.frame.filter(self.frame.bucket.isin(list(buckets)))
        return SparkStore(self.engine, frame, counts, ())

    def discard(self) -> None:
        """See `BucketStore.discard`; where a worker is lost later, Spark reads the files again."""
        for frame in self.kept:
            self.engine.forget(frame)


def _finish_work(
    function: "Callable[[Tables], Iterable[Callable[[], T]]]", tables: "Tables"
) -> "list[T]":
    return [work() for work in function(tables)]


def _collect_results(frame: "DataFrame") -> Iterator[Any]:
    """Yield what is in the parcels of some rows, in their order, not that of their arrival."""
    arrived = frame.select("table", "blob").toArrow()
    places = arrived.column("table").to_pylist()
    parcels = arrived.column("blob")
    for index in sorted(range(len(places)), key=places.__getitem__):
        yield unpack(parcels[index].as_py())
