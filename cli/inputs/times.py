"""How times are written, and the expressions that read them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.errors import TimeFormatError
from cli.inputs.fields import Kind

if TYPE_CHECKING:
    from cli.inputs.fields import Field
    from cli.inputs.table import Plan, Table

LAST_INSTANT: Final = 24 * 60 * 60 * 1_000_000 - 1
"""Microseconds from midnight to the last instant of a day: the time of an order without one."""
_YEAR_1000: Final = -30_610_224_000_000_000
"""Microseconds from 1970 back to the year 1000: `%Y` reads 25 as the year 25."""
_SAMPLE: Final = 1000


@dataclass(frozen=True, slots=True)
class Style:
    """One way of writing times."""

    pattern: str
    """Of chrono: %Y-%m-%d %H:%M:%S."""
    offset: bool = False
    """The text names its offset or is in UTC; else it is local."""
    dated: bool = False
    """A date without a time."""
    utc: bool = False
    """The pattern ends in a literal Z or UTC, hence reads as if it were local."""

    def read(self, text: pl.Expr, *, strict: bool) -> pl.Expr:
        """Return instants, Datetime us: UTC with an offset, else local without a zone."""
        # Polars' cache of texts doubles the time where most of them differ.
        read = text.str.to_datetime(self.pattern, time_unit="us", strict=strict, cache=False)
        if not strict:
            read = pl.when(read.to_physical() >= _YEAR_1000).then(read)
        return read.dt.replace_time_zone("UTC") if self.utc else read


# Without `%.f` and `%#z` a pattern is read three times as fast, so the plain ones come first.
_CLOCKS: Final = ("%H:%M:%S", "%H:%M:%S.%3f", "%H:%M:%S.%6f", "%H:%M:%S%.f", "%H:%M")
_ZONES: Final = (("", False), ("Z", True), (" UTC", True))
STYLES: Final = (
    *(
        Style(f"%Y-%m-%d{mark}{clock}{zone}", offset=utc, utc=utc)
        for zone, utc in _ZONES
        for clock in _CLOCKS
        for mark in (" ", "T")
    ),
    *(
        Style(f"%Y-%m-%d{mark}{clock}{zone}", offset=True)
        for clock in ("%H:%M:%S%.f", "%H:%M")
        for mark in (" ", "T")
        for zone in ("%#z", " %#z")
    ),
    Style("%Y-%m-%d", dated=True),
)


def styles(time_format: str | None, role: str) -> tuple[Style, ...]:
    """Return the ways of writing that are accepted: ISO 8601, or the one of the settings.

    Raises `TimeFormatError`.
    """
    if time_format is None:
        return STYLES
    try:
        pl.Series(["?"]).str.to_datetime(time_format, strict=False)
    except pl.exceptions.ComputeError as error:
        reason = str(error).splitlines()[0].removeprefix("Invalid format string: ").rstrip(".")
        raise TimeFormatError(role, time_format, reason[:1].lower() + reason[1:]) from None
    zone = any(mark in time_format for mark in ("%z", "%:z", "%#z", "%+"))
    clock = any(mark in time_format for mark in "HIMTRrXcs+" if f"%{mark}" in time_format)
    return (Style(time_format, offset=zone or "%s" in time_format, dated=not (clock or zone)),)


def sample(table: "Table") -> pl.DataFrame:
    """Return the first rows of `Table.texts`, ragged ones cut."""
    return table.texts(truncate=True).head(_SAMPLE).collect(engine="streaming")


def common_style(table: "Table", plan: "Plan", first: pl.DataFrame) -> Style:
    """Return the way of writing that reads most of a sample's times, the first one on a tie.

    Its pattern is empty where the file has no column of times, or one with a type.
    """
    column = next((field for field in table.fields if field.kind is Kind.TIME), None)
    if column is None:
        return Style("")
    kind = table.type_of(column)
    if isinstance(kind, pl.Date):
        return Style("", dated=True)
    if isinstance(kind, pl.Datetime):
        return Style("", offset=kind.time_zone is not None)
    texts = first.select(pl.col(str(column.position)).str.strip_chars().alias("text"))
    texts = texts.filter(pl.col("text") != "")
    best, most = plan.styles[0], 0
    for style in plan.styles:
        read = texts.select(style.read(pl.col("text"), strict=False)).to_series()
        if read.count() > most:
            best, most = style, read.count()
        if most == texts.height:
            break
    return best


def early(times: pl.Series) -> bool:
    """Tell whether some time lies before the year 1000: a year of two digits was meant."""
    lowest = times.to_physical().min()
    return isinstance(lowest, int) and lowest < _YEAR_1000


def read_time(table: "Table", column: "Field", style: Style, *, strict: bool) -> pl.Expr:
    """Return the instants of a time column of `Table.texts`, see `Style.read`."""
    texts = pl.col(str(column.position))
    kind = table.type_of(column)
    if isinstance(kind, pl.String):
        return style.read(texts, strict=strict)
    if isinstance(kind, pl.Datetime) and kind.time_zone is not None:
        return texts.dt.convert_time_zone("UTC").cast(pl.Datetime("us", "UTC"))
    return texts.cast(pl.Datetime("us"))
