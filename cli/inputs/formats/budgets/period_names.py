"""Names of months, weeks, quarters and half-years, and their days."""

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.values.month_names import MONTHS, fold_letters
from cli.wording import format_days

if TYPE_CHECKING:
    from collections.abc import Iterable

_ISO: Final = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]01(?:[T ]00:00(?::00)?)?)?")
_NUMBERED: Final = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_NAMED: Final = re.compile(r"([^\W\d_]{3,})\.?[\s'/.-]*([0-9]{4}|[0-9]{2})")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})[\s/.-]*([^\W\d_]{3,})\.?")
_DAY: Final = re.compile(r"[0-9]+[-/.][0-9]+[-/.].*")
_WEEK_NAMES: Final = (
    *("kw", "cw", "w", "kalenderwoche", "woche", "semaine", "settimana", "sett", "semana"),
    *("uke", "uge", "vecka", "viikko", "tydzień", "týden"),
)
"""Words for weeks where these begin on Monday, as ISO 8601 counts them."""
_OTHER_WEEK_NAMES: Final = ("week", "wk")
"""Those of languages in which they may begin on Sunday."""
_WEEK_WORD: Final = rf"(?:{'|'.join((*_WEEK_NAMES, *_OTHER_WEEK_NAMES))})\.?"
_OTHER_WEEK: Final = re.compile(rf"\b(?:{'|'.join(_OTHER_WEEK_NAMES)})(?![^\W\d_])", re.IGNORECASE)
_WEEK: Final = re.compile(rf"([0-9]{{4}})[\s/.-]*{_WEEK_WORD}\s*([0-9]{{1,2}})", re.IGNORECASE)
_WEEK_FIRST: Final = re.compile(
    rf"(?:{_WEEK_WORD}[\s-]*([0-9]{{1,2}})|([0-9]{{1,2}})\.?\s*{_WEEK_WORD})"
    r"(?:[\s/.,-]+|\s+of\s+)([0-9]{4})",
    re.IGNORECASE,
)
_QUARTER_WORD: Final = r"(?:[qt]|quartal|quarter|trimestre|trim|kwartaal|kwarta[łl]|kvartal)\.?"
_HALF_WORD: Final = (
    r"(?:h|hj|halbjahr|half(?:[\s-]year)?|semestre|semester|halfjaar|halvår|p[óo]łrocze)\.?"
)
_NTH: Final = r"(?:\.|°|º|ª|st|nd|rd|th|er|re|e|è?me|ème|o|a)?"
_OF: Final = r"(?:\s+(?:of|de|del|di|du|des)\s+|[\s/.,-]*)"


def _compile_parts(most: int, word: str) -> "tuple[re.Pattern[str], ...]":
    """Return the patterns of 1. Quartal 2026, 1T26, Q1-26 and 2026-H1, up to `most`.

    A year of two digits has a mark before it where it would run into the number: not Q126.
    """
    number, year, short = f"(?P<number>[1-{most}])", "(?P<year>[0-9]{4})", "(?P<year>[0-9]{2})"
    texts = (
        rf"{number}{_NTH}\s*{word}{_OF}(?:{year})",
        rf"{number}{_NTH}\s*{word}[\s/.,'\u2019-]*{short}",
        rf"{word}\s*{number}{_OF}{year}",
        rf"{word}\s*{number}[\s/.,'\u2019-]+{short}",
        rf"{year}[\s/.-]*{word}\s*{number}",
        rf"{year}[\s/.-]*{number}{_NTH}\s*{word}",
    )
    return tuple(re.compile(text, re.IGNORECASE) for text in texts)


_PARTS: Final = (
    *((3, pattern) for pattern in _compile_parts(4, _QUARTER_WORD)),
    *((6, pattern) for pattern in _compile_parts(2, _HALF_WORD)),
)
"""Months of quarters and half-years, and how they are written."""


def parse_period(text: str) -> tuple[date, date] | None:
    """Return first and last day of a month, week, quarter or half-year.

    Such as 2026-W07, KW 7/2026, 2026-Q1, 1T26, 1. Quartal 2026 and H1 2026. None where the text
    names none, as where it is a day: 2026-01-01; S1 is a week or a semester.
    """
    name = text.strip()
    if _DAY.fullmatch(name):
        return None
    if match := _WEEK.fullmatch(name):
        return _get_week_days(int(match[1]), int(match[2]))
    if match := _WEEK_FIRST.fullmatch(name):
        return _get_week_days(int(match[3]), int(match[1] or match[2]))
    for months, pattern in _PARTS:
        if match := pattern.fullmatch(name):
            return _get_part_days(months, int(match["number"]), _complete_year(match["year"]))
    month = parse_month(name)
    return None if month is None else get_month_days(*month)


def describe_weeks(file: str, names: "Iterable[str]") -> tuple[str, ...]:
    """Return which days the first of the weeks of a file is that may begin on Sunday."""
    found = ((name.strip(), parse_period(name)) for name in names if _OTHER_WEEK.search(name))
    name, days = next(((name, days) for name, days in found if days is not None), ("", None))
    if days is None:
        return ()
    said = f"costs: {file}: {name} is read as {format_days(*days)}, as ISO 8601 counts weeks"
    return (f"{said}; if yours are others, write the first day of each instead",)


def get_month_days(year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _get_part_days(months: int, number: int, year: int) -> tuple[date, date] | None:
    """Return the first and the last day of a part of a year with so many months, from 1."""
    if not year:
        return None
    last = months * number
    return get_month_days(year, last - months + 1)[0], get_month_days(year, last)[1]


def _get_week_days(year: int, week: int) -> tuple[date, date] | None:
    try:
        return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
    except ValueError:
        return None


def parse_month(name: str) -> tuple[int, int] | None:
    """Return year and month of the name of a column such as January 2026, gen-26, 2026-01, 01/2026.

    None where it is none; a year of two digits is of this century.
    """
    text = name.strip()
    year, month = "", ""
    if match := _ISO.fullmatch(text):
        year, month = match.groups()
    elif match := _NUMBERED.fullmatch(text):
        month, year = match.groups()
    elif match := _NAMED.fullmatch(text):
        month, year = MONTHS.get(_fold(match[1]), ""), match[2]
    elif match := _YEAR_FIRST.fullmatch(text):
        year, month = match[1], MONTHS.get(_fold(match[2]), "")
    if not month or not 1 <= int(month) <= 12 or year == "0000":
        return None
    return _complete_year(year), int(month)


def _complete_year(year: str) -> int:
    """Return a year, one of two digits in this century."""
    return int(year) if len(year) == 4 else 2000 + int(year)


def _fold(word: str) -> str:
    """Return a word as `MONTHS` has them."""
    return str(pl.select(fold_letters(pl.lit(word))).item())
