"""The column of a row's last day, found by the name of that of the first."""

import pytest

from cli.inputs.tables.span_names import find_last_day_column


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Week start", "Week end"),
        ("Reporting starts", "Reporting ends"),
        ("date_start", "date_stop"),
        ("StartDate", "EndDate"),
        ("Start Date (UTC)", "End date (UTC)"),
        ("Data inizio", "Data fine"),
        ("Von", "bis"),
        ("Date de début", "Date de fin"),
        ("Fecha desde", "Fecha hasta"),
        ("From", "To"),
    ],
)
def test_a_name_that_begins_has_one_that_ends(first: str, last: str) -> None:
    assert find_last_day_column(first, ["Cost", first, "Campaign end date", last]) == last


@pytest.mark.parametrize("first", ["Day", "Date", "Start date", "From"])
def test_the_end_of_something_else_is_none(first: str) -> None:
    assert find_last_day_column(first, ["Campaign end date", "Ends", "Cost", first]) is None
