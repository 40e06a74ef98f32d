"""What all touches of a customer tell."""

from typing import TYPE_CHECKING

import polars as pl

from rfm.engagement import TOUCH_ID, drop_repeated_touches
from rfm.order_runs import ID

if TYPE_CHECKING:
    from datetime import date


def summarise_touches(touches: pl.DataFrame, timezone: str, as_of: "date") -> pl.DataFrame:
    """Return one row a customer with a touch up to a day, in no order.

    `touches` has `customer_id`, `touched_at` (Datetime us UTC), `channel`, any other attribute, and
    perhaps `touchpoint_id` and `dated_only`; days are those of `timezone`. Rows that are equal in
    everything, with a time of day and without ids, are one touch. Returns `touches` (Int64),
    `days_since_touch` (Int64), `first_channel` and `last_channel` (String): of touches of one
    instant the ids decide which is first, else the order of the rows.
    Source: definitions, section 18.
    """
    day = pl.col("touched_at").dt.convert_time_zone(timezone).dt.date()
    ties = [TOUCH_ID] if TOUCH_ID in touches.columns else []
    channel = pl.col("channel").cast(pl.String)
    return (
        drop_repeated_touches(touches.filter(day <= as_of))
        .lazy()
        .select(ID, "touched_at", *ties, channel, day.alias("day"))
        .sort("touched_at", *ties, nulls_last=True, maintain_order=True)
        .group_by(ID)
        .agg(
            pl.len().cast(pl.Int64).alias("touches"),
            (pl.lit(as_of) - pl.col("day").last()).dt.total_days().alias("days_since_touch"),
            pl.col("channel").first().alias("first_channel"),
            pl.col("channel").last().alias("last_channel"),
        )
        .collect()
    )
