"""The customers of a part at two dates, and what they bought around the first."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from rfm.customers import Customers, measure_customers
from rfm.migration.errors import DatesNotInOrderError
from rfm.order_runs import NUMBER, OrderRuns, number_day
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
    """One row a customer with a counted order up to the later date: `number` (see `OrderRuns`),
    `is_new` (Boolean, whether the first one is later than the first date), `orders` (Int64) and
    `revenue` (Int64, ten-thousandths) between the dates, `revenue_before` of as many days before,
    and `group` where the orders say the group of their customer.
    """
    sums: OrderSums
    """What became of each order; inside are those between the dates."""


class TouchPair(NamedTuple):
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
    runs = OrderRuns.of(orders)
    purchases = _sum_purchases(runs, dates)
    if "group" in orders.collect_schema():
        groups = runs.names.get_values(orders.lazy().select("group").collect()["group"])
        purchases = purchases.with_columns(groups.gather(purchases[NUMBER]))
    return DatedCustomers(
        measure_customers(runs, dates.before, None if touches is None else touches.before),
        measure_customers(runs, dates.after, None if touches is None else touches.after),
        purchases,
        sum_orders(orders, dates.after.as_of, dates.before.as_of),
    )


def _sum_purchases(runs: OrderRuns, dates: DatePair) -> pl.DataFrame:
    first, last = number_day(dates.before.as_of), number_day(dates.after.as_of)
    counted = runs.keep(runs.count_until(dates.after.as_of))
    between = counted.day > first
    preceding = ~between & (counted.day > first - (last - first))
    return pl.DataFrame(
        {
            NUMBER: counted.customer,
            "is_new": counted.find_first_days() > first,
            "orders": counted.count_wanted(between),
            "revenue": counted.sum(counted.revenue * between),
            "revenue_before": counted.sum(counted.revenue * preceding),
        }
    )
