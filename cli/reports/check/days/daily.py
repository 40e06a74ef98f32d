"""Touches and orders by day: days without any, and levels that jump."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from cli.reports.check.finding import Finding
from cli.reports.check.finding_names import FindingName, FindingSeverity
from cli.wording import format_count, format_days, format_examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from cli.reports.check.days.moments import Moments
    from cli.reports.check.subject import CheckSubject

_WEEK: Final = 7
_WEEKS: Final = 4
_MONTH: Final = _WEEK * _WEEKS
_YEAR: Final = 52 * _WEEK
_QUARTER_YEAR: Final = 13 * _WEEK
_EXPECTED: Final = 10
"""Touches that an empty stretch would hold at least on such weekdays."""
_TWICE: Final = 2
_BUSY: Final = 40
"""Rows a week on the higher side of a jump."""


class DailyRows(NamedTuple):
    """Rows a day, from the first to the last day that has any."""

    first: date
    counts: "NDArray[np.int64]"

    def day(self, place: int) -> date:
        """Return the day of a place in `counts`."""
        return self.first + timedelta(days=place)


def count_rows_by_day(moments: "Moments", timezone: str) -> DailyRows | None:
    """Return the rows a day of a time zone, None where there are none.

    Rows whose date can only be a mistake are left out: they would open gaps of years.
    """
    found = moments.by_day(timezone, *(moments.find_plausible_bounds() or ()))
    if not found.height:
        return None
    first, last = found["day"][0], found["day"][-1]
    counts = np.zeros((last - first).days + 1, dtype=np.int64)
    places = (found["day"] - first).dt.total_days().to_numpy()
    counts[places] = found["rows"].to_numpy()
    return DailyRows(first, counts)


def find_gaps(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the days without touches between the first and the last that should have some.

    A stretch of empty days counts where its weekdays held, on average over the four weeks before
    and the four weeks after it, at least ten touches together: a shop that is never visited on
    Sundays has no gap there.
    """
    touches = count_rows_by_day(facts.totals.touched, facts.settings.timezone)
    found = [] if touches is None else find_empty_stretches(touches.counts)
    if touches is None or not found:
        return
    stretches = [format_days(touches.day(first), touches.day(last)) for first, last in found]
    missing = sum(last - first + 1 for first, last in found)
    yield Finding(
        FindingName.TOUCH_GAPS,
        FindingSeverity.WARNING,
        f"{format_count(missing, 'day')} without any touch, though their weekdays usually"
        " have some:"
        f" {format_examples(stretches)}",
        "look for exports that are missing, and for days when tracking was broken",
    )


def find_empty_stretches(counts: "NDArray[np.int64]") -> list[tuple[int, int]]:
    """Return first and last place of the stretches without rows that `find_gaps` tells of."""
    edges = np.diff(np.concatenate([[0], counts == 0, [0]]))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    found = []
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        usual = _estimate_usual_rows(counts, start, end)
        weekdays = np.flatnonzero(usual)
        if usual.sum() >= _EXPECTED:
            found.append((start + int(weekdays[0]), start + int(weekdays[-1])))
    return found


def _estimate_usual_rows(
    counts: "NDArray[np.int64]", start: int, end: int
) -> "NDArray[np.float64]":
    """Return the rows that the days of an empty stretch usually hold, shape (end - start,).

    The mean of the same weekday in the four weeks before and after it; 0 where there is none.
    """
    near = np.concatenate(
        [np.arange(max(0, start - _MONTH), start), np.arange(end, min(end + _MONTH, len(counts)))]
    )
    weekday = near % _WEEK
    sums = np.bincount(weekday, counts[near], _WEEK)
    means = sums / np.maximum(np.bincount(weekday, minlength=_WEEK), 1)
    usual: NDArray[np.float64] = means[np.arange(start, end) % _WEEK]
    return usual


def find_shifts(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield days on which the level of touches or orders jumps and stays.

    A jump: each of the four weeks after is at least twice each of the four weeks before, or at
    most half, with at least 40 rows a week on the higher side. Growth week by week is none, nor is
    a season: what rises and falls again within a quarter, or jumps alike a year before or after.
    """
    roles = (
        (FindingName.TOUCH_SHIFT, "touches", facts.totals.touched),
        (FindingName.ORDER_SHIFT, "orders", facts.totals.counted),
    )
    for name, what, moments in roles:
        rows = count_rows_by_day(moments, facts.settings.timezone)
        found = [] if rows is None else find_jumps(rows.counts)
        if rows is None or not found:
            continue
        said = [
            f"on {rows.day(place)} from {before:,.0f} to {after:,.0f} a week"
            for place, before, after in found
        ]
        yield Finding(
            name,
            FindingSeverity.WARNING,
            f"the level of {what} jumps: {format_examples(said)}",
            "find out what changed there: tracking, consent, an export's filter, or the business;"
            " --from and --to report one side alone",
        )


def find_jumps(counts: "NDArray[np.int64]") -> list[tuple[int, float, float]]:
    """Return place, and mean rows a week before and after, of the jumps of `find_shifts`."""
    if len(counts) < 2 * _MONTH:
        return []
    sums = np.convolve(counts, np.ones(_WEEK, dtype=np.int64), "valid")
    places = np.arange(_MONTH, len(counts) - _MONTH + 1)
    before = sums[places[:, None] - _WEEK * np.arange(1, _WEEKS + 1)]
    after = sums[places[:, None] + _WEEK * np.arange(_WEEKS)]
    up = after.min(1) >= np.maximum(_TWICE * before.max(1), _BUSY)
    down = before.min(1) >= np.maximum(_TWICE * after.max(1), _BUSY)
    means = before.mean(1), after.mean(1)
    found = []
    for jumped in (up, down):
        for stretch in np.split(np.flatnonzero(jumped), _find_breaks(np.flatnonzero(jumped))):
            if len(stretch):
                best = stretch[np.argmax(np.abs(np.log1p(means[1]) - np.log1p(means[0]))[stretch])]
                found.append((int(places[best]), float(means[0][best]), float(means[1][best])))
    return sorted(one for one in found if not any(_is_seasonal(one, other) for other in found))


def _find_breaks(places: "NDArray[np.intp]") -> "NDArray[np.intp]":
    return np.flatnonzero(np.diff(places) > _WEEK) + 1


def _is_seasonal(one: tuple[int, float, float], other: tuple[int, float, float]) -> bool:
    """Tell whether two jumps are a season.

    Up and down again within a quarter; or alike, a year apart, two weeks more or less.
    """
    apart = abs(abs(one[0] - other[0]) - _YEAR) <= 2 * _WEEK
    up, down = sorted((one, other))
    passed = up[1] < up[2] and down[1] > down[2] and down[0] - up[0] <= _QUARTER_YEAR
    return passed or (apart and (one[1] < one[2]) == (other[1] < other[2]))


RULES: Final = (find_gaps, find_shifts)
"""The rules of this file, each a function of the subject that yields what it finds."""
OF_ORDERS: Final = (find_shifts,)
"""Those that need no touches."""
