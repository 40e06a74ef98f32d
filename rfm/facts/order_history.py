"""What all orders of a customer tell, whatever the window of the scores."""

from typing import TYPE_CHECKING

import polars as pl

from rfm.order_runs import ID
from rfm.units import divide_exactly

if TYPE_CHECKING:
    from datetime import date


def summarise_orders(orders: pl.LazyFrame | pl.DataFrame, as_of: "date") -> pl.DataFrame:
    """Return one row a customer with an order up to a day, in no order.

    `orders` has `customer_id` (String, no nulls), `ordered_on` (Date), `refunded` (Boolean).
    `tenure_days` (Int64, from the first counted order to the day; null without one),
    `days_between_orders` (Float64, mean gap between days with a counted order; null for fewer than
    two) and `refunded_orders` (Int64). Source: definitions, section 18.
    """
    day = pl.col("ordered_on")
    counted = day.filter(~pl.col("refunded"))
    found = (
        orders.lazy()
        .filter(day <= as_of)
        .group_by(ID)
        .agg(
            counted.min().alias("first"),
            counted.max().alias("last"),
            counted.n_unique().cast(pl.Int64).alias("days"),
            pl.col("refunded").sum().cast(pl.Int64).alias("refunded_orders"),
        )
        .collect(engine="streaming")
    )
    span = (found["last"] - found["first"]).dt.total_days().fill_null(0)
    gap = divide_exactly(span, (found["days"] - 1).clip(lower_bound=1))
    return found.select(
        ID,
        (pl.lit(as_of) - pl.col("first")).dt.total_days().alias("tenure_days"),
        pl.when(pl.col("days") > 1).then(gap).alias("days_between_orders"),
        "refunded_orders",
    )
