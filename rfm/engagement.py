"""How often each customer was touched: engagement as a frequency."""

from datetime import date, timedelta
from typing import Final

import polars as pl

TOUCH_ID: Final = "touchpoint_id"
_DATED: Final = "dated_only"


def count_touches_by_customer(
    touches: pl.DataFrame, timezone: str, window: int | None, as_of: date
) -> pl.DataFrame:
    """Return customer_id and touches, those up to the as-of day and within the RFM window.

    `touches` has customer_id and touched_at (Datetime us UTC), all other attributes, and perhaps
    touchpoint_id and dated_only; days are those of `timezone`. `window` is a number of days that
    ends with the as-of day, None for all before it. A repeated row is no touch of its own.
    """
    day = pl.col("touched_at").dt.convert_time_zone(timezone).dt.date()
    inside = day <= as_of
    if window is not None:
        inside &= day > as_of - timedelta(days=window)
    kept = drop_repeated_touches(touches.filter(inside))
    return kept.group_by("customer_id").agg(pl.len().alias("touches"))


def drop_repeated_touches(touches: pl.DataFrame) -> pl.DataFrame:
    """Return touches without the rows that repeat another; those with ids are one each already.

    Rows that are equal in everything are one touch, where they have a time of day (`dated_only`
    says of which rows they have not). Source: definitions, section 2.
    """
    if TOUCH_ID in touches.columns:
        return touches
    repeated = ~pl.struct(pl.all()).is_first_distinct()
    if _DATED in touches.columns:
        repeated &= ~pl.col(_DATED)
    return touches.filter(~repeated)
