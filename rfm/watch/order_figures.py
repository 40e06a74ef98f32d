"""What orders come to in periods, in integers that add up over the parts of the customers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from rfm.additive import Additive
from rfm.order_runs import ID
from rfm.watch.periods import number_periods

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from rfm.watch.choices import KpiPeriod

PERIOD: Final = "period"
FIGURES: Final = (
    *("orders", "revenue", "named_orders", "new_orders", "new_revenue"),
    *("customers", "new_customers"),
)


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """The counted orders of one period; money in ten-thousandths."""

    orders: int = 0
    revenue: int = 0
    named_orders: int = 0
    """Those that name a customer."""
    new_orders: int = 0
    """Those of customers without a strictly earlier counted order."""
    new_revenue: int = 0
    customers: int = 0
    """Who has one of them."""
    new_customers: int = 0
    """Whose first counted order of the files is among them."""


@dataclass(frozen=True, slots=True)
class WatchedOrders(Additive):
    """Orders and net revenue (ten-thousandths) by whether KPIs may count them."""

    counted_orders: int = 0
    counted_revenue: int = 0
    refunded_orders: int = 0
    """Up to the as-of day."""
    refunded_revenue: int = 0
    later_orders: int = 0
    """After the as-of day."""
    later_revenue: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class OrderFigures:
    """The periods of each kind, of one part or of all."""

    frames: "Mapping[KpiPeriod, pl.DataFrame]"
    """By kind one row a period with a counted order: `period` (Int32, its number), `FIGURES`."""
    orders: WatchedOrders

    @classmethod
    def add_up(cls, parts: "Sequence[OrderFigures]") -> "OrderFigures":
        """Add the figures of parts that share no customer; at least one part."""
        frames = {
            kind: pl.concat([part.frames[kind] for part in parts])
            .group_by(PERIOD)
            .agg(pl.col(FIGURES).sum())
            .sort(PERIOD)
            for kind in parts[0].frames
        }
        return cls(frames, sum((part.orders for part in parts), WatchedOrders()))

    def get_figures(self, kind: "KpiPeriod", number: int) -> PeriodFigures:
        """Return what a period holds."""
        row = self.frames[kind].filter(pl.col(PERIOD) == number)
        return PeriodFigures(*row.select(FIGURES).row(0)) if row.height else PeriodFigures()


def sum_order_figures(
    orders: pl.LazyFrame | pl.DataFrame,
    last_day: "date",
    numbers: "Mapping[KpiPeriod, Sequence[int]]",
) -> OrderFigures:
    """Sum one part of the orders by the periods of these numbers.

    `orders` has `customer_id` (String, null where nobody is named), `ordered_at` (Datetime),
    `ordered_on` (Date), `revenue` (Int64, ten-thousandths), `refunded` (Boolean). Counted are those
    that are not refunded, of a day up to `last_day`. Source: definitions, sections 3 and 20.
    """
    rows = orders.lazy().select(ID, "ordered_at", "ordered_on", "revenue", "refunded").collect()
    counted = rows.filter(~pl.col("refunded"), pl.col("ordered_on") <= last_day)
    marked = _mark_new(counted)
    frames = {kind: _sum_periods(marked, kind, some) for kind, some in numbers.items()}
    return OrderFigures(frames, _sum_fates(rows, last_day))


def _mark_new(counted: pl.DataFrame) -> pl.DataFrame:
    """Add `new`, and `first`, which is the customer's first day; of nobody both are false or null.

    Orders of the instant of the first are new as well.
    """
    known = counted.lazy().filter(pl.col(ID).is_not_null())
    begun = known.group_by(ID).agg(
        pl.col("ordered_at").min().alias("begun"), pl.col("ordered_on").min().alias("first")
    )
    joined = counted.lazy().join(begun, on=ID, how="left")
    new = (pl.col("ordered_at") <= pl.col("begun")).fill_null(value=False)
    return joined.with_columns(new.alias("new")).collect(engine="streaming")


def _sum_periods(marked: pl.DataFrame, kind: "KpiPeriod", numbers: "Sequence[int]") -> pl.DataFrame:
    day, first = (number_periods(pl.col(name), kind) for name in ("ordered_on", "first"))
    placed = marked.lazy().select(
        ID, "revenue", "new", day.alias(PERIOD), (day == first).alias("begins")
    )
    inside = placed.filter(pl.col(PERIOD).is_in(list(numbers)))
    named, new = pl.col(ID).is_not_null(), pl.col("new")
    sums = inside.group_by(PERIOD).agg(
        pl.len().cast(pl.Int64).alias("orders"),
        pl.col("revenue").sum(),
        named.sum().cast(pl.Int64).alias("named_orders"),
        new.sum().cast(pl.Int64).alias("new_orders"),
        pl.col("revenue").filter(new).sum().alias("new_revenue"),
    )
    people = inside.filter(named).group_by(PERIOD, ID).agg(pl.col("begins").first())
    counts = people.group_by(PERIOD).agg(
        pl.len().cast(pl.Int64).alias("customers"),
        pl.col("begins").sum().cast(pl.Int64).alias("new_customers"),
    )
    both = sums.join(counts, on=PERIOD, how="left")
    filled = both.with_columns(pl.col("customers", "new_customers").fill_null(0))
    return filled.select(PERIOD, *FIGURES).collect()


def _sum_fates(rows: pl.DataFrame, last_day: "date") -> WatchedOrders:
    later, refunded = pl.col("ordered_on") > last_day, pl.col("refunded")
    fates = (~later & ~refunded, ~later & refunded, later)
    sums = rows.select(
        each.alias(f"{place} {at}")
        for at, fate in enumerate(fates)
        for place, each in enumerate(
            (fate.sum().cast(pl.Int64), pl.col("revenue").filter(fate).sum())
        )
    )
    return WatchedOrders(*sums.row(0))
