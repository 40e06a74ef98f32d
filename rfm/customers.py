"""Recency, frequency and monetary value of each customer."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, assert_never

import numpy as np
import polars as pl

from rfm.additive import Additive
from rfm.errors import TouchesMissingError
from rfm.order_runs import ID, OrderRuns, number_day
from rfm.settings import Frequency, Monetary, Parameters
from rfm.units import divide_exactly

if TYPE_CHECKING:
    from rfm.order_runs import Bools, CustomerNames, Integers


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


@dataclass(frozen=True, eq=False)
class Customers:
    """The customers of a part, each wholly in it."""

    measures: pl.DataFrame
    """One row a customer with a counted order: `recency_days`, `frequency`, `monetary`
    (ten-thousandths; Float64 for `Monetary.MEAN`, else Int64), and `orders`, `revenue`
    (ten-thousandths), the counted orders and their net revenue. Nothing is null."""
    names: "CustomerNames"
    numbers: "Integers"
    """The number of the customer of each row, ascending."""
    left_out: ExcludedOrders = ExcludedOrders()

    @cached_property
    def frame(self) -> pl.DataFrame:
        """The measures with the `customer_id` before them."""
        ids = self.names.select(self.numbers).alias(ID)
        return self.measures.select(ids, pl.all())


def measure_customers(
    orders: "pl.LazyFrame | pl.DataFrame | OrderRuns",
    parameters: Parameters,
    touches: pl.LazyFrame | pl.DataFrame | None = None,
) -> Customers:
    """Measure the customers of one part of the orders, see `OrderRuns.of`.

    `touches` has one row a customer: `customer_id`, `touches` (integer, those of the window); a
    customer who is not in it has none. It is needed for `Frequency.TOUCHPOINTS` alone and may hold
    customers of other parts or without orders.

    Raises `TouchesMissingError`. Source: definitions, section 9.
    """
    if parameters.frequency is Frequency.TOUCHPOINTS and touches is None:
        raise TouchesMissingError
    runs = OrderRuns.of(orders)
    as_of = number_day(parameters.as_of)
    later, earlier = runs.day > as_of, _find_earlier(runs, parameters)
    counted = runs.keep(~(runs.refunded | later | earlier))
    revenue, lengths = counted.sum(counted.revenue), counted.lengths
    measures = pl.DataFrame(
        {
            "recency_days": as_of - counted.find_last_days(),
            "frequency": _find_frequency(counted, parameters.frequency, touches),
            "monetary": revenue,
            "orders": lengths,
            "revenue": revenue,
        }
    )
    return Customers(
        _with_monetary(measures, parameters.monetary),
        runs.names,
        counted.customer,
        _sum_excluded(runs, later, earlier, counted),
    )


def _find_earlier(runs: OrderRuns, parameters: Parameters) -> "Bools":
    """Return which orders were made before the window."""
    if not parameters.window_days:
        return np.zeros(len(runs.day), dtype=np.bool_)
    return runs.day <= number_day(parameters.as_of) - parameters.window_days


def _find_frequency(
    counted: OrderRuns, frequency: Frequency, touches: pl.LazyFrame | pl.DataFrame | None
) -> "pl.Series | Integers":
    match frequency:
        case Frequency.ORDERS:
            return counted.lengths
        case Frequency.ACTIVE_DAYS:
            return counted.merge(counted.day).lengths
        case Frequency.TOUCHPOINTS:
            assert touches is not None  # noqa: S101 - see `measure_customers`
            rows = pl.LazyFrame({ID: counted.names.select(counted.customer)})
            known = touches.lazy().select(ID, "touches")
            joined = rows.join(known, on=ID, how="left", maintain_order="left").collect()
            return joined["touches"].fill_null(0).cast(pl.Int64)
        case _:
            assert_never(frequency)


def _sum_excluded(
    runs: OrderRuns, later: "Bools", earlier: "Bools", counted: OrderRuns
) -> ExcludedOrders:
    refunded = runs.refunded & ~later & ~earlier
    lost = np.setdiff1d(runs.keep(refunded).customer, counted.customer, assume_unique=True)
    return ExcludedOrders(
        *_sum_orders(runs, later),
        *_sum_orders(runs, earlier),
        *_sum_orders(runs, refunded),
        refunded_customers=len(lost),
    )


def _sum_orders(runs: OrderRuns, wanted: "Bools") -> tuple[int, int]:
    """Return the number and the revenue of some orders."""
    count = int(np.count_nonzero(wanted))
    return count, int(runs.revenue[wanted].sum()) if count else 0


def _with_monetary(frame: pl.DataFrame, monetary: Monetary) -> pl.DataFrame:
    match monetary:
        case Monetary.TOTAL:
            return frame
        case Monetary.MEAN:
            mean = divide_exactly(frame["revenue"], frame["orders"])
            return frame.with_columns(mean.alias("monetary"))
        case _:
            assert_never(monetary)
