"""The days of a report as given on the command line."""

from dataclasses import dataclass
from datetime import date

from cli.errors import MeritoError


class BadDayError(MeritoError):
    """An option wants a day and got something else."""

    def __init__(self, option: str, given: str) -> None:
        super().__init__(f'{option}: "{given}" is not a day; write it as 2026-01-31')


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


def parse_day(option: str, given: str | None) -> date | None:
    """Return the day that an option gives, None where it gives none; raises BadDayError."""
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise BadDayError(option, given) from None


def parse_date_range(first: str | None, last: str | None) -> DateRange:
    """Return the range of --from and --to; raises BadDayError and ReversedRangeError."""
    found = DateRange(parse_day("--from", first), parse_day("--to", last))
    if found.first and found.last and found.first > found.last:
        raise ReversedRangeError(found.first, found.last)
    return found
