"""How many bad rows a run may leave out: a count or a share."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from cli.settings.sections.types import make_error


@dataclass(frozen=True, slots=True)
class Tolerance:
    """The bad rows that are left out instead of stopping the run."""

    text: str
    """As written: 0, 25 or 0.1%."""
    rows: int | None
    """Most bad rows, None where a share is set."""
    share: Fraction | None
    """Largest share of bad rows, None where a count is set."""

    def allows(self, bad: int, rows: int) -> bool:
        """Say whether so many bad ones among all the rows of the input may be left out."""
        if self.share is not None:
            return bad <= self.share * rows
        return self.rows is not None and bad <= self.rows


def _parse_tolerance(given: object) -> Tolerance:
    if isinstance(given, Tolerance):
        return given
    text = str(given).strip() if isinstance(given, int | str) else ""
    if re.fullmatch(r"[0-9]{1,12}", text):
        return Tolerance(text, int(text), None)
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,9})?%", text) and Fraction(text[:-1]) <= 100:
        return Tolerance(text, None, Fraction(text[:-1]) / 100)
    raise make_error('expected a number of rows such as 10, or a share such as "0.1%"')


def _serialise_tolerance(tolerance: Tolerance) -> int | str:
    return tolerance.text if tolerance.rows is None else tolerance.rows


BadRows = Annotated[
    Tolerance,
    PlainValidator(_parse_tolerance),
    PlainSerializer(_serialise_tolerance, return_type=int | str),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 0},
                {"type": "string", "pattern": r"^[0-9]{1,3}(\.[0-9]{1,9})?%$"},
            ],
            "examples": [0, 25, "0.1%"],
        }
    ),
]
