"""What orders cost, and those that cost most and least."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from cli.inputs.tally import Tally, tally
from rfm.value_counts import ValueCounts

_SHOWN: Final = 3
_COLUMNS: Final = ("order_id", "revenue")


@dataclass(frozen=True, slots=True)
class Amounts:
    """What orders cost, in 1/10 000 of the currency unit."""

    paid: ValueCounts
    """The counted orders above zero, by revenue."""
    largest: pl.DataFrame
    """The three largest counted orders: `order_id`, `revenue`."""
    negative: Tally
    """The orders of which more was given back than was paid."""
    lowest: pl.DataFrame
    """The three lowest of these."""

    def __add__(self, other: "Amounts") -> "Amounts":
        """Return what the orders of both cost."""
        return Amounts(
            ValueCounts.add_up([self.paid, other.paid]),
            _select_first(pl.concat([self.largest, other.largest]), descending=True),
            self.negative + other.negative,
            _select_first(pl.concat([self.lowest, other.lowest]), descending=False),
        )

    @classmethod
    def of(cls, orders: pl.DataFrame) -> "Amounts":
        """Return what orders cost, see `read.OrderInput.frame`, with `counted`."""
        paid = orders.filter("counted", pl.col("revenue") > 0)
        negative = orders.filter(pl.col("revenue") < 0)
        return cls(
            ValueCounts.of(paid["revenue"]),
            _select_first(paid, descending=True),
            tally(negative),
            _select_first(negative, descending=False),
        )


def _select_first(orders: pl.DataFrame, *, descending: bool) -> pl.DataFrame:
    ordered = orders.select(_COLUMNS).sort("revenue", "order_id", descending=[descending, False])
    return ordered.head(_SHOWN)
