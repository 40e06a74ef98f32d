"""How often each customer was touched: engagement as a frequency."""

from datetime import date, timedelta

import polars as pl


def count_touches_by_customer(
    touches: pl.DataFrame, timezone: str, window: int | None, as_of: date
) -> pl.DataFrame:
    """Return customer_id and touches, those up to the as-of day and within the RFM window.

    `touches` has customer_id and touched_at (Datetime us UTC); days are those of `timezone`.
    `window` is a number of days that ends with the as-of day, None for all before it.
    """
    day = pl.col("touched_at").dt.convert_time_zone(timezone).dt.date()
    inside = day <= as_of
    if window is not None:
        inside &= day > as_of - timedelta(days=window)
    return touches.filter(inside).group_by("customer_id").agg(pl.len().alias("touches"))
