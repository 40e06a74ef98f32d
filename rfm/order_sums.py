"""Orders and their money by what a report of some days makes of them: what money reconciles to."""

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import polars as pl

from rfm.additive import Additive
from rfm.order_runs import ID

if TYPE_CHECKING:
    from datetime import date


class _Fate(IntEnum):
    INSIDE = 0
    EARLIER = 1
    REFUNDED = 2
    LATER = 3


@dataclass(frozen=True, slots=True)
class OrderSums(Additive):
    """Orders and net revenue (ten-thousandths); each order of a customer is in one pair."""

    inside_orders: int = 0
    """Counted orders of the days."""
    inside_revenue: int = 0
    earlier_orders: int = 0
    """Counted orders before the days."""
    earlier_revenue: int = 0
    refunded_orders: int = 0
    """Refunded orders, up to the last day."""
    refunded_revenue: int = 0
    later_orders: int = 0
    """Orders after the last day."""
    later_revenue: int = 0
    nameless_orders: int = 0
    """Counted orders of the days that name no customer."""
    nameless_revenue: int = 0


def sum_orders(
    orders: pl.LazyFrame | pl.DataFrame, last_day: "date", after: "date | None" = None
) -> OrderSums:
    """Sum the orders of one part by their days: those up to `last_day`, later than `after`.

    `orders` has `customer_id` (String, null where nobody is named), `ordered_on` (Date),
    `revenue` (Int64, ten-thousandths), `refunded` (Boolean). `after` is None where all orders up to
    the last day are inside.
    """
    by_fate = (
        orders.lazy()
        .group_by(_decide_fate(last_day, after).alias("fate"), pl.col(ID).is_null().alias("alone"))
        .agg(pl.len().cast(pl.Int64).alias("orders"), pl.col("revenue").sum())
        .collect(engine="streaming")
    )
    rows = {(fate, alone): pair for fate, alone, *pair in by_fate.iter_rows()}
    keys = [(fate, False) for fate in _Fate] + [(_Fate.INSIDE, True)]
    return OrderSums(*(amount for key in keys for amount in rows.get(key, (0, 0))))


def _decide_fate(last_day: "date", after: "date | None") -> pl.Expr:
    day = pl.col("ordered_on")
    fate = (
        pl.when(day > last_day)
        .then(pl.lit(_Fate.LATER))
        .when("refunded")
        .then(pl.lit(_Fate.REFUNDED))
        .when(pl.lit(value=False) if after is None else day <= after)
        .then(pl.lit(_Fate.EARLIER))
        .otherwise(pl.lit(_Fate.INSIDE))
    )
    return fate.cast(pl.UInt8)
