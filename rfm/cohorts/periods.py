"""Calendar weeks, months and quarters as numbers that follow each other."""

from datetime import date, timedelta
from typing import Final, assert_never

import polars as pl

from rfm.cohorts.choices import Period

_EPOCH: Final = date(1970, 1, 1)
_FROM_MONDAY: Final = 3
"""Days from the Monday of the epoch's week to the epoch, a Thursday."""
_MONTHS: Final = 12
_QUARTERS: Final = 4


def number_periods(day: pl.Expr, period: Period) -> pl.Expr:
    """Return the expression of the number (Int32) of each day's period."""
    match period:
        case Period.WEEK:
            return (day.cast(pl.Int32) + _FROM_MONDAY) // 7
        case Period.MONTH:
            return day.dt.year() * _MONTHS + day.dt.month().cast(pl.Int32) - 1
        case Period.QUARTER:
            return day.dt.year() * _QUARTERS + day.dt.quarter().cast(pl.Int32) - 1
        case _:
            assert_never(period)


def find_number(day: date, period: Period) -> int:
    """Return the number of one day's period."""
    match period:
        case Period.WEEK:
            return ((day - _EPOCH).days + _FROM_MONDAY) // 7
        case Period.MONTH:
            return day.year * _MONTHS + day.month - 1
        case Period.QUARTER:
            return day.year * _QUARTERS + (day.month - 1) // 3
        case _:
            assert_never(period)


def find_first_day(number: int, period: Period) -> date:
    """Return the first day of the period of a number."""
    match period:
        case Period.WEEK:
            return _EPOCH + timedelta(days=7 * number - _FROM_MONDAY)
        case Period.MONTH:
            year, month = divmod(number, _MONTHS)
            return date(year, month + 1, 1)
        case Period.QUARTER:
            year, quarter = divmod(number, _QUARTERS)
            return date(year, 3 * quarter + 1, 1)
        case _:
            assert_never(period)


def find_last_day(number: int, period: Period) -> date:
    """Return the last day of the period of a number."""
    return find_first_day(number + 1, period) - timedelta(days=1)


def label_period(number: int, period: Period) -> str:
    """Return the name of a period: 2026-W05 (of the ISO year), 2026-01, 2026-Q1."""
    first = find_first_day(number, period)
    match period:
        case Period.WEEK:
            year, week, _ = first.isocalendar()
            return f"{year:04d}-W{week:02d}"
        case Period.MONTH:
            return f"{first.year:04d}-{first.month:02d}"
        case Period.QUARTER:
            return f"{first.year:04d}-Q{number % _QUARTERS + 1}"
        case _:
            assert_never(period)
