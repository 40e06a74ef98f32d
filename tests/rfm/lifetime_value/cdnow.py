"""The CDNOW 1/10 sample: purchases of 2,357 customers who first bought in early 1997.

By Peter Fader and Bruce Hardie, as `CDNOW_sample.txt` of the package `lifetimes` 0.11.3 has it;
here with one row per transaction: customer, day and dollars.
"""

from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import polars as pl

from rfm.lifetime_value.purchases import PurchaseDays, find_purchase_days
from rfm.lifetime_value.valuation import Counts, PurchaseRun, count_purchases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")

LAST_DAY = date(1998, 6, 30)
CALIBRATED = date(1997, 9, 30)


def make_days(frame: pl.DataFrame, last_day: date) -> PurchaseDays:
    """Return the days of a frame: `customer_id`, `day`, `revenue`."""
    orders = frame.rename({"day": "ordered_on"}).with_columns(refunded=pl.lit(value=False))
    return find_purchase_days(orders, last_day)


def list_days(days: PurchaseDays) -> pl.DataFrame:
    """Return the frame of days, see `make_days`."""
    runs = days.runs
    ids = pl.DataFrame({"customer_id": days.ids, "days": runs.lengths})
    names = ids.select(pl.col("customer_id").repeat_by("days").explode())
    day = pl.Series("day", runs.period).cast(pl.Int32).cast(pl.Date)
    return names.with_columns(day, pl.Series("revenue", runs.revenue))


@cache
def read_days() -> PurchaseDays:
    orders = pl.read_csv(
        Path(__file__).with_name("cdnow_sample.csv"),
        schema={"customer_id": pl.String, "ordered_on": pl.Date, "revenue": pl.Float64},
    )
    cents = (pl.col("revenue") * 100).round().cast(pl.Int64) * 100
    return find_purchase_days(orders.with_columns(cents, refunded=pl.lit(value=False)), LAST_DAY)


def run_in_parts(days: PurchaseDays, count: int = 1) -> PurchaseRun:
    """Return what runs a function over the customers in so many parts, backwards."""
    part = pl.col("customer_id").rank("dense") % count
    frame = list_days(days).with_columns(part.alias("part"))
    parts = frame.partition_by("part", include_key=False)
    last_day = frame["day"].max()
    assert isinstance(last_day, date)
    return partial(_map_parts, [make_days(each, last_day) for each in reversed(parts)])


def _map_parts(parts: list[PurchaseDays], function: "Callable[[PurchaseDays], T]") -> "Iterable[T]":
    return map(function, parts)


def count_cdnow(last_day: date = CALIBRATED) -> Counts:
    return count_purchases(run_in_parts(read_days()), last_day)
