"""The days of a report as given on the command line."""

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from cli.errors import MeritoError

if TYPE_CHECKING:
    from cli.options import Options

_PERIOD: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})|-?[Qq]([1-4]))?")
_DECEMBER: Final = 12
_LENGTH: Final = re.compile(r"0*([1-9][0-9]{0,4})([dw])")
_DAYS: Final = {"d": 1, "w": 7}


class BadDayError(MeritoError):
    """An option wants a day and got something else."""

    def __init__(self, option: str, given: str) -> None:
        super().__init__(
            f'{option}: "{given}" is no day and no period; write it as'
            " 2026-01-31, 2026, 2026-01 or 2026-Q1"
        )


class ReversedRangeError(MeritoError):
    """The first day of a range lies after its last."""

    def __init__(self, first: date, last: date) -> None:
        super().__init__(f"--from {first} is later than --to {last}; exchange the two")


class BadLengthError(MeritoError):
    """An option wants a number of days and got something else."""

    def __init__(self, given: str) -> None:
        super().__init__(f'--last: "{given}" is no number of days or weeks; write it as 90d or 12w')


class TwoRangesError(MeritoError):
    """The days of a report are said in two ways."""

    def __init__(self, option: str) -> None:
        super().__init__(
            f"--last and {option} contradict each other; leave one of them out"
            " (--last counts back from the as-of day, which --as-of sets)"
        )


class DateRange(NamedTuple):
    """The days whose orders a report counts, both included, in its time zone; None: open."""

    first: date | None
    last: date | None
    length: int | None = None
    """Days to count back from the as-of day, that one included, until it is known."""

    def count_back(self, as_of: date | None) -> "DateRange":
        """Return the range with its days counted back from an as-of day, open where that lacks."""
        if self.length is None or as_of is None:
            return DateRange(self.first, self.last)
        earliest = max(date.min.toordinal(), as_of.toordinal() - self.length + 1)
        return DateRange(date.fromordinal(earliest), as_of)

    def __str__(self) -> str:
        """Return the range in words, empty where it is open on both sides."""
        if self.first and self.last:
            return f"orders from {self.first} to {self.last}"
        if self.first:
            return f"orders from {self.first} on"
        return f"orders up to {self.last}" if self.last else ""


def parse_period(option: str, given: str) -> tuple[date, date]:
    """Return the first and last day of a day, year, month or quarter; raises BadDayError.

    Written as 2026-01-31, 2026, 2026-01 or 2026-Q1.
    """
    period = _PERIOD.fullmatch(given)
    try:
        if period is None:
            return date.fromisoformat(given), date.fromisoformat(given)
        year, first, last = int(period[1]), 1, _DECEMBER
        if period[2]:
            first = last = int(period[2])
        elif period[3]:
            first, last = 3 * int(period[3]) - 2, 3 * int(period[3])
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    except ValueError:
        raise BadDayError(option, given) from None


def parse_date_range(options: "Options") -> DateRange:
    """Return the range of --from and --to, or of --last.

    A period begins with its first day and ends with its last. Raises BadDayError, BadLengthError,
    ReversedRangeError, and TwoRangesError where days are counted back from two ends.
    """
    first, last = options.from_day, options.to_day
    if options.last is not None:
        length = _parse_length(options.last)
        for option, given in (("--from", first), ("--to", last)):
            if given is not None:
                raise TwoRangesError(option)
        return DateRange(None, None, length)
    found = DateRange(
        None if first is None else parse_period("--from", first)[0],
        None if last is None else parse_period("--to", last)[1],
    )
    if found.first and found.last and found.first > found.last:
        raise ReversedRangeError(found.first, found.last)
    return found


def _parse_length(given: str) -> int:
    """Return a number of days, at least one."""
    form = _LENGTH.fullmatch(given)
    if form is None:
        raise BadLengthError(given)
    return int(form[1]) * _DAYS[form[2]]
