"""Rows of customers, kept apart by bucket: what every store of them can do."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

import numpy as np
import polars as pl

from attribution.parts.buckets import GROUPS, assign_groups, compute_crc32
from attribution.parts.parts import list_buyers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.arrays import Ints


T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

TOUCHES: Final = "touches"
ORDERS: Final = "orders"
"""Names of the tables of customers."""

Tables = Mapping[str, pl.DataFrame]
"""The tables of a bucket by name; one without rows may be missing."""


@dataclass(frozen=True, slots=True)
class Bucketed(Generic[T_co]):
    """What a step makes of some rows: rows for buckets, and facts that add up."""

    rows: tuple[tuple[str, int, pl.DataFrame], ...]
    """Table, bucket, rows."""
    facts: T_co
    """Can be pickled."""


class BucketStore(Protocol):
    """Rows by bucket, kept outside this process's memory."""

    def map_each(self, function: Callable[[Tables], T]) -> Iterable[T]:
        """Return the results of every bucket that has rows, by bucket, ascending.

        The rows of a table come in any order. The function can be pickled.
        """

    def stream_each(self, function: Callable[[Tables], Iterable[Callable[[], T]]]) -> "Iterator[T]":
        """Yield what the work comes to that a function has for each bucket, by bucket, ascending.

        As `map_each`, but no more is held at a time than what a few buckets come to, or less. The
        function can be pickled.
        """

    def spread(
        self, function: Callable[[Tables], Bucketed[T]], *, keep: bool = False
    ) -> "tuple[BucketStore, list[T]]":
        """Put rows into the buckets that the function says; facts by their old bucket, ascending.

        The store itself is used up, unless it is to be kept.
        """

    def merge(self, other: "BucketStore") -> "BucketStore":
        """Return the rows of both stores, which are used up."""

    def discard(self) -> None:
        """Free what the rows take."""


def by_customer(
    table: str, rows: pl.DataFrame, buckets: int
) -> "tuple[tuple[str, int, pl.DataFrame], ...]":
    """Return rows by bucket, each customer's in one, and whole resampling groups in each.

    Orders without a customer are customers of their own.
    """
    ids = list_buyers(rows) if table == ORDERS else rows["customer_id"]
    return tuple(_split_by_bucket(table, rows, assign_groups(ids) * buckets // GROUPS))


def by_key(
    table: str, rows: pl.DataFrame, keys: pl.Series, buckets: int
) -> "tuple[tuple[str, int, pl.DataFrame], ...]":
    """Return rows by bucket, those of one key in one; keys are String without nulls."""
    return tuple(_split_by_bucket(table, rows, (compute_crc32(keys) % buckets).astype(np.int64)))


def _split_by_bucket(
    table: str, rows: pl.DataFrame, bucket: "Ints"
) -> "Iterator[tuple[str, int, pl.DataFrame]]":
    if not rows.height:
        return
    order = np.argsort(bucket.astype(np.uint8), kind="stable")
    ordered = rows[order]
    numbers, starts = np.unique(bucket[order], return_index=True)
    ends = [*starts[1:], len(order)]
    for number, start, end in zip(numbers, starts, ends, strict=True):
        yield table, int(number), ordered[int(start) : int(end)]
