"""Values as text: as machines read them (columns at once) and as people do (one by one)."""

import re
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, assert_never

import polars as pl

from cli.money import UNIT
from cli.report import ColumnKind, NumberStyle
from cli.standard_error import NARROW_SPACE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_MARKS = {
    NumberStyle.EN: (",", "."),
    NumberStyle.IT: (".", ","),
    NumberStyle.DE: (".", ","),
    NumberStyle.FR: (NARROW_SPACE, ","),
    NumberStyle.CH: ("\u2019", "."),
    NumberStyle.PLAIN: ("", "."),
}
"""Mark between thousands, and before the fraction."""
_SUBSTITUTES = {NARROW_SPACE: " ", "\u2019": "'"}
"""What stands for marks that an encoding lacks."""
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
_ENGLISH = (
    rf"(?<![\w.,:/])(?<![\w.]-)(?:{_NUMBER}\.[0-9]+-)?{_NUMBER}(?:\.[0-9]+)?(?![\w:/-]|[.,]\w)"
)
"""Numbers in a sentence of ours, and ranges of them; days, names, paths and lengths are none."""
_VERBATIM = r"\"[^\"]*\"|`[^`]*`|\{[^}]*\}|\[[^\]]*\]|\w+(?:[._]\w+)+: \S+"
"""What is quoted from data, or is to be pasted into merito.yaml."""
NOTABLE = 0.1 - 1e-9
"""Changes from here on are marked: 10 %, with room for a share's last binary digit."""


def format_for_machine(
    frame: pl.DataFrame, kinds: "Mapping[str, ColumnKind]", decimal: str = "."
) -> pl.DataFrame:
    """Return the frame ready for `write_csv(float_precision=6)`.

    Money (Int64 cents) becomes text with two decimals and the given decimal mark; fractions become
    finite Float64 without a negative zero; dates and times ISO text; null stays null.
    """
    return frame.select(
        _format_column(pl.col(name), kinds[name], dtype, decimal)
        for name, dtype in frame.schema.items()
    )


def _format_column(column: pl.Expr, kind: ColumnKind, dtype: pl.DataType, decimal: str) -> pl.Expr:
    match kind:
        case ColumnKind.TEXT | ColumnKind.ADVICE | ColumnKind.WRITTEN | ColumnKind.TREND:
            return format_text(column, dtype)
        case ColumnKind.COUNT:
            return column
        case (
            ColumnKind.CREDIT
            | ColumnKind.SHARE
            | ColumnKind.NUMBER
            | ColumnKind.RATIO
            | ColumnKind.BAR
        ):
            return _format_six_decimals(column.cast(pl.Float64))
        case ColumnKind.MONEY:
            return _format_two_decimals(column, decimal)
        case ColumnKind.AMOUNT:
            return _format_amount(column, decimal)
        case ColumnKind.EXACT:
            return _format_all_digits(column, decimal)
        case _:
            assert_never(kind)


def format_text(column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Return a text column as it is, one of dates, times or truth values as ISO or lower case."""
    if isinstance(dtype, pl.Datetime):
        offset = "%:z" if dtype.time_zone else ""
        if dtype.time_zone == "UTC":
            # Its offset is known, and asking for it takes a third of the time.
            column, offset = column.dt.replace_time_zone(None), "+00:00"
        return column.dt.to_string(f"%Y-%m-%dT%H:%M:%S%.6f{offset}")
    return column.cast(pl.String) if dtype in (pl.Date, pl.Boolean) else column


def _format_six_decimals(column: pl.Expr) -> pl.Expr:
    # 5e-7 is a little less than its name, so that all of these would print as -0.000000.
    vanishes = column.abs() <= 5e-7
    return pl.when(vanishes).then(0.0).when(column.is_finite()).then(column).name.keep()


def _format_all_digits(column: pl.Expr, decimal: str) -> pl.Expr:
    text = column.cast(pl.String).str.strip_suffix(".0")
    return text if decimal == "." else text.str.replace(".", decimal, literal=True)


def _format_amount(amount: pl.Expr, decimal: str) -> pl.Expr:
    """Return money in 1/10 000 of the unit with all of its decimals, two at least."""
    rest = amount.abs() % UNIT
    four = rest.cast(pl.String).str.zfill(4)
    # Without a regular expression, which takes as long as all of the rest.
    shorter = four.str.strip_suffix("0")
    text = pl.when(rest % 100 == 0).then(four.str.strip_suffix("00")).otherwise(shorter)
    return _join_decimals(amount, amount.abs() // UNIT, decimal, text)


def _format_two_decimals(cents: pl.Expr, decimal: str) -> pl.Expr:
    rest = (cents.abs() % 100).cast(pl.String).str.zfill(2)
    return _join_decimals(cents, cents.abs() // 100, decimal, rest)


def _join_decimals(amount: pl.Expr, units: pl.Expr, decimal: str, rest: pl.Expr) -> pl.Expr:
    sign = pl.when(amount < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    text = pl.concat_str(sign, units.cast(pl.String), pl.lit(decimal), rest)
    return text.alias(amount.meta.output_name())


def format_for_people(column: pl.Series, kind: ColumnKind) -> list[str]:
    """Return each value as a person reads it; an empty text for null and what is not finite.

    Money `1,234.50`, counts `1,234`, credits and means `1,234.5`, shares `12.3 %`, the rest as is.
    """
    write = _WRITERS[kind]
    plain = column
    if isinstance(column.dtype, pl.Date | pl.Datetime | pl.Boolean):
        text = format_text(pl.col(column.name), column.dtype)
        plain = column.to_frame().select(text).to_series()
    return ["" if value is None or not _is_finite(value) else write(value) for value in plain]


def format_value(value: str | float, kind: ColumnKind) -> str:
    """Return one value, neither null nor infinite, as a person reads it."""
    return _WRITERS[kind](value)


def _is_finite(value: object) -> bool:
    return not isinstance(value, float) or isfinite(value)


def format_tenths(value: float) -> str:
    """Return a number with one decimal and thousands marks, never a negative zero."""
    shown = f"{value:,.1f}"
    return "0.0" if shown == "-0.0" else shown


def format_percent(share: float) -> str:
    """Return a fraction of one as percent with one decimal."""
    return f"{format_tenths(share * 100)} %"


def format_money(cents: int) -> str:
    """Return cents as currency units with two decimals and thousands marks."""
    return f"{Decimal(cents).scaleb(-2):,.2f}"


def format_signed(shown: str) -> str:
    """Return a number as shown with its sign, zero without one."""
    return shown if shown.startswith("-") or not shown.strip("0., %") else f"+{shown}"


def localise(number: str, style: NumberStyle, encoding: str = "utf-8") -> str:
    """Return a number, written as `format_for_people` does, with the marks of a style."""
    thousands, decimal = _MARKS[style]
    try:
        thousands.encode(encoding)
    except UnicodeEncodeError:
        thousands = _SUBSTITUTES[thousands]
    return number.translate({ord(","): thousands, ord("."): decimal})


def localise_sentence(
    text: str, style: NumberStyle, encoding: str = "utf-8", names: "Iterable[str]" = ()
) -> str:
    """Return a sentence of ours with its numbers in a style.

    What is quoted or to be pasted, and the names in it, stay as they are.
    """
    if style is NumberStyle.EN:
        return text
    data = (re.escape(name) for name in sorted(names, key=len, reverse=True) if name in text)
    kept = "|".join((*data, _VERBATIM))
    return re.sub(
        f"(?P<kept>{kept})|{_ENGLISH}",
        lambda found: found["kept"] or localise(found[0], style, encoding),
        text,
    )


_WRITERS: "Mapping[ColumnKind, Callable[..., str]]" = {
    ColumnKind.TEXT: str,
    ColumnKind.ADVICE: str,
    ColumnKind.WRITTEN: str,
    ColumnKind.TREND: str,
    ColumnKind.COUNT: "{:,}".format,
    ColumnKind.CREDIT: format_tenths,
    ColumnKind.NUMBER: format_tenths,
    ColumnKind.SHARE: format_percent,
    ColumnKind.BAR: format_percent,
    ColumnKind.RATIO: "{:,.2f}".format,
    ColumnKind.MONEY: format_money,
    ColumnKind.AMOUNT: lambda amount: f"{Decimal(amount).scaleb(-4):,.2f}",
    ColumnKind.EXACT: "{:,.5g}".format,
}
"""How a value of each kind is written for people."""
