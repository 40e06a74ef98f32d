"""Ways of writing times, and the expressions that read them."""

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple, assert_never

import polars as pl

from cli.inputs.values.month_names import Months, with_month_numbers

LAST_INSTANT: Final = 24 * 60 * 60 * 1_000_000 - 1
"""Microseconds from midnight to the last instant of a day: the time of an order without one."""
_YEAR_1000: Final = -30_610_224_000_000_000
"""Microseconds from 1970 back to the year 1000: `%Y` reads 25 as the year 25."""
LAST_PRINTABLE: Final = 253_402_300_799_999_999
"""The last instant of the year 9999, microseconds since 1970."""
_TWO_DAYS: Final = 2 * (LAST_INSTANT + 1)
"""More than the clocks of any place differ from UTC, with the rest of a day."""
_EPOCH: Final = (10**14, 10**16 - 1)
"""Microseconds from 1970 that are believed: 1973 to 2286, in which each unit has its own number of
digits."""

SERIAL: Final = r"^[3-7][0-9]{4}(?:[.,][0-9]+)?$"
"""Numbers of days as spreadsheets save them, their fractions behind a point or a comma."""
_SERIALS: Final = (36_526, 73_050)
"""2000 to 2099: other numbers of days are damage, or something else."""
_DAYS_TO_1970: Final = 25_569


class TimeNotation(StrEnum):
    """What a time is made of."""

    PATTERN = "pattern"
    """Numbers and marks."""
    NAMES = "names"
    """The month in a word; the pattern is that of the text with the month's number."""
    EPOCH = "epoch"
    """A number of units since 1970."""
    SERIAL = "serial"
    """A number of days since 1899-12-30, as spreadsheets count them."""


class DayOrder(StrEnum):
    """Where the day stands beside a month that is a number."""

    FIRST = "day first"
    SECOND = "month first"
    CLEAR = "clear"
    """The year leads, or the month is a word."""


class TimeFormat(NamedTuple):
    """One way of writing times."""

    pattern: str
    """Of chrono: %Y-%m-%d %H:%M:%S; the unit of an epoch."""
    offset: bool = False
    """The text names its offset or is in UTC; else it is local."""
    dated: bool = False
    """A date without a time."""
    utc: bool = False
    """The pattern ends in a literal Z or UTC, hence reads as if it were local."""
    writing: TimeNotation = TimeNotation.PATTERN
    days: DayOrder = DayOrder.CLEAR
    decimals: int = 0
    """Decimals that turn the unit of an epoch into microseconds."""
    simplified: bool = False
    """The pattern is that of the text as `simplify_time` writes it."""
    months: Months = ()
    """What names of months mean that languages use for different ones."""

    @property
    def said(self) -> str:
        """What the way of writing is called."""
        named = self.writing is TimeNotation.NAMES
        return f"{self.pattern} with the month in a word" if named else self.pattern

    def read(self, text: pl.Expr, *, strict: bool) -> pl.Expr:
        """Return instants, Datetime us: UTC with an offset, else local without a zone."""
        if self.simplified:
            text = simplify_time(text)
        match self.writing:
            case TimeNotation.PATTERN:
                return self._read_pattern(text, strict=strict)
            case TimeNotation.NAMES:
                return self._read_pattern(with_month_numbers(text, self.months), strict=strict)
            case TimeNotation.EPOCH:
                return _read_epoch(text, self.decimals)
            case TimeNotation.SERIAL:
                return _read_serial(text, dated=self.dated)
            case _:
                assert_never(self.writing)

    def _read_pattern(self, text: pl.Expr, *, strict: bool) -> pl.Expr:
        # Polars' cache of texts doubles the time where most of them differ.
        read = text.str.to_datetime(self.pattern, time_unit="us", strict=strict, cache=False)
        if not strict:
            read = pl.when(read.to_physical() >= _YEAR_1000).then(read)
        return read.dt.replace_time_zone("UTC") if self.utc else read


def _read_epoch(text: pl.Expr, decimals: int) -> pl.Expr:
    instants = text.str.to_decimal(scale=decimals).to_physical().cast(pl.Int64, strict=False)
    believed = instants.is_between(*_EPOCH)
    return pl.when(believed).then(instants).cast(pl.Datetime("us", "UTC"))


def _read_serial(text: pl.Expr, *, dated: bool) -> pl.Expr:
    pointed = text.str.replace(",", ".", literal=True)
    number = pl.when(text.str.contains(SERIAL)).then(pointed.cast(pl.Float64, strict=False))
    number = pl.when(number.is_between(*_SERIALS)).then(number)
    number = pl.when(number == number.floor()).then(number) if dated else number
    seconds = ((number - _DAYS_TO_1970) * 86_400).round().cast(pl.Int64)
    return (seconds * 1_000_000).cast(pl.Datetime("us"))


_BEFORE_CLOCK: Final = (
    r"(?i)([0-9])[, ]\s*(?:alle ore|alle|ore|at|um|à|a las|às|om|kl\.?|-)\s+([0-9]{1,2} ?[:.h])"
)
"""Words between a day and a time of day."""
_LOGGED: Final = (
    r"^\[?([0-9]{1,2}/\p{L}{3}/[0-9]{4}):([0-9]{2}:[0-9]{2}:[0-9]{2} ?[+-]?[0-9:]*)\]?$"
)
"""A time of a web server's log: 20/Mar/2026:10:00:00 +0000, in brackets or not."""
_POINTED_SECONDS: Final = (
    r"([ ,])([0-9]{1,2})\.([0-9]{2})\.([0-9]{2})((?:\.[0-9]{1,9})?(?: [AP]M)?(?: ?[+-][0-9:]+)?)$"
)
"""A time of day with points, as databases write it: 10.30.00.000000 AM +02:00."""
_DOTTED_YEAR_FIRST: Final = r"^([0-9]{4})\. ?([0-9]{1,2})\. ?([0-9]{1,2})\.?( .*)?$"
"""A day with a point behind each of its numbers: 2026. 03. 02. 10:00."""
_DOTTED_YEAR_LAST: Final = r"^([0-9]{1,2})\. ([0-9]{1,2})\. ?([0-9]{4})\b"
"""The same with the year last: 2. 3. 2026."""
_MORNING: Final = r" (?:오전|上午|午前) ?([0-9]{1,2}:[0-9:]+)$"
_AFTERNOON: Final = r" (?:오후|下午|午後) ?([0-9]{1,2}:[0-9:]+)$"
"""AM and PM before the time of day."""


def simplify_time(text: pl.Expr) -> pl.Expr:
    """Return times without what says the same again, with usual marks.

    [Europe/Rome] and (Central European Time) behind an offset go, as does GMT before one; a comma
    before the fraction becomes a point, a point or h between hour and minute a colon, p. m. PM, and
    spaces that do not break ordinary ones; "alle" or "um" before the time of day go, and Uhr; web
    servers' colon behind the day becomes a space; blanks and a last point go from 2026. 03. 02.,
    and 오전 before the time of day becomes AM behind it.
    """
    bare = text.str.replace_all("[\u00a0\u202f\u2009]", " ").str.strip_chars()
    bare = bare.str.replace(r"(:[0-9]{2}\s*[+-][0-9:]+|Z)\s*\[[^\]]*\]$", "$1")
    bare = bare.str.replace(r"(?:GMT|UTC)([+-][0-9]{2}:?[0-9]{2})\s*(?:\([^)]*\))?$", "$1")
    bare = bare.str.replace(r"([0-9]:[0-9]{2}:[0-9]{2}),([0-9]{1,9})", "$1.$2")
    bare = bare.str.replace(r"(?i)([0-9])\s*([ap])\.?\s?m\.?$", "$1 ${2}M")
    bare = bare.str.replace(_LOGGED, "$1 $2")
    bare = bare.str.replace(_DOTTED_YEAR_FIRST, "$1.$2.$3$4")
    bare = bare.str.replace(_DOTTED_YEAR_LAST, "$1.$2.$3")
    bare = bare.str.replace(_MORNING, " $1 AM").str.replace(_AFTERNOON, " $1 PM")
    bare = bare.str.replace(_BEFORE_CLOCK, "$1 $2").str.replace(r"\s*Uhr$", "")
    bare = bare.str.replace(r"([ ,])([0-9]{1,2}) ?h ?([0-9]{2})$", "$1$2:$3")
    bare = bare.str.replace(_POINTED_SECONDS, "$1$2:$3:$4$5")
    return bare.str.replace(r"([ ,])([0-9]{1,2})\.([0-9]{2}(?: [AP]M)?)$", "$1$2:$3")


# Without `%.f` and `%#z` a pattern is read three times as fast, so the plain ones come first.
_CLOCKS: Final = ("%H:%M:%S", "%H:%M:%S.%3f", "%H:%M:%S.%6f", "%H:%M:%S%.f", "%H:%M")
_ZONES: Final = (("", False), ("Z", True), (" UTC", True))
ISO: Final = (
    *(
        TimeFormat(f"%Y-%m-%d{mark}{clock}{zone}", offset=utc, utc=utc)
        for zone, utc in _ZONES
        for clock in _CLOCKS
        for mark in (" ", "T")
    ),
    *(
        TimeFormat(f"%Y-%m-%d{mark}{clock}{zone}", offset=True)
        for clock in ("%H:%M:%S%.f", "%H:%M")
        for mark in (" ", "T")
        for zone in ("%#z", " %#z")
    ),
    TimeFormat("%Y-%m-%d", dated=True),
)
"""ISO 8601, the ways of the standard format."""


def count_read(texts: pl.Series, styles: Sequence[TimeFormat]) -> list[int]:
    """Return how many texts each way of writing reads, all counted in one go.

    A query for each way takes several times as long where texts are few.
    """
    counts = [_count_read(style).alias(str(place)) for place, style in enumerate(styles)]
    return [count.item() for count in texts.alias("text").to_frame().select(counts)]


@lru_cache(maxsize=1024)
def _count_read(style: TimeFormat) -> pl.Expr:
    """Return how many texts a way of writing reads; built once, as columns are asked in turn."""
    return style.read(pl.col("text"), strict=False).count()


def has_unlikely_years(times: pl.Series) -> bool:
    """Return whether some time may lie outside the years 1000 to 9999, whatever the zone.

    Before them a year of two digits was meant, and nothing can print what comes after them.
    """
    bounds = times.to_physical().min(), times.to_physical().max()
    lowest, highest = (bound if isinstance(bound, int) else 0 for bound in bounds)
    return lowest < _YEAR_1000 or highest > LAST_PRINTABLE - _TWO_DAYS


def find_unprintable(instants: pl.Series, zone: str) -> pl.Series:
    """Return whether instants lie past the year 9999, in UTC or by the clock of a time zone."""
    local = instants.dt.convert_time_zone(zone).dt.replace_time_zone(None)
    late = (instants.to_physical() > LAST_PRINTABLE) | (local.to_physical() > LAST_PRINTABLE)
    return late.fill_null(value=False)
