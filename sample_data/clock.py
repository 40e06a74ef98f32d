"""The shop's clock in local time: when people are online and when the store is open."""

from datetime import datetime, time, timedelta
from itertools import pairwise

from sample_data.truths import TRUTHS

# (share of the day's contacts, hour): nothing between midnight and 5 o'clock, so that no
# time is skipped or ambiguous on the two days when the clocks change.
ONLINE = ((0.0, 7.0), (0.25, 11.5), (0.5, 15.5), (0.7, 19.0), (0.95, 22.75), (1.0, 23.98))
STORE = ((0.0, 10.0), (0.45, 13.0), (1.0, 19.5))
SUNDAY = 6
HOLIDAYS = frozenset(
    {(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)}
)
"""Month and day of the days on which the store is closed."""


def to_midnight(day: int) -> datetime:
    """Give the first instant of a day, counted from the year's first."""
    return datetime.combine(TRUTHS.first_day, time()) + timedelta(days=day)


def to_days(instant: datetime) -> float:
    """Give an instant in days from the year's start."""
    return (instant - to_midnight(0)) / timedelta(days=1)


def to_online_time(at: float) -> datetime:
    """Give the local time of a contact online; `at` is in days from the year's start."""
    return _to_local_time(at, ONLINE)


def to_store_time(at: float) -> datetime:
    """Give the opening hour on the day of `at`, or on the next day that the store is open."""
    opened = _to_local_time(at, STORE)
    while opened.weekday() == SUNDAY or (opened.month, opened.day) in HOLIDAYS:
        opened += timedelta(days=1)
    return opened


def is_in_year(instant: datetime) -> bool:
    """Tell whether the exports hold that instant."""
    return to_midnight(0) <= instant < to_midnight(TRUTHS.days)


def _to_local_time(at: float, profile: tuple[tuple[float, float], ...]) -> datetime:
    day = int(at // 1)
    return to_midnight(day) + timedelta(seconds=int(3600 * _find_hour(at - day, profile)))


def _find_hour(share: float, profile: tuple[tuple[float, float], ...]) -> float:
    for (low, start), (high, end) in pairwise(profile):
        if share < high:
            return start + (end - start) * (share - low) / (high - low)
    return profile[-1][1]
