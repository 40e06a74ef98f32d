"""Columns of costs that are months, as budgets have them."""

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.formats.wide.table import WideTable
from cli.inputs.tables.usual_names import rank_name
from cli.inputs.values.month_names import MONTHS, fold_letters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_DATE, _UNTIL = "date", "until"
_WHOSE: Final = ("channel", "source", "medium", "campaign")
"""What costs may be of."""
_FEWEST: Final = 2
"""Columns of months that make a file a wide one."""
_ISO: Final = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]01(?:[T ]00:00(?::00)?)?)?")
_NUMBERED: Final = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_NAMED: Final = re.compile(r"([^\W\d_]{3,})\.?[\s'/.-]*([0-9]{4}|[0-9]{2})")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})[\s/.-]*([^\W\d_]{3,})\.?")


def find_months(names: "Sequence[str]", mapped: "Mapping[str, str]") -> WideTable | None:
    """Return the columns of a file that are months, each with its first and its last day.

    `names` are those of its header, `mapped` our columns that the settings map, and theirs. The
    others are called as we call them where their names tell; a single one is the channel. None
    where fewer than two are months, or the date is mapped or a column of its own.
    """
    days = {place: _find_days(name) for place, name in enumerate(names)}
    months = {place: found for place, found in days.items() if found is not None}
    others = {place: name for place, name in enumerate(names) if name and place not in months}
    if len(months) < _FEWEST or len(set(months.values())) < len(months) or not others:
        return None
    if _DATE in mapped or any(rank_name(_DATE, name) for name in others.values()):
        return None
    first, *_, last = (names[place] for place in months)
    return WideTable(
        (_DATE, _UNTIL),
        months,
        _name_others(others, mapped),
        "month",
        f"{first} to {last}",
    )


def _find_days(name: str) -> tuple[str, str] | None:
    month = parse_month(name)
    if month is None:
        return None
    return date(*month, 1).isoformat(), date(*month, monthrange(*month)[1]).isoformat()


def _name_others(others: "Mapping[int, str]", mapped: "Mapping[str, str]") -> dict[int, str]:
    found = dict(others)
    for ours in _WHOSE:
        taken = {*mapped.values(), *_WHOSE}
        ranks = {
            place: rank
            for place, name in found.items()
            if name not in taken and (rank := rank_name(ours, name))
        }
        if ours not in mapped and ranks:
            found[min(ranks, key=ranks.__getitem__)] = ours
    if len(found) == 1 and set(mapped.values()).isdisjoint(found.values()):
        place, name = next(iter(found.items()))
        found[place] = name if name in _WHOSE else "channel"
    return found


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
    if not month or not 1 <= int(month) <= 12:
        return None
    return (int(year) if len(year) == 4 else 2000 + int(year)), int(month)


def _fold(word: str) -> str:
    """Return a word as `MONTHS` has them."""
    return str(pl.select(fold_letters(pl.lit(word))).item())
