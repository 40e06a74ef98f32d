"""Recency, frequency and monetary value of each customer."""

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from typing import assert_never

import polars as pl

from rfm.additive import Additive
from rfm.errors import TouchesMissingError
from rfm.settings import Frequency, Monetary, Parameters
from rfm.units import divide_exactly

ID = "customer_id"


class _Fate(IntEnum):
    COUNTED = 0
    LATER = 1
    EARLIER = 2
    REFUNDED = 3


@dataclass(frozen=True, slots=True)
class ExcludedOrders(Additive):
    """Orders and customers that are on the ledger but in no segment; money in ten-thousandths."""

    later_orders: int = 0
    """Orders after the as-of day."""
    later_revenue: int = 0
    earlier_orders: int = 0
    """Orders before the window."""
    earlier_revenue: int = 0
    refunded_orders: int = 0
    """Refunded orders among those neither later nor earlier."""
    refunded_revenue: int = 0
    """What refunds left of them, 0 or less unless gross revenue was asked for."""
    refunded_customers: int = 0
    """Customers all of whose orders in the window were refunded."""


@dataclass(frozen=True, slots=True, eq=False)
class Customers:
    """The customers of a part, each wholly in it.

    `frame` has one row a customer with a counted order, in no order: `customer_id`,
    `recency_days`, `frequency`, `monetary` (ten-thousandths; Float64 for `Monetary.MEAN`, else
    Int64), and `orders`, `revenue` (ten-thousandths), the counted orders and their net revenue.
    Nothing is null.
    """

    frame: pl.DataFrame
    left_out: ExcludedOrders = ExcludedOrders()


def measure_customers(
    orders: pl.LazyFrame | pl.DataFrame,
    parameters: Parameters,
    touches: pl.LazyFrame | pl.DataFrame | None = None,
) -> Customers:
    """Measure the customers of one part of the orders.

    `orders` has one row an order: `customer_id` (String), `ordered_on` (Date, report's time
    zone), `revenue` (Int64, ten-thousandths), `refunded` (Boolean); no nulls. `touches` has one
    row a customer: `customer_id`, `touches` (integer, those of the window); a customer who is
    not in it has none. It is needed for `Frequency.TOUCHPOINTS` alone and may hold customers of
    other parts or without orders.

    Raises `TouchesMissingError`. Source: definitions, section 9.
    """
    engaged = parameters.frequency is Frequency.TOUCHPOINTS
    if engaged and touches is None:
        raise TouchesMissingError
    # One pass decides what counts and measures it: a lazy scan is read once.
    by_fate = (
        orders.lazy()
        .group_by(ID, _decide_fate(parameters).alias("fate"))
        .agg(_build_measures(parameters))
        .collect(engine="streaming")
    )
    is_counted = pl.col("fate") == _Fate.COUNTED
    counted = _with_touches(by_fate.filter(is_counted), touches if engaged else None)
    return Customers(
        _with_monetary(counted.select(_select_columns(parameters)), parameters.monetary),
        _sum_excluded(by_fate.filter(~is_counted), counted.select(ID)),
    )


def _decide_fate(parameters: Parameters) -> pl.Expr:
    day = pl.col("ordered_on")
    window = timedelta(days=parameters.window_days or 0)
    earlier = pl.lit(value=False) if not window else day <= parameters.as_of - window
    fate = (
        pl.when(day > parameters.as_of)
        .then(pl.lit(_Fate.LATER))
        .when(earlier)
        .then(pl.lit(_Fate.EARLIER))
        .when("refunded")
        .then(pl.lit(_Fate.REFUNDED))
        .otherwise(pl.lit(_Fate.COUNTED))
    )
    return fate.cast(pl.UInt8)


def _build_measures(parameters: Parameters) -> list[pl.Expr]:
    day = pl.col("ordered_on")
    measures = [
        day.max().alias("last_day"),
        pl.len().cast(pl.Int64).alias("orders"),
        pl.col("revenue").sum(),
    ]
    if parameters.frequency is Frequency.ACTIVE_DAYS:
        measures.append(day.n_unique().cast(pl.Int64).alias("active_days"))
    return measures


def _with_touches(
    counted: pl.DataFrame, touches: pl.LazyFrame | pl.DataFrame | None
) -> pl.DataFrame:
    if touches is None:
        return counted
    joined = counted.lazy().join(touches.lazy().select(ID, "touches"), on=ID, how="left")
    return joined.with_columns(pl.col("touches").fill_null(0)).collect()


def _sum_excluded(others: pl.DataFrame, counted: pl.DataFrame) -> ExcludedOrders:
    sums = others.group_by("fate").agg(pl.col("orders", "revenue").sum())
    rows: dict[int, tuple[int, int]] = {fate: (n, amount) for fate, n, amount in sums.iter_rows()}
    refunded = others.filter(pl.col("fate") == _Fate.REFUNDED).select(ID)
    return ExcludedOrders(
        *rows.get(_Fate.LATER, (0, 0)),
        *rows.get(_Fate.EARLIER, (0, 0)),
        *rows.get(_Fate.REFUNDED, (0, 0)),
        refunded_customers=refunded.height - counted.join(refunded, on=ID, how="semi").height,
    )


def _select_columns(parameters: Parameters) -> list[pl.Expr]:
    recency = (pl.lit(parameters.as_of) - pl.col("last_day")).dt.total_days()
    return [
        pl.col(ID),
        recency.alias("recency_days"),
        _build_frequency(parameters.frequency).alias("frequency"),
        pl.col("revenue").alias("monetary"),
        pl.col("orders"),
        pl.col("revenue"),
    ]


def _build_frequency(frequency: Frequency) -> pl.Expr:
    match frequency:
        case Frequency.ORDERS:
            return pl.col("orders")
        case Frequency.ACTIVE_DAYS:
            return pl.col("active_days")
        case Frequency.TOUCHPOINTS:
            return pl.col("touches").cast(pl.Int64)
        case _:
            assert_never(frequency)


def _with_monetary(frame: pl.DataFrame, monetary: Monetary) -> pl.DataFrame:
    match monetary:
        case Monetary.TOTAL:
            return frame
        case Monetary.MEAN:
            mean = divide_exactly(frame["revenue"], frame["orders"])
            return frame.with_columns(mean.alias("monetary"))
        case _:
            assert_never(monetary)
