"""Typed cells as text, so written that nobody can take them for something else."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Final

Cell = int | float | str | bool | date | datetime | time | timedelta
"""What the reader of workbooks makes of a cell; an empty text where it is empty."""

_EXACT: Final = 10**15
"""Whole numbers from here on have more digits than a spreadsheet keeps."""
_BREAK: Final = re.compile(r"\s*(?:\r\n|\r|\n)\s*")
_DIGIT: Final = re.compile(r"\d")
_ERROR: Final = re.compile(r"#[A-Z0-9/_]+[!?]?")
"""What a cell shows whose formula has no result."""
_RETURN: Final = "_x000D_"
"""How workbooks write a carriage return, beside the line break itself."""


@dataclass(slots=True)
class ColumnKind:
    """What the cells of a column are."""

    filled: bool = False
    numbers: bool = False
    times: bool = False
    """Whether some are dates, with or without a time of day."""
    clocked: bool = False
    """Whether some dates have a time of day."""
    digits: bool = False
    """Whether some texts have digits, hence may be numbers or dates that somebody has typed."""

    def add(self, cell: Cell) -> None:
        """Take note of a cell."""
        if cell == "":
            return
        self.filled = True
        if isinstance(cell, str):
            self.digits = self.digits or _has_digits(cell)
        elif isinstance(cell, date):
            self.times = True
            self.clocked = self.clocked or isinstance(cell, datetime)
        elif not isinstance(cell, bool | time | timedelta):
            self.numbers = True


def _has_digits(text: str) -> bool:
    return _DIGIT.search(text) is not None and _ERROR.fullmatch(text) is None


def write_cell(cell: Cell, kind: ColumnKind) -> str:
    """Return a cell as text in one line.

    Dates are ISO, with a time where others of their column have one. Numbers have the 15 digits
    that a spreadsheet shows and a point, ids no `.0`; those of more digits have an exponent, as a
    spreadsheet writes them.
    """
    match cell:
        case str():
            text = cell.replace(_RETURN, "")
            return _BREAK.sub(" ", text).strip() if "\n" in text or "\r" in text else text
        case bool():
            return "true" if cell else "false"
        case int() | float():
            return _write_number(cell, mixed=kind.digits)
        case _:
            return _write_time(cell, clocked=kind.clocked)


def _write_time(moment: date | time | timedelta, *, clocked: bool) -> str:
    if isinstance(moment, time):
        return moment.isoformat("seconds")
    if isinstance(moment, datetime):
        return moment.isoformat(" ")
    return f"{moment} 00:00:00" if clocked and isinstance(moment, date) else str(moment)


def _write_number(number: float, *, mixed: bool) -> str:
    if not isfinite(number):
        return "#NUM!"
    if number == int(number) and abs(number) < _EXACT:
        return str(int(number))
    text = f"{number:.15g}"
    if "e" in text:
        return text.upper() if abs(number) > 1 else f"{Decimal(text):f}"
    # Beside texts with marks of their own, three decimals might be read as thousands.
    return f"{text}0" if mixed and len(text.partition(".")[2]) == 3 else text
