"""How many touches customers have, and the ids that stand for none."""

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
        counts = ValueCounts.added([self.touches, other.touches])
        return Visits(counts, pl.concat([self.many, other.many]))

    @classmethod
    def of(cls, customers: pl.DataFrame) -> "Visits":
        """Return how many touches customers have: `customer_id`, `touches`."""
        many = customers.filter(pl.col("touches") > MANY)
        return cls(
            ValueCounts.of(customers["touches"].cast(pl.Int64)),
            many.select("customer_id", "touches"),
        )
