"""Orders of days before the first or after the last costs, whose credit no cost stands beside."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.tally import NOTHING, Tally
from cli.money import format_money
from cli.wording import format_count, format_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.dataset.dataset import Dataset

_FEW: Final = timedelta(days=2)
"""Days without costs at either end of the orders that are not told."""


class UncoveredOrders(NamedTuple):
    """The orders of a report whose days no costs are of."""

    days: tuple[date, date]
    """The first and last day that have costs."""
    report: tuple[date, date]
    """The first and last day of the report."""
    orders: Tally
    """The orders outside of the former."""

    @property
    def sentence(self) -> str:
        """What is missing, with its money."""
        count = format_count(self.orders.rows, "order")
        return (
            f"costs are of {format_days(*self.days)}, the report of {format_days(*self.report)}:"
            f" {count} ({format_money(self.orders.amount)}) of days before or after the costs have"
            " credit and no cost, so that returns look better than they are"
        )

    @property
    def remedy(self) -> str:
        """How both become of the same days."""
        options = " ".join(self._list_options())
        missing = "export the costs of these days"
        return f"{missing}, or leave their orders out with {options}" if options else missing

    def _list_options(self) -> "Iterator[str]":
        if self.days[0] > self.report[1] or self.days[1] < self.report[0]:
            return
        if self.days[0] - self.report[0] > _FEW:
            yield f"--from {self.days[0]}"
        if self.report[1] - self.days[1] > _FEW:
            yield f"--to {self.days[1]}"


def find_uncovered_orders(
    costs: pl.DataFrame, shop: "Dataset", report: tuple[date, date], timezone: str
) -> UncoveredOrders | None:
    """Return the orders of days without costs at either end of a report; None of a few days.

    `costs` are daily rows. The orders are looked at where days are missing, and not otherwise.
    """
    if costs.is_empty():
        return None
    days: tuple[date, date] = costs.select(pl.col("date").min(), last=pl.col("date").max()).row(0)
    if days[0] - report[0] <= _FEW and report[1] - days[1] <= _FEW:
        return None
    count = partial(_count_outside, days, timezone)
    orders = sum(shop.stock.map_each(count), NOTHING)
    return UncoveredOrders(days, report, orders) if orders.rows else None


def _count_outside(
    days: tuple[date, date], timezone: str, touches: pl.DataFrame | None, orders: pl.DataFrame
) -> Tally:
    """Return the counted orders before the first and after the last of some days."""
    del touches
    day = pl.col("ordered_at").dt.convert_time_zone(timezone).dt.date()
    found = orders.lazy().filter("counted", ~day.is_between(*days))
    return Tally(*found.select(pl.len(), pl.col("revenue").sum()).collect().row(0))
