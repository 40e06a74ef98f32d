"""Pieces that need no files: numbers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cli.engines.spark.store import SparkPieces
from cli.engines.spark.worker import Batches, make_order_key

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def numbers(session: "SparkSession", count: int, partitions: int = 3) -> SparkPieces[int]:
    """Return 0 … count - 1 as pieces, spread over partitions."""
    return SparkPieces(session.range(0, count, 1, partitions), _read)


def _read(batches: Batches) -> Iterator[tuple[str, int]]:
    for batch in batches:
        yield from ((make_order_key(number), number) for number in batch.column(0).to_pylist())
