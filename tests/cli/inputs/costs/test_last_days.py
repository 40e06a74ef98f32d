"""The last day of a row of costs that ends at an instant."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from cli.inputs.costs.daily import choose_last_days

FEBRUARY, MARCH, APRIL = date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)


@pytest.mark.parametrize(
    ("first", "ends", "last"),
    [
        ([FEBRUARY], [datetime(2026, 2, 2, tzinfo=UTC)], [FEBRUARY]),
        ([FEBRUARY, MARCH], [MARCH, APRIL], [date(2026, 2, 28), date(2026, 3, 31)]),
        ([FEBRUARY, MARCH], [date(2026, 2, 28), date(2026, 3, 31)], None),
        ([FEBRUARY], [datetime(2026, 2, 2, 12, tzinfo=UTC)], None),
        ([FEBRUARY], [MARCH], None),
    ],
)
def test_midnight_begins_the_day_after(
    first: list[date], ends: list[date], last: list[date] | None
) -> None:
    instants = pl.Series(ends).cast(pl.Datetime("us", "UTC"))
    found = choose_last_days(instants, pl.Series(first)).to_list()
    assert found == (last or instants.dt.date().to_list())
