"""Rows by bucket outside this process's memory: what an engine offers to the long way."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import polars as pl

T = TypeVar("T")
P = TypeVar("P")
P_co = TypeVar("P_co", covariant=True)

Tables = Mapping[str, pl.DataFrame]
"""Tables of a bucket by name; one without rows may be missing."""


@dataclass(frozen=True, slots=True)
class Spread(Generic[T]):
    """What a step makes of some rows: rows for buckets, and facts that add up."""

    rows: tuple[tuple[str, int, pl.DataFrame], ...]
    """(table, bucket, rows)."""
    facts: T
    """Picklable."""


class Pieces(Protocol[P_co]):
    """Pieces of the input in their order, of the kind that the engine takes."""


class Store(Protocol):
    """Rows by bucket, kept outside this process's memory."""

    def each(self, function: Callable[[Tables], T]) -> Iterable[T]:
        """Results of every bucket that has rows, by bucket ascending.

        Rows of a table come in any order (callers sort).
        """

    def spread(self, function: Callable[[Tables], Spread[T]]) -> tuple["Store", list[T]]:
        """Move rows to other buckets: those that the function says; facts by old bucket."""

    def joined(self, other: "Store") -> "Store":
        """Both stores' rows by bucket (tables have different names)."""


class Engine(Protocol):
    """What pieces of the input are spread with."""

    def spread(
        self, pieces: Pieces[P], function: Callable[[P], Spread[T]]
    ) -> tuple[Store, list[T]]:
        """Return a store of the rows of all pieces, and the facts in the order of the pieces.

        Spill: pieces is an Iterable made on this process. Spark: pieces are blocks of files in
        the workers.
        """
