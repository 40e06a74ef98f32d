"""The period that is watched, and those that are like it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import polars as pl

from rfm.cohorts import periods as calendar
from rfm.cohorts.choices import Period
from rfm.watch.choices import KpiPeriod

LIKE: Final = 8
"""Like periods that are looked back at."""
_EPOCH: Final = date(1970, 1, 1)
_STEPS: Final = {KpiPeriod.DAY: 7}
"""How many periods the next like one lies before: days have the weekday in common."""
_YEARS: Final = {
    KpiPeriod.DAY: 364,
    KpiPeriod.WEEK: 52,
    KpiPeriod.MONTH: 12,
    KpiPeriod.QUARTER: 4,
}
"""How many periods the one of a year earlier lies before."""


def number_periods(day: pl.Expr, kind: KpiPeriod) -> pl.Expr:
    """Return the expression of the number (Int32) of each day's period."""
    if kind is KpiPeriod.DAY:
        return day.cast(pl.Int32)
    return calendar.number_periods(day, Period(kind))


def find_number(day: date, kind: KpiPeriod) -> int:
    """Return the number of one day's period."""
    if kind is KpiPeriod.DAY:
        return (day - _EPOCH).days
    return calendar.find_number(day, Period(kind))


@dataclass(frozen=True, slots=True)
class WatchedPeriod:
    """A period of the calendar: a day, week, month or quarter."""

    kind: KpiPeriod
    number: int
    """Those of a kind follow each other."""

    @classmethod
    def find_latest(cls, as_of: date, kind: KpiPeriod) -> "WatchedPeriod":
        """Return the last period that is over as of a day, which counts as over itself."""
        return cls(kind, find_number(as_of + timedelta(days=1), kind) - 1)

    @property
    def first_day(self) -> date:
        """The day that it begins with."""
        if self.kind is KpiPeriod.DAY:
            return _EPOCH + timedelta(days=self.number)
        return calendar.find_first_day(self.number, Period(self.kind))

    @property
    def last_day(self) -> date:
        """The day that it ends with."""
        if self.kind is KpiPeriod.DAY:
            return self.first_day
        return calendar.find_last_day(self.number, Period(self.kind))

    @property
    def label(self) -> str:
        """Its name: 2026-01-31, 2026-W05 (of the ISO year), 2026-01, 2026-Q1."""
        if self.kind is KpiPeriod.DAY:
            return self.first_day.isoformat()
        return calendar.label_period(self.number, Period(self.kind))

    def list_earlier(self) -> "tuple[WatchedPeriod, ...]":
        """Return the like periods before it, the nearest first."""
        step = _STEPS.get(self.kind, 1)
        return tuple(self._go_back(step * times) for times in range(1, LIKE + 1))

    def find_year_ago(self) -> "WatchedPeriod":
        """Return the same month or quarter a year earlier, else that 52 weeks earlier."""
        return self._go_back(_YEARS[self.kind])

    def _go_back(self, periods: int) -> "WatchedPeriod":
        return WatchedPeriod(self.kind, self.number - periods)
