"""Ways of writing times other than ISO 8601, told from examples."""

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.detection.errors import TimeFormatError
from cli.inputs.values.month_names import FIRST_READINGS, WORD, with_month_numbers
from cli.inputs.values.times import SERIAL, DayOrder, TimeFormat, TimeNotation, simplify_time

if TYPE_CHECKING:
    from collections.abc import Iterator


_MOST: Final = 50
"""How many different spellings of a column are looked at."""
_EPOCHS: Final = (
    (re.compile(r"[0-9]{9,10}(?:\.[0-9]+)?"), "seconds since 1970", 6),
    (re.compile(r"[0-9]{12,13}(?:\.[0-9]+)?"), "milliseconds since 1970", 3),
    (re.compile(r"[0-9]{15,16}"), "microseconds since 1970", 0),
)
_NUMBERS: Final = re.compile(r"([0-9]{1,4})([/.-])[0-9]{1,2}\2([0-9]{1,4})(.*)")
_COMPACT: Final = re.compile(r"[0-9]{8}(?:([T ]?)([0-9]{6})(Z?)|(.*))")
_CLOCK: Final = re.compile(
    r"(?P<gap>[T ,]+)[0-9]{1,2}:[0-9]{2}(?P<second>:[0-9]{2}(?P<fraction>\.[0-9]+)?)?"
    r"(?P<half> ?[AP]M)?(?P<zone> ?(?:Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?))?",
    re.IGNORECASE,
)


def guess_time_formats(texts: pl.Series) -> list[TimeFormat]:
    """Return the ways in which some texts may be written, the commonest first.

    Months of ambiguous names are read in one of their ways; `settle_months` says in which.
    """
    examples = _choose_examples(texts)
    if not len(examples):
        return []
    usual = list(dict.fromkeys(_guess_formats(examples)))
    simple = examples.to_frame("text").select(_build_simple()).to_series()
    if simple.equals(examples):
        return usual
    simpler = (each._replace(simplified=True) for each in _guess_formats(simple))
    return list(dict.fromkeys([*usual, *simpler]))


def _guess_formats(examples: pl.Series) -> "Iterator[TimeFormat]":
    return chain.from_iterable(
        _guess_named(dated) if dated is not None else _guess_numeric(text)
        for text, dated in zip(examples, _number_months(examples), strict=True)
    )


def _number_months(examples: pl.Series) -> pl.Series:
    """Return texts with a month's name as `with_month_numbers` does, null where there is none."""
    if not examples.str.contains(WORD).any():
        return pl.repeat(None, len(examples), dtype=pl.String, eager=True)
    return examples.to_frame("text").select(_build_numbered()).to_series()


@cache
def _build_simple() -> pl.Expr:
    return simplify_time(pl.col("text"))


@cache
def _build_numbered() -> pl.Expr:
    return with_month_numbers(pl.col("text"), FIRST_READINGS)


def _choose_examples(texts: pl.Series) -> pl.Series:
    """Return a text of each form, the same but for digits and words; no time is without a digit."""
    text = pl.col("text")
    known = texts.alias("text").to_frame().lazy().filter(text.str.contains(r"[0-9]"))
    rows = known.with_columns(reduce_to_form(text).alias("form"))
    counted = rows.group_by("form", maintain_order=True).agg(text.first(), pl.len())
    return counted.sort("len", descending=True, maintain_order=True).head(_MOST).collect()["text"]


def reduce_to_form(text: pl.Expr) -> pl.Expr:
    """Return the forms of texts: the same for those that differ in digits and words alone."""
    return text.str.replace_all(r"[0-9]", "9").str.replace_all(r"\p{L}{3,}", "a")


def _guess_named(dated: str) -> "Iterator[TimeFormat]":
    _, gap, rest = dated.partition(" ")
    for clock, offset, utc in _guess_clocks(gap + rest):
        pattern, names = f"%Y-%m-%d{clock}", TimeNotation.NAMES
        yield TimeFormat(pattern, offset, not clock, utc, names, months=FIRST_READINGS)


def _guess_numeric(text: str) -> "Iterator[TimeFormat]":
    for form, unit, decimals in _EPOCHS:
        if form.fullmatch(text):
            yield TimeFormat(unit, offset=True, writing=TimeNotation.EPOCH, decimals=decimals)
            return
    if re.fullmatch(SERIAL.strip("^$"), text):
        serial = TimeNotation.SERIAL
        yield TimeFormat("days of a spreadsheet", dated=text.isdigit(), writing=serial)
        return
    if match := _COMPACT.fullmatch(text):
        yield from _guess_compact(match)
    elif match := _NUMBERS.fullmatch(text):
        first, mark, last, rest = match.groups()
        if len(first) == 4:
            orders = {DayOrder.CLEAR: f"%Y{mark}%m{mark}%d"}
        elif len(last) == 4:
            orders = {
                DayOrder.FIRST: f"%d{mark}%m{mark}%Y",
                DayOrder.SECOND: f"%m{mark}%d{mark}%Y",
            }
        else:
            # Where years have two digits, 01-02-25 may be three days.
            return
        for clock, offset, utc in _guess_clocks(rest):
            for days, order in orders.items():
                yield TimeFormat(f"{order}{clock}", offset, not clock, utc, days=days)


def _guess_compact(match: re.Match[str]) -> "Iterator[TimeFormat]":
    gap, clock, zulu, rest = match.groups()
    if clock:
        pattern = f"%Y%m%d{gap}%H%M%S{zulu}"
        yield TimeFormat(pattern, offset=bool(zulu), utc=bool(zulu))
        return
    for written, offset, utc in _guess_clocks(rest):
        yield TimeFormat(f"%Y%m%d{written}", offset, not written, utc)


def _guess_clocks(rest: str) -> "Iterator[tuple[str, bool, bool]]":
    """Yield the patterns of what follows a day, and whether they have an offset and are UTC."""
    if not rest:
        yield "", False, False
        return
    match = _CLOCK.fullmatch(rest)
    if not match:
        return
    half, zone, fraction = match["half"] or "", match["zone"] or "", match["fraction"] or ""
    clock = "%I:%M" if half else "%H:%M"
    ends = [""] if not match["second"] else [":%S"]
    if fraction:
        ends = [f":%S.%{len(fraction) - 1}f"] if len(fraction) in (4, 7) else []
        ends.append(":%S%.f")
    after = half[:-2] + "%p" if half else ""
    utc = zone.strip().upper() in ("Z", "UTC", "GMT")
    offset = zone if utc or not zone else f"{zone[: len(zone) - len(zone.lstrip())]}%#z"
    for end in ends:
        yield f"{match['gap']}{clock}{end}{after}{offset}", bool(zone), utc


def parse_time_format(time_format: str | None, role: str) -> TimeFormat | None:
    """Return the way of writing that the settings name, None where they name none.

    Raises `TimeFormatError`.
    """
    if time_format is None:
        return None
    try:
        pl.Series(["?"]).str.to_datetime(time_format, strict=False)
    except pl.exceptions.ComputeError as error:
        reason = str(error).splitlines()[0].removeprefix("Invalid format string: ").rstrip(".")
        raise TimeFormatError(role, time_format, reason[:1].lower() + reason[1:]) from None
    zone = any(mark in time_format for mark in ("%z", "%:z", "%#z", "%+"))
    clock = any(mark in time_format for mark in "HIMTRrXcs+" if f"%{mark}" in time_format)
    return TimeFormat(time_format, offset=zone or "%s" in time_format, dated=not (clock or zone))
