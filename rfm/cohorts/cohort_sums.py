"""What cohorts hold, in integers that add up over the parts of the customers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from rfm.cohorts.periods import number_periods
from rfm.customers import ID
from rfm.order_sums import OrderSums, sum_orders

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rfm.cohorts.choices import Period

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
    grouped = GROUP in orders.collect_schema()
    placed = _place_in_cohorts(_sum_periods(orders, last_day, period, grouped=grouped))
    sums = sum_orders(orders, last_day)
    if not grouped:
        return CohortSums(_sum_cells(placed, _CELL), sums)
    cells = _sum_cells(placed, (*_CELL, GROUP))
    return CohortSums(_add_cells([cells], _CELL), sums, cells)


def _sum_cells(placed: pl.DataFrame, keys: tuple[str, ...]) -> pl.DataFrame:
    count = pl.len().cast(pl.Int64).alias("active")
    return placed.group_by(keys).agg(count, pl.col("orders", "revenue", "repeated").sum())


def _sum_periods(
    orders: pl.LazyFrame | pl.DataFrame, last_day: "date", period: "Period", *, grouped: bool
) -> pl.DataFrame:
    """Return orders and revenue of each customer and period."""
    day = pl.col("ordered_on")
    more = [pl.col(GROUP).first().cast(pl.Int64)] if grouped else []
    return (
        orders.lazy()
        .filter(pl.col(ID).is_not_null(), ~pl.col("refunded"), day <= last_day)
        .group_by(ID, number_periods(day, period).alias(PERIOD))
        .agg(pl.len().cast(pl.Int64).alias("orders"), pl.col("revenue").sum(), *more)
        .collect(engine="streaming")
    )


def _place_in_cohorts(bought: pl.DataFrame) -> pl.DataFrame:
    """Add the cohort of each customer, and 1 as `repeated` where the second order was made.

    The cohort is the period of the first order. The second lies in the first period that is later
    than the cohort's, or holds two orders. Windows take half the time of joins.
    """
    period = pl.col(PERIOD)
    again = (period > pl.col(COHORT)) | (pl.col("orders") > 1)
    second = pl.when(again).then(period).min().over(ID)
    rows = bought.lazy().with_columns(period.min().over(ID).alias(COHORT))
    repeated = (again & (period == second)).fill_null(value=False)
    return rows.with_columns(repeated.cast(pl.Int64).alias("repeated")).collect(engine="streaming")
