"""Values as text: as machines read them (columns at once) and as people do (one by one)."""

from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, assert_never

import polars as pl

from cli.report import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NOTABLE = 0.1 - 1e-9
"""Changes from here on are marked: 10 %, with room for a share's last binary digit."""


def machine(frame: pl.DataFrame, kinds: "Mapping[str, Kind]", decimal: str = ".") -> pl.DataFrame:
    """Return the frame ready for `write_csv(float_precision=6)`.

    Money (Int64 cents) becomes text with two decimals and the given decimal mark; fractions become
    finite Float64 without a negative zero; dates and times ISO text; null stays null.
    """
    return frame.select(
        _machine(pl.col(name), kinds[name], dtype, decimal) for name, dtype in frame.schema.items()
    )


def _machine(column: pl.Expr, kind: Kind, dtype: pl.DataType, decimal: str) -> pl.Expr:
    match kind:
        case Kind.TEXT:
            return text(column, dtype)
        case Kind.COUNT:
            return column
        case Kind.CREDIT | Kind.SHARE | Kind.NUMBER:
            return _six_decimals(column.cast(pl.Float64))
        case Kind.MONEY:
            return _two_decimals(column, decimal)
        case _:
            assert_never(kind)


def text(column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Return a text column as it is, one of dates, times or truth values as ISO or lower case."""
    if isinstance(dtype, pl.Datetime):
        offset = "%:z" if dtype.time_zone else ""
        return column.dt.to_string(f"%Y-%m-%dT%H:%M:%S%.6f{offset}")
    return column.cast(pl.String) if dtype in (pl.Date, pl.Boolean) else column


def _six_decimals(column: pl.Expr) -> pl.Expr:
    # 5e-7 is a little less than its name, so that all of these would print as -0.000000.
    vanishes = column.abs() <= 5e-7
    return pl.when(vanishes).then(0.0).when(column.is_finite()).then(column).name.keep()


def _two_decimals(cents: pl.Expr, decimal: str) -> pl.Expr:
    sign = pl.when(cents < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    units = (cents.abs() // 100).cast(pl.String)
    rest = (cents.abs() % 100).cast(pl.String).str.zfill(2)
    return pl.concat_str(sign, units, pl.lit(decimal), rest).alias(cents.meta.output_name())


def human(column: pl.Series, kind: Kind) -> list[str]:
    """Return each value as a person reads it; an empty text for null and what is not finite.

    Money `1,234.50`, counts `1,234`, credits and means `1,234.5`, shares `12.3 %`, the rest as is.
    """
    write = _writer(kind)
    plain = column.to_frame().select(text(pl.col(column.name), column.dtype)).to_series()
    return ["" if value is None or not _finite(value) else write(value) for value in plain]


def _writer(kind: Kind) -> "Callable[..., str]":
    match kind:
        case Kind.TEXT:
            return str
        case Kind.COUNT:
            return "{:,}".format
        case Kind.CREDIT | Kind.NUMBER:
            return tenths
        case Kind.SHARE:
            return percent
        case Kind.MONEY:
            return money
        case _:
            assert_never(kind)


def _finite(value: object) -> bool:
    return not isinstance(value, float) or isfinite(value)


def tenths(value: float) -> str:
    """Return a number with one decimal and thousands marks, never a negative zero."""
    shown = f"{value:,.1f}"
    return "0.0" if shown == "-0.0" else shown


def percent(share: float) -> str:
    """Return a fraction of one as percent with one decimal."""
    return f"{tenths(share * 100)} %"


def money(cents: int) -> str:
    """Return cents as currency units with two decimals and thousands marks."""
    return f"{Decimal(cents).scaleb(-2):,.2f}"


def signed(shown: str) -> str:
    """Return a number as shown with its sign, zero without one."""
    return shown if shown.startswith("-") or not shown.strip("0., %") else f"+{shown}"
