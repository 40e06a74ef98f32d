"""What is wrong with a value, and what to do about it."""

import re
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.expressions import write_blank_as_zero
from cli.inputs.reading.blank_values import is_words, propose_total
from cli.inputs.reading.problems import quote_value
from cli.inputs.tables.columns import OPERAND, ValueKind
from cli.inputs.values import amounts
from cli.inputs.values.times import ISO
from cli.settings.sections.exports.files import Role

if TYPE_CHECKING:
    from cli.inputs.detection.detect import DetectedFormats
    from cli.inputs.tables.columns import Field
    from cli.inputs.tables.table import ReadPlan
    from cli.inputs.values.amounts import NumberFormat

_DAY: Final = re.compile(r"([0-9]{1,4})([/.-])([0-9]{1,2})\2([0-9]{1,4})([T ,]+.*)?")
_CLOCKS: Final = (
    (re.compile(r"[0-9]{1,2}:[0-9]{2}:[0-9]{2}"), "%H:%M:%S"),
    (re.compile(r"[0-9]{1,2}:[0-9]{2}"), "%H:%M"),
    (re.compile(r"[0-9]{1,2}\.[0-9]{2}"), "%H.%M"),
    (re.compile(r"[0-9]{1,2}h[0-9]{2}"), "%Hh%M"),
    (re.compile(r"[0-9]{1,2}:[0-9]{2}:[0-9]{2} [AP]M"), "%I:%M:%S %p"),
    (re.compile(r"[0-9]{1,2}:[0-9]{2} [AP]M"), "%I:%M %p"),
)
_ZONES: Final = {
    "abbreviation": re.compile(r"[0-9] (?!AM$|PM$|UTC$|GMT$)[A-Z]{2,5}$"),
    "name": re.compile(r"[0-9] ?(?:[A-Z][a-z]+/[A-Z][A-Za-z_/]+|(?:GMT|UTC)[+-][0-9][0-9:]*)$"),
}
"""How times end that say their zone in a way that is not read: CET, Europe/Rome or GMT+1."""
_USUAL: Final = "write it as 2026-03-28 23:40"
_NEVER: Final = re.compile(r"(?:9999[/.-]12[/.-]31|(?:31[/.-]12|12[/.-]31)[/.-]9999)(?![0-9])")
"""The last day of all, which databases write for never."""
_EARLY: Final = re.compile(r"(?:0\d{3}([/.-])\d{1,2}\1|\d{1,2}([/.-])\d{1,2}\2(?=0\d{3}(?!\d)))")
"""A day before the year 1000: .NET writes never as 0001-01-01, MySQL as 0000-00-00."""
_CORRECT: Final = "correct the value"


def describe_problem(
    plan: "ReadPlan", written: "DetectedFormats", field: "Field", kind: str, value: str | None
) -> str:
    """Return what follows FILE:LINE: COLUMN: the value, what it is not, and the remedy."""
    if field.formula is not None:
        return _describe_calculation(field, kind, value or "")
    if kind == "blank":
        return f"{quote_value(value)} is blank; every row needs a value here"
    text = (value or "").strip()
    if field.kind is ValueKind.TIME:
        return f"{quote_value(value)} {_describe_time_fault(text, plan, written, field)}"
    if _is_number(text):
        return f"{quote_value(value)} is too large for an amount; {_CORRECT}"
    remedy = _suggest_number_remedy(text, plan, written.marks[field.name])
    return f"{quote_value(value)} is not a number; {remedy}"


def _describe_time_fault(
    text: str, plan: "ReadPlan", written: "DetectedFormats", field: "Field"
) -> str:
    """Return why a text is no time, and the remedy."""
    if _NEVER.match(text):
        clocks = " or ".join(dict.fromkeys(("UTC", plan.zone)))
        return f"lies past the year 9999 in {clocks}; {_CORRECT}"
    if _EARLY.match(text):
        early = "lies before the year 1000, as programs write where there is no time"
        return f"{early}; {_CORRECT}, or leave it out with max_bad_rows"
    if field.unit:
        return f"is not a time; the column's times are {field.unit} since 1970: {_CORRECT}"
    remedy = _describe_time(text, plan, written, first=field.position == 0)
    return f"is not a time; {remedy}"


def _describe_calculation(field: "Field", kind: str, values: str) -> str:
    """Return why no amount comes of the values of some columns."""
    if kind == "blank":
        names = (operand.partition(OPERAND)[2] for operand in field.operands)
        blank = next((name for name in names if f"{name} blank" in values), "NAME")
        instead = f"({write_blank_as_zero(blank)})"
        return f"nothing comes of {values}; where a blank means 0, write {instead}"
    return f"no amount comes of {values}: divided by 0, or too large; {_CORRECT}s"


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[+-]?[0-9]{12,}(\.[0-9]*)?", text) is not None


def _suggest_number_remedy(text: str, plan: "ReadPlan", marks: "NumberFormat") -> str:
    if plan.marks.decimal or plan.marks.thousands:
        known = f'"{marks.decimal or "."}"'
        return f"{plan.role}.decimal is {known}: correct the one or the other"
    return amounts.suggest_remedy(text, plan.role, marks)


def _describe_time(text: str, plan: "ReadPlan", written: "DetectedFormats", *, first: bool) -> str:
    """Return what to do about a time; `first` tells whether it stands in the first column."""
    if plan.style is not None:
        return f"{plan.role}.time_format is {plan.style.pattern}: correct the one or the other"
    if first and is_words(text) and plan.role != Role.IDENTITIES:
        return f"{_CORRECT}; {propose_total(plan.role, text)}"
    if written.style not in ISO:
        return f"the column's times are written as {written.style.said}: {_CORRECT}"
    if text.isdigit():
        return "a number that is no day, nor seconds, milliseconds or microseconds since 1970"
    zone = next((kind for kind, ending in _ZONES.items() if ending.search(text)), None)
    if zone is not None:
        return (
            f"it ends in a time zone's {zone}, and only UTC, Z and offsets such as +01:00 are"
            f" understood: leave it out and set {plan.role}.timezone"
        )
    return _propose_format(text, f"set {plan.role}.time_format: ")


def _propose_format(text: str, setting: str) -> str:
    match = _DAY.fullmatch(text)
    if not match:
        return f'{_CORRECT}, or {setting}for example "%d/%m/%Y %H:%M"'
    first, mark, second, last, rest = match.groups()
    clock = guess_clock(rest)
    year = "%Y" if len(last) == 4 else "%y"
    both = [f"%d{mark}%m{mark}{year}", f"%m{mark}%d{mark}{year}"]
    if len(first) == 4:
        both = [f"%Y{mark}%m{mark}%d"]
        if mark == "-":
            return f"{_CORRECT}: a day or time that does not exist"
    elif int(first) > 12:
        both = both[:1]
    elif int(second) > 12:
        both = both[1:]
    fitting = [f'"{day}{clock}"' for day in both if _reads(text, f"{day}{clock}")]
    return setting + " or ".join(fitting) if fitting else f"{_CORRECT}: {_USUAL}"


def _reads(text: str, pattern: str) -> bool:
    """Tell whether a pattern reads a text: no other one is proposed."""
    read = pl.Series([text]).str.to_datetime(pattern, strict=False)
    return read.null_count() == 0


def guess_clock(rest: str | None) -> str:
    """Return the format of what follows a day, its gap before it; empty where nothing does."""
    if not rest:
        return ""
    time = rest.lstrip("T ,")
    gap = rest[: len(rest) - len(time)]
    known = next((mark for form, mark in _CLOCKS if form.fullmatch(time)), "%H:%M:%S")
    return gap + known
