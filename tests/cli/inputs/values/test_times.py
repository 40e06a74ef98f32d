from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.inputs.values.time_zones import to_instants
from tests.cli.inputs.small_files import ORDERS, TOUCHES, orders, touches

ROME = "Europe/Rome"


def at(folder: Path, *texts: str, zone: str = "UTC", **section: str) -> list[datetime]:
    rows = "".join(f"\nc1,{text},Email" for text in texts)
    found = touches(folder, TOUCHES + rows, zone=zone, section=section).frame["touched_at"]
    assert found.dtype == pl.Datetime("us", "UTC")
    return found.to_list()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-01-02 03:04:05", datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2025-01-02T03:04:05", datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2025-01-02 03:04", datetime(2025, 1, 2, 3, 4, tzinfo=UTC)),
        ("2025-01-02", datetime(2025, 1, 2, tzinfo=UTC)),
        ("2025-01-02 03:04:05.5", datetime(2025, 1, 2, 3, 4, 5, 500_000, tzinfo=UTC)),
        ("2025-01-02 03:04:05.123456", datetime(2025, 1, 2, 3, 4, 5, 123456, tzinfo=UTC)),
        ("2025-01-02T03:04:05Z", datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2025-01-02T03:04:05.25Z", datetime(2025, 1, 2, 3, 4, 5, 250_000, tzinfo=UTC)),
        ("2025-01-02 03:04:05 UTC", datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2025-01-02T03:04:05+01:00", datetime(2025, 1, 2, 2, 4, 5, tzinfo=UTC)),
        ("2025-01-02 03:04:05 -0530", datetime(2025, 1, 2, 8, 34, 5, tzinfo=UTC)),
        ("2025-01-02T03:04+01", datetime(2025, 1, 2, 2, 4, tzinfo=UTC)),
    ],
)
def test_known_ways_of_writing(text: str, expected: datetime, tmp_path: Path) -> None:
    assert at(tmp_path, text) == [expected]
    # The slow path, forced by a row written in another way, reads the same.
    assert at(tmp_path, text, "2020-01-01 00:00:07")[0] == expected


def test_a_naive_time_is_in_the_zone_and_one_with_an_offset_is_not(tmp_path: Path) -> None:
    assert at(tmp_path, "2025-01-02 12:00:00", "2025-07-02T12:00:00Z", zone=ROME) == [
        datetime(2025, 1, 2, 11, tzinfo=UTC),
        datetime(2025, 7, 2, 12, tzinfo=UTC),
    ]


def test_the_files_zone_wins(tmp_path: Path) -> None:
    found = at(tmp_path, "2025-01-02 12:00:00", zone=ROME, timezone="America/New_York")
    assert found == [datetime(2025, 1, 2, 17, tzinfo=UTC)]


def test_clock_changes_of_rome(tmp_path: Path) -> None:
    rows = (
        "\nc1,2025-03-30 01:59:59,a"
        "\nc1,2025-03-30 02:00:00,a"
        "\nc1,2025-03-30 02:59:59,a"
        "\nc1,2025-03-30 03:00:00,a"
        "\nc1,2025-10-26 01:59:59,a"
        "\nc1,2025-10-26 02:00:00,a"
        "\nc1,2025-10-26 02:59:59,a"
        "\nc1,2025-10-26 03:00:00,a"
    )
    read = touches(tmp_path, TOUCHES + rows, zone=ROME)
    assert [time.strftime("%d %H:%M:%S") for time in read.frame["touched_at"]] == [
        "30 00:59:59",
        "30 01:00:00",
        "30 01:00:00",
        "30 01:00:00",
        "25 23:59:59",
        "26 00:00:00",
        "26 00:59:59",
        "26 02:00:00",
    ]
    assert (read.counts.skipped, read.counts.ambiguous) == (2, 2)
    assert read.notes == (
        "touchpoints: 2 rows at a local time that occurs twice, read as the earlier instant",
        "touchpoints: 2 rows at a local time that does not exist, moved to the next instant",
    )


@pytest.mark.parametrize("zone", [ROME, "America/Sao_Paulo", "Australia/Lord_Howe", "UTC"])
@given(st.lists(st.datetimes(datetime(1995, 1, 1), datetime(2030, 1, 1)), min_size=1))  # noqa: DTZ001
def test_localised_agrees_with_polars(zone: str, times: list[datetime]) -> None:
    local = pl.Series("at", times, pl.Datetime("us"))
    found = to_instants(local, zone)
    expected = local.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    exists = expected.is_not_null()
    assert found.instants.filter(exists).to_list() == (
        expected.filter(exists).dt.convert_time_zone("UTC").to_list()
    )
    assert found.skipped == expected.null_count()
    later = local.dt.replace_time_zone(zone, ambiguous="latest", non_existent="null")
    assert found.ambiguous == int((later != expected).sum())


def test_nulls_stay_null() -> None:
    local = pl.Series("at", [datetime(2025, 7, 1, 12), None], pl.Datetime("us"))  # noqa: DTZ001
    found = to_instants(local, ROME).instants.to_list()
    assert found == [datetime(2025, 7, 1, 10, tzinfo=UTC), None]


def test_a_date_is_the_start_for_a_touch_and_the_end_for_an_order(tmp_path: Path) -> None:
    read = touches(tmp_path, f"{TOUCHES}\nc1,2025-07-01,a", zone=ROME)
    assert read.frame["touched_at"].to_list() == [datetime(2025, 6, 30, 22, tzinfo=UTC)]
    assert read.frame["dated_only"].to_list() == [True]
    assert read.counts.dated == 1
    bought = orders(tmp_path, f"{ORDERS}\nA,c1,2025-07-01,1", zone=ROME)
    end = datetime(2025, 7, 1, 21, 59, 59, 999_999, tzinfo=UTC)
    assert bought.frame["ordered_at"].to_list() == [end]
    assert bought.frame["ordered_on"].cast(pl.String).to_list() == ["2025-07-01"]
    assert bought.counts.dated == 1


def test_dates_and_times_may_be_mixed(tmp_path: Path) -> None:
    text = f"{TOUCHES}\nc1,2025-07-01,a\nc1,2025-07-01 00:00:00,a\nc1,2025-07-01T00:00Z,a"
    read = touches(tmp_path, text)
    assert read.frame["touched_at"].n_unique() == 1
    assert read.frame["dated_only"].to_list() == [True, False, False]
    mixed = orders(tmp_path, f"{ORDERS}\nA,c1,2025-07-01,1\nB,c1,2025-07-01 10:00:00,1")
    assert [time.hour for time in mixed.frame["ordered_at"]] == [23, 10]


def test_the_day_of_an_order_is_local(tmp_path: Path) -> None:
    text = f"{ORDERS}\nA,c1,2025-07-01T23:30:00Z,1"
    days = orders(tmp_path, text, zone=ROME).frame["ordered_on"]
    assert days.cast(pl.String).to_list() == ["2025-07-02"]


def test_a_format_of_the_settings(tmp_path: Path) -> None:
    assert at(tmp_path, "03/02/2025 10:30", time_format="%d/%m/%Y %H:%M") == [
        datetime(2025, 2, 3, 10, 30, tzinfo=UTC)
    ]
    read = touches(tmp_path, f"{TOUCHES}\nc1,03/02/2025,a", time_format="%d/%m/%Y")
    assert read.frame["dated_only"].to_list() == [True]
    assert at(tmp_path, "03/02/2025 10:30 +0100", time_format="%d/%m/%Y %H:%M %z") == [
        datetime(2025, 2, 3, 9, 30, tzinfo=UTC)
    ]
