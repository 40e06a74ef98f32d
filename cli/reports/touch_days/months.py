"""The months of touches, orders and costs in the days of a report."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from attribution.plan import TouchDays
from cli.reports.attribution_plan import find_midnight

if TYPE_CHECKING:
    from cli.dataset.dataset import Dataset
    from cli.inputs.costs.read import CostInput


def find_months(
    shop: "Dataset", zone: str, costs: "CostInput | None", first: date, last: date
) -> list[date]:
    """Return the first days of the months of touches, of orders and of costs in the days."""
    found: set[date] = set()
    for some in shop.stock.map_each(partial(_list_months, zone=zone)):
        found |= some
    if costs is not None:
        days = costs.frame["date"]
        found |= set(days.filter(days.is_between(first, last)).dt.month_start())
    return sorted(found)


def _list_months(touches: pl.DataFrame | None, orders: pl.DataFrame, zone: str) -> set[date]:
    kept = orders.filter(~pl.col("refunded"))["ordered_on"]
    found = set(kept.dt.month_start())
    if touches is None:
        return found
    local = touches["touched_at"].dt.convert_time_zone(zone).dt.date()
    return found | set(local.dt.month_start())


def cut_into_months(days: list[date], begin: int, end: int, zone: str) -> TouchDays | None:
    """Return the months of some days that lie within instants, or their parts that do."""
    periods, names = [], []
    for day in days:
        month = day.replace(day=1)
        following = (month + timedelta(days=32)).replace(day=1)
        start = max(begin, find_midnight(month, zone))
        stop = min(end, find_midnight(following, zone))
        if start < stop:
            periods.append((start, stop))
            names.append(f"{month:%Y-%m}")
    return TouchDays(tuple(periods), tuple(names)) if names else None
