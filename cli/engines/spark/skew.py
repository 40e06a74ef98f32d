"""Customers with so many rows that one worker may not hold them: robots, tills, shared logins."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from cli.engines.bucket_store import Tables
    from cli.engines.spark.store import SparkStore

LIMIT: Final = 10_000_000
"""Rows of a bucket that are told. A worker holds a bucket two or three times while it sorts and
joins it, at about 100 bytes a row: 3 GB, which workers usually have. Customers who are alike would
fill all 200 buckets so far at two billion rows only."""


@dataclass(frozen=True, slots=True)
class SkewedBucket:
    """A bucket with very many rows, and the customer most of whose rows they are."""

    customer: str
    touches: int
    """Rows of that customer."""
    rows: int
    """All rows of the bucket."""

    def __str__(self) -> str:
        return (
            f"customer {self.customer} has {self.touches:,} touches, of {self.rows:,} rows that "
            "one worker of Spark has to hold: if it is a robot or a till, leave it out of the "
            "export; journeys.max_touches bounds how many touches of a journey count, not what "
            "has to be read; else give workers more memory: spark.executor.memoryOverhead in "
            "spark.conf"
        )


def find_skewed_buckets(
    store: "SparkStore", table: str, column: str, limit: int = LIMIT
) -> list[SkewedBucket]:
    """Return the buckets with more rows than a limit, and who it is, largest first.

    `column` of `table` names the customers. Only those buckets are read, in another pass.
    """
    many = {bucket: rows for bucket, rows in store.counts.items() if rows > limit}
    if not many:
        return []
    found = store.restrict_to(sorted(many)).map_each(partial(_find_largest_customer, table, column))
    told = [
        SkewedBucket(*most, many[bucket]) for bucket, most in zip(sorted(many), found, strict=True)
    ]
    return sorted(told, key=lambda each: -each.touches)


def _find_largest_customer(table: str, column: str, tables: "Tables") -> tuple[str, int]:
    """Return the customer with the most rows, the first by name of several, and how many."""
    rows = tables.get(table, pl.DataFrame(schema={column: pl.String}))
    counts = rows.group_by(column).len().sort("len", column, descending=[True, False]).head(1)
    return (str(counts[column][0]), int(counts["len"][0])) if counts.height else ("", 0)
