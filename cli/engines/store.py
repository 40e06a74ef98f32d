"""Rows kept by bucket outside this process's memory, and the engines that put them there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

import polars as pl

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

TOUCHES: Final = "touches"
ORDERS: Final = "orders"
"""Names of the tables of customers."""

Tables = Mapping[str, pl.DataFrame]
"""The tables of a bucket by name; one without rows may be missing."""


@dataclass(frozen=True, slots=True)
class Spread(Generic[T_co]):
    """What a step makes of some rows: rows for buckets, and facts that add up."""

    rows: tuple[tuple[str, int, pl.DataFrame], ...]
    """Table, bucket, rows."""
    facts: T_co
    """Can be pickled."""


class Store(Protocol):
    """Rows by bucket, kept outside this process's memory."""

    def each(self, function: Callable[[Tables], T]) -> Iterable[T]:
        """Return the results of every bucket that has rows, by bucket, ascending.

        The rows of a table come in any order. The function can be pickled.
        """

    def spread(
        self, function: Callable[[Tables], Spread[T]], *, keep: bool = False
    ) -> "tuple[Store, list[T]]":
        """Put rows into the buckets that the function says; facts by their old bucket, ascending.

        The store itself is used up, unless it is to be kept.
        """

    def joined(self, other: "Store") -> "Store":
        """Return the rows of both stores, which are used up."""

    def discard(self) -> None:
        """Free what the rows take."""
