"""Days on which customers bought, and what they come to by a day."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from rfm.customers import ID

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, eq=False)
class PurchaseDays:
    """The days on which the customers of a part bought."""

    frame: pl.DataFrame
    """One row per customer and day, in no order: `customer_id`, `day` (Date), `revenue` (Int64,
    ten-thousandths); no nulls. A day whose revenue is 0 is a purchase too."""
    _measured: "dict[date, pl.DataFrame]" = field(default_factory=dict, repr=False)

    def measure_buyers(self, last_day: "date") -> pl.DataFrame:
        """Return what customers had bought by the end of a day; kept for who asks again.

        One row per customer with a purchase by then, in no order: `customer_id`,
        `repeat_purchases`, `last_days` and `age_days` (from the first purchase to the last one and
        to `last_day`), `repeat_revenue` (ten-thousandths, of all days but the first), all Int64.
        """
        if last_day not in self._measured:
            self._measured[last_day] = _measure_buyers(self.frame, last_day)
        return self._measured[last_day]


def find_purchase_days(orders: pl.LazyFrame | pl.DataFrame, as_of: "date") -> PurchaseDays:
    """Return the days with a counted order, of all orders up to a day.

    `orders` has `customer_id` (String), `ordered_on` (Date), `revenue` (Int64, ten-thousandths),
    `refunded` (Boolean); no nulls.
    """
    days = (
        orders.lazy()
        .filter(~pl.col("refunded"), pl.col("ordered_on") <= as_of)
        .group_by(ID, pl.col("ordered_on").alias("day"))
        .agg(pl.col("revenue").sum())
        .collect(engine="streaming")
    )
    return PurchaseDays(days)


def _measure_buyers(days: pl.DataFrame, last_day: "date") -> pl.DataFrame:
    by_customer = (
        days.lazy()
        .filter(pl.col("day") <= last_day)
        .group_by(ID)
        .agg(
            repeat_purchases=pl.len().cast(pl.Int64) - 1,
            first=pl.col("day").min(),
            last=pl.col("day").max(),
            repeat_revenue=pl.col("revenue").sum() - pl.col("revenue").min_by("day"),
        )
    )
    return by_customer.select(
        ID,
        "repeat_purchases",
        last_days=(pl.col("last") - pl.col("first")).dt.total_days(),
        age_days=(pl.lit(last_day) - pl.col("first")).dt.total_days(),
        repeat_revenue="repeat_revenue",
    ).collect()
