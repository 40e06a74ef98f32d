"""The bucket of a customer's rows."""

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from attribution.buckets import GROUPS, crc32, groups_of
from attribution.parts import buyers
from cli.engines.store import ORDERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.arrays import Ints


def by_customer(
    table: str, rows: pl.DataFrame, buckets: int
) -> "tuple[tuple[str, int, pl.DataFrame], ...]":
    """Return rows by bucket, each customer's in one, and whole resampling groups in each.

    Orders without a customer are customers of their own.
    """
    ids = buyers(rows) if table == ORDERS else rows["customer_id"]
    return tuple(_parted(table, rows, groups_of(ids) * buckets // GROUPS))


def by_key(
    table: str, rows: pl.DataFrame, keys: pl.Series, buckets: int
) -> "tuple[tuple[str, int, pl.DataFrame], ...]":
    """Return rows by bucket, those of one key in one; keys are String without nulls."""
    return tuple(_parted(table, rows, (crc32(keys) % buckets).astype(np.int64)))


def _parted(
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
