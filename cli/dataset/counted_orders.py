"""Which orders a report counts."""

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from datetime import date

    from cli.dataset.date_range import DateRange


def with_counted(orders: pl.DataFrame, days: "DateRange") -> pl.DataFrame:
    """Return orders with `counted`: not refunded, and in the range of the report."""
    return orders.with_columns((~pl.col("refunded") & _is_within(days)).alias("counted"))


def find_last_day(orders: pl.DataFrame) -> "date | None":
    """Return the day of the latest order that is not refunded, None without any."""
    day = pl.col("ordered_on").filter(~pl.col("refunded")).max()
    found: date | None = orders.select(day).item()
    return found


def _is_within(days: "DateRange") -> pl.Expr:
    day, inside = pl.col("ordered_on"), pl.lit(True)
    if days.first is not None:
        inside &= day >= days.first
    return inside if days.last is None else inside & (day <= days.last)
