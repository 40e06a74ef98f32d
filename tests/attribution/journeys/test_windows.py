"""Windows: their edges, local days, clock changes."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.choices import Basis
from attribution.journeys.windows import DAY, Window, find_first_instants, to_local_days
from attribution.parts.vocabulary import Vocabulary
from tests.attribution import reference
from tests.attribution.shop import MICROSECOND, instant
from tests.attribution.strategies import STARTS
from tests.examples import examples

EPOCH = instant("1970-01-01T00:00")


def number(text: str) -> int:
    return (instant(text) - EPOCH) // MICROSECOND


def opens(window: Window, at: str) -> int:
    return int(window.find_opening(np.array([number(at)]), window.default)[0])


def test_thirty_calendar_days_before_30_january() -> None:
    window = Window(30 * DAY, basis=Basis.CALENDAR_DAYS)
    assert opens(window, "2024-01-30T15:00") == number("2024-01-01T00:00")


def test_thirty_elapsed_days_leave_out_a_touch_dated_1_january() -> None:
    window = Window(30 * DAY)
    assert opens(window, "2024-01-31T23:59:59.999999") == number("2024-01-01T23:59:59.999999")


@pytest.mark.parametrize(
    ("timezone", "at", "start"),
    [
        ("Europe/Rome", "2024-03-31T12:00", "2024-03-30T23:00"),
        ("Europe/Rome", "2024-04-01T12:00", "2024-03-31T22:00"),
        ("Europe/Rome", "2024-10-27T12:00", "2024-10-26T22:00"),
        ("America/Sao_Paulo", "2018-11-04T12:00", "2018-11-04T03:00"),
        ("America/Sao_Paulo", "2018-02-18T12:00", "2018-02-18T03:00"),
        ("Africa/Cairo", "2024-04-26T12:00", "2024-04-25T22:00"),
        ("America/Havana", "2024-11-03T12:00", "2024-11-03T04:00"),
        ("Asia/Kathmandu", "2024-11-03T12:00", "2024-11-02T18:15"),
    ],
)
def test_one_calendar_day(timezone: str, at: str, start: str) -> None:
    window = Window(DAY, basis=Basis.CALENDAR_DAYS, timezone=timezone)
    assert opens(window, at) == number(start)


def test_a_day_that_never_was() -> None:
    missing = (date(2011, 12, 30) - date(1970, 1, 1)).days
    found = find_first_instants(np.array([missing, missing + 1]), "Pacific/Apia")
    assert found.tolist() == [number("2011-12-30T10:00")] * 2


@st.composite
def instants(draw: st.DrawFn) -> tuple[str, datetime]:
    zone = draw(st.sampled_from(sorted(STARTS)))
    start = draw(st.sampled_from(STARTS[zone]))
    return zone, start + draw(st.integers(0, 5 * DAY)) * MICROSECOND


@given(instants(), st.integers(1, 4))
@examples(150)
def test_a_window_opens_at_the_first_instant_inside(
    case: tuple[str, datetime], length: int
) -> None:
    zone, at = case
    window = Window(length * DAY, basis=Basis.CALENDAR_DAYS, timezone=zone)
    opened = window.find_opening(np.array([(at - EPOCH) // MICROSECOND]), window.default)
    first = EPOCH + int(opened[0]) * MICROSECOND
    days = timedelta(days=length)
    assert reference.within(first, at, days, window)
    assert not reference.within(first - MICROSECOND, at, days, window)
    local = first.astimezone(ZoneInfo(zone)).date()
    assert to_local_days(opened, zone).tolist() == [(local - EPOCH.date()).days]


def test_the_most_specific_length_holds() -> None:
    window = Window(30, (("view", 1), ("click", 5)), (("Email", 7),))
    names = {"channel": ("Email", "TV", None), "interaction": ("click", "other", "view", None)}
    codes = np.zeros(0, dtype=np.uint32)
    vocabularies = {name: Vocabulary(values, codes) for name, values in names.items()}
    lengths, which = window.get_lengths(vocabularies)
    assert lengths[which].tolist() == [[7, 7, 7, 7], [5, 30, 1, 30], [5, 30, 1, 30]]
