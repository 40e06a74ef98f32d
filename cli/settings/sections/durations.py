"""Durations as written in the configuration and on the command line: 12h, 30d, 4w."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Final

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from cli.settings.sections.types import make_error

_HOURS: Final = {"h": 1, "d": 24, "w": 168}
_LONGEST_HOURS: Final = 100 * 366 * 24
_FORM: Final = re.compile(r"([0-9]{1,7})([hdw])")
_EXPECTED: Final = "expected a duration such as 12h, 30d or 4w"


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A whole number of hours, days (of 24 hours) or weeks."""

    hours: int
    text: str
    """As written: 30d."""

    def __str__(self) -> str:
        return self.text

    @property
    def microseconds(self) -> int:
        """The length in microseconds of elapsed time."""
        return self.hours * 3_600_000_000

    @property
    def timedelta(self) -> timedelta:
        """The length as elapsed time."""
        return timedelta(hours=self.hours)

    @property
    def days(self) -> int | None:
        """The length in days; None where it is not a whole number of days."""
        days, rest = divmod(self.hours, 24)
        return None if rest else days


def parse_duration(given: object) -> Duration:
    """Read a duration such as 30d; anything else is a mistake that names an example."""
    if isinstance(given, Duration):
        return given
    form = _FORM.fullmatch(given) if isinstance(given, str) else None
    if form is None:
        raise make_error(_EXPECTED)
    hours = int(form[1]) * _HOURS[form[2]]
    if hours > _LONGEST_HOURS:
        raise make_error("longer than a hundred years")
    return Duration(hours, form[0])


def _require_positive(given: object) -> Duration:
    length = parse_duration(given)
    if not length.hours:
        raise make_error(f"must be longer than {length}")
    return length


def parse_whole_days(given: object) -> Duration:
    """Read a duration of whole days, at least one."""
    length = _require_positive(given)
    if length.days is None:
        raise make_error("expected whole days such as 365d")
    return length


_SCHEMA = WithJsonSchema(
    {"type": "string", "pattern": "^[0-9]{1,7}[hdw]$", "examples": ["12h", "30d", "4w"]}
)
_TEXT = PlainSerializer(str, return_type=str)
Length = Annotated[Duration, PlainValidator(parse_duration), _TEXT, _SCHEMA]
PositiveLength = Annotated[Duration, PlainValidator(_require_positive), _TEXT, _SCHEMA]
WholeDays = Annotated[Duration, PlainValidator(parse_whole_days), _TEXT, _SCHEMA]
