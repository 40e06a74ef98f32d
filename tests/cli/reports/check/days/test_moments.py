"""When rows happened, added up over parts."""

from datetime import UTC, date, datetime

import polars as pl

from cli.reports.check.days.moments import Moments

HOUR = 3_600_000_000


def moments(*hours: float) -> Moments:
    at = pl.Series([int(hour * HOUR) for hour in hours], dtype=pl.Int64)
    return Moments.of(at.cast(pl.Datetime("us", "UTC")))


def test_parts_add_up() -> None:
    together = moments(30, 1, 1.1, 50, 2)
    added = moments(1.1, 30) + moments() + moments(2, 50, 1)
    assert added.quarters.frame.equals(together.quarters.frame)
    assert (added.first, added.last) == (HOUR, 50 * HOUR)
    assert added.count_rows(most=2 * HOUR) == 3
    assert added.count_rows(least=2 * HOUR, most=30 * HOUR) == 2
    assert moments().first is None


def test_days_are_those_of_the_time_zone() -> None:
    days = moments(0, 22.5, 23.2, 23.5).by_day("Europe/Rome")
    assert days.rows() == [(date(1970, 1, 1), 2), (date(1970, 1, 2), 2)]
    assert moments().by_day("Europe/Rome").height == 0


def test_the_ends_are_told_to_the_microsecond() -> None:
    """Before time zones were whole quarters, a quarter may lie in two days."""
    midnight = datetime(1899, 12, 29, 23, 10, 4, tzinfo=UTC)
    found = Moments.of(pl.Series([midnight], dtype=pl.Datetime("us", "UTC")))
    assert found.first == found.last == int(midnight.timestamp() * 1e6)


def test_what_cannot_be_true() -> None:
    year = 366 * 24
    few = moments(*range(99))
    assert few.find_plausible_bounds() is None
    bounds = (few + moments(99)).find_plausible_bounds()
    assert bounds == ((1 - year) * HOUR, (98 + year) * HOUR)
