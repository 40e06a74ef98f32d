"""Days whose year has two digits: what they may be, which reading leaves to the settings."""

import re
from typing import Final

import polars as pl

from cli.inputs.reading.remedies import guess_clock
from cli.settings.generated.template import Guess

_SHORT: Final = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{2}([T ,]+.*)?")


def list_short_formats(texts: pl.Series) -> tuple[str, ...]:
    """Return the formats with a year of two digits that read all of some texts.

    Where several do, those whose years spread least: a day that is taken for a year is of many.
    """
    match = _SHORT.fullmatch(texts[0]) if len(texts) else None
    if match is None:
        return ()
    mark, rest = match.groups()
    orders = (f"%d{mark}%m{mark}%y", f"%m{mark}%d{mark}%y", f"%y{mark}%m{mark}%d")
    spreads = {}
    for pattern in (f"{order}{guess_clock(rest)}" for order in orders):
        read = texts.str.to_datetime(pattern, strict=False)
        if not read.null_count():
            spreads[pattern] = read.dt.year().n_unique()
    least = min(spreads.values(), default=0)
    return tuple(pattern for pattern, years in spreads.items() if years == least)


def propose_time_format(formats: tuple[str, ...], clock: str | None) -> Guess:
    """Return the format of times that may be written in some ways, and why.

    `clock` is a time of day that stands in a column of its own, None where there is none.
    """
    after = guess_clock(f" {clock}") if clock else ""
    first, *others = (f"{each}{after}" for each in formats)
    if not others:
        return Guess(first, "likely: years of two digits, read so in all rows looked at")
    return Guess(first, f"open: {' or '.join((first, *others))}", open=True)
