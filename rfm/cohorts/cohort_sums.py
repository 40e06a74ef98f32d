"""What cohorts hold, in integers that add up over the parts of the customers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from rfm.cohorts.periods import number_periods
from rfm.order_runs import OrderRuns, PeriodRuns
from rfm.order_sums import OrderSums, sum_orders

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rfm.cohorts.choices import Period
    from rfm.order_runs import Integers

COHORT: Final = "cohort"
PERIOD: Final = "period"
GROUP: Final = "group"
"""Column of the group of customers that an order's belongs to, where it is there."""
_CELL: Final = (COHORT, PERIOD)
_SUMS: Final = ("active", "orders", "revenue", "repeated")


@dataclass(frozen=True, slots=True, eq=False)
class CohortSums:
    """The cells of cohorts and periods in which somebody bought."""

    cells: pl.DataFrame
    """`cohort` and `period` (Int32, see `number_periods`), `active` customers, `orders`, `revenue`
    (ten-thousandths) of the period, and `repeated`, the customers whose second counted order lies
    in it; Int64."""
    orders: OrderSums
    """What became of each order; inside are those of the cohorts."""
    grouped: pl.DataFrame | None = None
    """The same as `cells` by `group` as well, where the orders say the group of their customer."""

    @classmethod
    def add_up(cls, parts: "Sequence[CohortSums]") -> "CohortSums":
        """Add the sums of parts that share no customer; at least one part."""
        grouped = [part.grouped for part in parts if part.grouped is not None]
        return cls(
            _add_cells([part.cells for part in parts], _CELL),
            sum((part.orders for part in parts), OrderSums()),
            _add_cells(grouped, (*_CELL, GROUP)) if grouped else None,
        )


def _add_cells(parts: "Sequence[pl.DataFrame]", keys: tuple[str, ...]) -> pl.DataFrame:
    return pl.concat(parts).group_by(keys).agg(pl.col(_SUMS).sum()).sort(keys)


def sum_cohorts(
    orders: pl.LazyFrame | pl.DataFrame, last_day: "date", period: "Period"
) -> CohortSums:
    """Sum one part of the orders, see `sum_orders`, by the period of their customers' first.

    Counted are orders that name a customer, are not refunded, and are of a day up to `last_day`.
    Source: definitions, section 17.
    """
    runs = OrderRuns.of(orders)
    counted = runs.keep(runs.count_until(last_day))
    bought = counted.merge(_number_periods(counted, period))
    sums = sum_orders(orders, last_day)
    placed = _place_in_cohorts(bought)
    if GROUP not in orders.collect_schema():
        return CohortSums(_sum_cells(placed, _CELL), sums)
    groups = runs.names.get_values(orders.lazy().select(GROUP).collect()[GROUP])
    customers = np.repeat(bought.customer, bought.lengths)
    grouped = placed.with_columns(groups.gather(customers).cast(pl.Int64).alias(GROUP))
    cells = _sum_cells(grouped, (*_CELL, GROUP))
    return CohortSums(_add_cells([cells], _CELL), sums, cells)


def _sum_cells(placed: pl.DataFrame, keys: tuple[str, ...]) -> pl.DataFrame:
    count = pl.len().cast(pl.Int64).alias("active")
    return placed.group_by(keys).agg(count, pl.col("orders", "revenue", "repeated").sum())


def _number_periods(runs: OrderRuns, period: "Period") -> "Integers":
    """Return the number of each order's period, found once for each day."""
    first, last = int(runs.day.min(initial=0)), int(runs.day.max(initial=0))
    days = pl.DataFrame({"day": pl.int_range(first, last + 1, dtype=pl.Int32, eager=True)})
    numbers = days.select(number_periods(pl.col("day").cast(pl.Date), period)).to_series()
    return numbers.to_numpy().astype(np.int64)[runs.day - first]


def _place_in_cohorts(bought: PeriodRuns) -> pl.DataFrame:
    """Return a row a customer and period, with 1 as `repeated` where the second order was made.

    The cohort is the period of the first order. The second lies in it as well, or in the next one
    of the customer's.
    """
    second = bought.begin + (bought.orders[bought.begin] == 1)
    repeated = np.zeros(len(bought.period), dtype=np.int64)
    repeated[second[second < bought.begin + bought.lengths]] = 1
    return pl.DataFrame(
        {
            COHORT: np.repeat(bought.period[bought.begin], bought.lengths).astype(np.int32),
            PERIOD: bought.period.astype(np.int32),
            "orders": bought.orders,
            "revenue": bought.revenue,
            "repeated": repeated,
        }
    )
