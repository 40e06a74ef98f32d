"""How often each customer was touched: engagement as a frequency."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from cli.settings import Settings


def count_touches_by_customer(
    touches: pl.DataFrame, settings: "Settings", as_of: date
) -> pl.DataFrame:
    """Return customer_id and touches, those up to the as-of day and within the RFM window.

    `touches` has customer_id and touched_at (Datetime us UTC); days are those of the report's
    time zone.
    """
    day = pl.col("touched_at").dt.convert_time_zone(settings.timezone).dt.date()
    inside = day <= as_of
    if settings.rfm.window is not None:
        inside &= day > as_of - timedelta(days=settings.rfm.window.days or 0)
    return touches.filter(inside).group_by("customer_id").agg(pl.len().alias("touches"))
