"""The days of a report as given on the command line."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

from cli.errors import MeritoError

_PERIOD: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})|-?[Qq]([1-4]))?")
_DECEMBER: Final = 12


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


@dataclass(frozen=True, slots=True)
class DateRange:
    """The days whose orders a report counts, both included, in its time zone; None: open."""

    first: date | None
    last: date | None

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


def parse_date_range(first: str | None, last: str | None) -> DateRange:
    """Return the range of --from and --to; raises BadDayError and ReversedRangeError.

    A period begins with its first day and ends with its last.
    """
    found = DateRange(
        None if first is None else parse_period("--from", first)[0],
        None if last is None else parse_period("--to", last)[1],
    )
    if found.first and found.last and found.first > found.last:
        raise ReversedRangeError(found.first, found.last)
    return found
