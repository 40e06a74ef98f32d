"""Days on which customers bought, and what they come to by a day."""

from typing import TYPE_CHECKING

import polars as pl

from rfm.customers import ID

if TYPE_CHECKING:
    from datetime import date


def find_purchase_days(orders: pl.LazyFrame | pl.DataFrame, as_of: "date") -> pl.DataFrame:
    """Return the days with a counted order, of all orders up to a day.

    `orders` has `customer_id` (String), `ordered_on` (Date), `revenue` (Int64, ten-thousandths),
    `refunded` (Boolean); no nulls. Returns one row per customer and day, in no order:
    `customer_id`, `day` (Date), `revenue`. A day whose revenue is 0 is a purchase too.
    """
    return (
        orders.lazy()
        .filter(~pl.col("refunded"), pl.col("ordered_on") <= as_of)
        .group_by(ID, pl.col("ordered_on").alias("day"))
        .agg(pl.col("revenue").sum())
        .collect(engine="streaming")
    )


def measure_buyers(days: pl.DataFrame, last_day: "date") -> pl.DataFrame:
    """Return what customers had bought by the end of a day.

    One row per customer with a purchase by then, in no order: `customer_id`, `repeat_purchases`,
    `last_days` and `age_days` (from the first purchase to the last one and to `last_day`),
    `repeat_revenue` (ten-thousandths, of all days but the first), all Int64.
    """
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
