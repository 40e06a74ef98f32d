"""Ids of customers that mean nobody in particular."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from rfm.value_counts import ValueCounts

MANY: Final = 100
"""Touches up to which nobody is busy."""


@dataclass(frozen=True, slots=True)
class Visits:
    """How many touches customers have."""

    touches: ValueCounts
    """The customers by their number of touches."""
    many: pl.DataFrame
    """The customers with more than a hundred: `customer_id`, `touches`."""

    def __add__(self, other: "Visits") -> "Visits":
        """Return how many touches the customers of both have; no customer is in both."""
        counts = ValueCounts.add_up([self.touches, other.touches])
        return Visits(counts, pl.concat([self.many, other.many]))

    @classmethod
    def of(cls, customers: pl.DataFrame) -> "Visits":
        """Return how many touches customers have: `customer_id`, `touches`."""
        many = customers.filter(pl.col("touches") > MANY)
        return cls(
            ValueCounts.of(customers["touches"].cast(pl.Int64)),
            many.select("customer_id", "touches"),
        )


_WORDS: Final = (
    *("null", "none", "nil", "nan", "n/a", "na", "undefined", "unknown", "anonymous", "guest"),
    *("(not set)", "(none)", "(other)", "0", "-1", "-", "?", "false", "true", "test"),
    "00000000-0000-0000-0000-000000000000",
)


def count_placeholder_rows(rows: pl.DataFrame) -> dict[str, int]:
    """Return the rows of each id that looks like none; `rows` are `customer_id` and `rows`."""
    alike = pl.col("customer_id").str.strip_chars().str.to_lowercase()
    return dict(rows.filter(alike.is_in(_WORDS)).iter_rows())
