"""Which days of touches a report is of, with its costs."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from attribution.journeys.windows import to_local_days
from attribution.plan import TouchDays
from cli.dataset.costs import read_run_costs
from cli.reports.attribution_plan import find_midnight
from cli.reports.returns.costs import (
    build_report_costs,
    find_order_days,
    read_report_costs,
)
from cli.reports.touch_days.months import cut_into_months, find_months

if TYPE_CHECKING:
    from cli.dataset.dataset import Dataset
    from cli.dataset.date_range import DateRange
    from cli.dataset.run import Run
    from cli.inputs.costs.read import CostInput
    from cli.reports.returns.costs import RunCosts
    from cli.settings import Settings

_EPOCH: Final = date(1970, 1, 1)
_FIRST_INSTANT: Final = datetime(1970, 1, 1, tzinfo=UTC)
_BEGINNING: Final = -(1 << 62)
_END: Final = 1 << 62
"""Instants before and after all others."""


class DatedRequest(NamedTuple):
    """What is asked of a report on the interaction basis."""

    days: "DateRange"
    """Of the touches."""
    by_month: bool = False


class DatedCredit(NamedTuple):
    """Credit by the day of its touch, in the days of a report."""

    asked: "DateRange"
    first: date
    last: date
    """The days that costs are of: as asked, else those of the first and the last touch."""
    days: TouchDays
    """All of them; without an end where none is asked for."""
    months: TouchDays | None
    """Those of touches, orders and costs, where the report is by month."""
    immature: tuple[date, date] | None
    """Days of the report whose touches may still lead to orders that the files do not have."""

    def list_facets(self, *, new: bool) -> tuple[TouchDays, ...]:
        """Return what the credit is counted by; `new` asks for that of new customers as well."""
        some = (self.days, *(() if self.months is None else (self.months,)))
        return (*some, *((replace(each, new=True) for each in some) if new else ()))


def find_days_and_costs(
    run: "Run", shop: "Dataset", asked: DatedRequest | None
) -> "tuple[DatedCredit | None, RunCosts | None]":
    """Return the days of the touches, None where credit has those of its orders, and the costs.

    Raises what reading costs raises, and NoOrdersError.
    """
    if asked is None:
        return None, read_report_costs(run, shop)
    read = read_run_costs(run)
    dated = _find_dated_credit(run, shop, asked, read)
    if read is None:
        return dated, None
    days, by_month = (dated.first, dated.last), dated.months is not None
    return dated, build_report_costs(run, shop, read, days, by_month=by_month)


def _find_dated_credit(
    run: "Run", shop: "Dataset", asked: DatedRequest, costs: "CostInput | None"
) -> DatedCredit:
    """Return the days of a report on the interaction basis; raises NoOrdersError."""
    zone = run.settings.timezone
    latest = shop.find_last_day()
    days = asked.days.count_back(run.settings.rfm.as_of or latest)
    first, last = _find_touch_days(shop, zone)
    first, last = days.first or first, days.last or last
    begin = _BEGINNING if days.first is None else find_midnight(days.first, zone)
    end = _END if days.last is None else find_midnight(days.last + timedelta(days=1), zone)
    months = None
    if asked.by_month:
        cut = partial(cut_into_months, begin=begin, end=end, zone=zone)
        # Of days with nothing in them one month remains, so that the columns are the same.
        months = cut(find_months(shop, zone, costs, first, last)) or cut([days.first or last])
    return DatedCredit(
        days,
        first,
        last,
        TouchDays(((begin, end),)),
        months,
        _find_immature(run.settings, latest, first, last),
    )


def count_window_days(settings: "Settings") -> int:
    """Return the longest lookback of the report's first window in days, rounded up."""
    longest = max(settings.journeys.lookback[0].durations)
    return -(-longest.hours // 24)


def _find_touch_days(shop: "Dataset", zone: str) -> tuple[date, date]:
    """Return the local days of the first and the last touch; without any those of the orders."""
    facts = shop.touch_facts
    if facts is None or facts.begun is None or facts.latest is None:
        return find_order_days(shop)
    begun = (facts.begun.replace(tzinfo=UTC) - _FIRST_INSTANT) // timedelta(microseconds=1)
    days = to_local_days(np.array([begun, facts.latest]), zone).tolist()
    return _EPOCH + timedelta(days=days[0]), _EPOCH + timedelta(days=days[1])


def _find_immature(
    settings: "Settings", latest: date, first: date, last: date
) -> tuple[date, date] | None:
    begin = max(first, latest - timedelta(days=count_window_days(settings) - 1))
    return (begin, last) if begin <= last else None
