"""The days that the files know, and what is said where a period is not among them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from cli.wording import format_days

if TYPE_CHECKING:
    from datetime import date

    from cli.dataset.dataset import Dataset
    from cli.inputs.costs.read import CostInput
    from rfm.watch.periods import WatchedPeriod


@dataclass(frozen=True, slots=True)
class Span:
    """Days from one to another, both included."""

    first: "date"
    last: "date"

    def holds(self, period: "WatchedPeriod") -> bool:
        """Tell whether all days of a period are among them."""
        return self.first <= period.first_day and period.last_day <= self.last

    def __str__(self) -> str:
        return format_days(self.first, self.last)


@dataclass(frozen=True, slots=True)
class KnownDays:
    """The days of the counted orders up to the as-of day, and of the costs."""

    orders: Span
    costs: Span | None
    """None where there are no costs."""

    @classmethod
    def find(cls, shop: "Dataset", as_of: "date", costs: "CostInput | None") -> "KnownDays":
        """Return the days that the files of a shop know."""
        first = shop.order_facts.first_kept_day or as_of
        if costs is None or costs.frame.is_empty():
            return cls(Span(first, as_of), None)
        begun, ended = costs.frame.select(
            pl.col("date").min().alias("first"), pl.col("date").max().alias("last")
        ).row(0)
        return cls(Span(first, as_of), Span(begun, ended))

    def holds(self, period: "WatchedPeriod", *, with_costs: bool) -> bool:
        """Tell whether the files know all days of a period, their costs where these are needed."""
        return self.explain_unknown(period, with_costs=with_costs) is None

    def explain_unknown(self, period: "WatchedPeriod", *, with_costs: bool) -> str | None:
        """Return why a period is not known, None where it is."""
        if not self.orders.holds(period):
            return f"{period.label} is not within the days of the orders, {self.orders}"
        if with_costs and (self.costs is None or not self.costs.holds(period)):
            days = "there are no costs" if self.costs is None else f"{self.costs}"
            return f"{period.label} is not within the days of the costs, {days}"
        return None
