"""On how few customers the revenue rests, and how many came back: sums over the customers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from rfm.value_counts import ValueCounts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rfm.customers import Customers

_TENTH: Final = 10
"""The customers are parted into so many equal groups, of which the first is looked at."""


@dataclass(frozen=True, slots=True, eq=False)
class Concentration:
    """Customers and their revenue in ten-thousandths, in all, of the best tenth, by return."""

    revenue: ValueCounts
    """Customers by the net revenue of their counted orders."""
    once: int
    """Customers with one counted order."""
    returning_revenue: int
    """Revenue of the others."""

    @property
    def customers(self) -> int:
        """All of them."""
        return self.revenue.total

    @property
    def total(self) -> int:
        """The revenue of all customers."""
        frame = self.revenue.frame
        return int((frame["value"] * frame["count"]).sum())

    @property
    def best(self) -> int:
        """How many are the best tenth, rounded down."""
        return self.customers // _TENTH

    def sum_best(self) -> int:
        """Return the revenue of the best tenth."""
        largest = self.revenue.frame.reverse()
        before = largest["count"].cum_sum() - largest["count"]
        taken = pl.min_horizontal("count", (self.best - before).clip(0))
        return int(largest.select((pl.col("value") * taken).sum()).item())


def measure_concentration(part: "Customers") -> Concentration:
    """Return the sums of one part's customers."""
    frame = part.measures
    again = frame.filter(pl.col("orders") > 1)
    return Concentration(
        ValueCounts.of(frame["revenue"]), frame.height - again.height, int(again["revenue"].sum())
    )


def add_concentrations(parts: "Iterable[Concentration]") -> Concentration:
    """Add up parts that share no customer; at least one part."""
    found = list(parts)
    return Concentration(
        ValueCounts.add_up(part.revenue for part in found),
        sum(part.once for part in found),
        sum(part.returning_revenue for part in found),
    )
