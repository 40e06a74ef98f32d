"""The customers of a part at two dates, and what they bought around the first."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from rfm.customers import ID, Customers, measure_customers
from rfm.migration.errors import DatesNotInOrderError
from rfm.order_sums import OrderSums, sum_orders

if TYPE_CHECKING:
    from rfm.settings import Parameters


@dataclass(frozen=True, slots=True)
class DatePair:
    """How customers are measured at two dates; raises `DatesNotInOrderError`."""

    before: "Parameters"
    after: "Parameters"
    """The same at the later date."""

    def __post_init__(self) -> None:
        if self.before.as_of >= self.after.as_of:
            raise DatesNotInOrderError(self.before.as_of, self.after.as_of)


@dataclass(frozen=True, slots=True, eq=False)
class DatedCustomers:
    """The customers of a part, each wholly in it."""

    before: Customers
    after: Customers
    purchases: pl.DataFrame
    """One row a customer with a counted order up to the later date, in no order: `customer_id`,
    `is_new` (Boolean, whether the first one is later than the first date), `orders` (Int64) and
    `revenue` (Int64, ten-thousandths) between the dates, `revenue_before` of as many days before,
    and `group` where the orders say the group of their customer.
    """
    sums: OrderSums
    """What became of each order; inside are those between the dates."""


@dataclass(frozen=True, slots=True)
class TouchPair:
    """How often customers were touched at the two dates, see `measure_customers`."""

    before: pl.DataFrame
    after: pl.DataFrame


def measure_at_both(
    orders: pl.LazyFrame | pl.DataFrame, dates: DatePair, touches: TouchPair | None = None
) -> DatedCustomers:
    """Measure the customers of one part of the orders at two dates.

    `orders` are those of `sum_orders`; those that name nobody are summed alone. A refund counts at
    both dates as it is known today. Source: definitions, section 10.
    """
    known = orders.lazy().filter(pl.col(ID).is_not_null())
    return DatedCustomers(
        measure_customers(known, dates.before, None if touches is None else touches.before),
        measure_customers(known, dates.after, None if touches is None else touches.after),
        _sum_purchases(known, dates),
        sum_orders(orders, dates.after.as_of, dates.before.as_of),
    )


def _sum_purchases(known: pl.LazyFrame, dates: DatePair) -> pl.DataFrame:
    day, revenue = pl.col("ordered_on"), pl.col("revenue")
    first, last = dates.before.as_of, dates.after.as_of
    between = day > first
    groups = ["group"] if "group" in known.collect_schema() else []
    preceding = (day <= first) & (day > first - (last - first))
    return (
        known.filter(~pl.col("refunded"), day <= last)
        .group_by(ID)
        .agg(
            between.all().alias("is_new"),
            between.sum().cast(pl.Int64).alias("orders"),
            (revenue * between).sum(),
            (revenue * preceding).sum().alias("revenue_before"),
            pl.col(groups).first(),
        )
        .collect(engine="streaming")
    )
