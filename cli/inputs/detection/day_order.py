"""Whether the day or the month comes first, decided once over a whole column."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.detection.errors import AmbiguousDaysError, MixedDaysError
from cli.inputs.tables.row_shape import locate_row
from cli.inputs.tables.table import ROW
from cli.inputs.values.times import DayOrder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.tables.columns import Field
    from cli.inputs.tables.table import ReadPlan, Table
    from cli.inputs.values.times import TimeFormat

_FORM: Final = r"^\s*([0-9]{1,2})[/.-]([0-9]{1,2})[/.-][0-9]{4}"
_TEXT: Final = "text"


def _extract_numbers(text: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    one, two = (text.str.extract(_FORM, group).cast(pl.Int32) for group in (1, 2))
    return one, two


def _find_evidence(text: pl.Expr) -> dict[DayOrder, pl.Expr]:
    one, two = _extract_numbers(text)
    return {DayOrder.FIRST: (one > 12) & (two <= 12), DayOrder.SECOND: (one <= 12) & (two > 12)}


def find_signs(text: pl.Expr) -> list[pl.Expr]:
    """Return what a time tells of the order of day and month, as flags."""
    one, two = _extract_numbers(text)
    return [
        flag.alias(f"sign {place}")
        for place, flag in enumerate((*_find_evidence(text).values(), one != two))
    ]


def decide_from_sample(texts: pl.Series) -> DayOrder | None:
    """Return what the days of a sample tell, None where they tell nothing or both."""
    told = _find_evidence(pl.col(_TEXT))
    found = (
        texts.alias(_TEXT).to_frame().select(told[days].any().alias(days) for days in told).row(0)
    )
    orders = [days for days, yes in zip(told, found, strict=True) if yes]
    return orders[0] if len(orders) == 1 else None


def decide_from_all(
    table: "Table", plan: "ReadPlan", field: "Field", styles: "Sequence[TimeFormat]"
) -> DayOrder:
    """Return what the days of all rows tell.

    `styles` are the ways of writing the column. Raises `MixedDaysError` where some days come
    first and others second, `AmbiguousDaysError` where no day is past the 12th, unless each is
    the number of its month.
    """
    table.require_all()
    rows = table.scan_texts(truncate=True).with_row_index(ROW)
    rows = rows.select(ROW, pl.col(str(field.position)).alias(_TEXT))
    one, two = _extract_numbers(pl.col(_TEXT))
    wanted = (*_find_evidence(pl.col(_TEXT)).values(), one != two)
    first, second, either = (_find_first(rows, where) for where in wanted)
    if first and second:
        places = [locate_row(table, row) for row, _ in (first, second)]
        raise MixedDaysError(field.theirs, places, (first[1], second[1]))
    if first or second or not either:
        return DayOrder.SECOND if second else DayOrder.FIRST
    row, value = either
    readings = {style.pattern: day for style in styles if (day := _format_day(style, value))}
    where = f"{locate_row(table, row)}: {field.theirs}"
    raise AmbiguousDaysError(where, value, plan.role, readings)


def _find_first(rows: pl.LazyFrame, where: pl.Expr) -> tuple[int, str] | None:
    found = rows.filter(where).head(1).collect(engine="streaming")
    return found.row(0) if found.height else None


def _format_day(style: "TimeFormat", value: str) -> str | None:
    if style.days is DayOrder.CLEAR:
        return None
    texts = pl.DataFrame({_TEXT: [value.strip()]})
    day = texts.select(style.read(pl.col(_TEXT), strict=False).dt.date().cast(pl.String)).item()
    return None if day is None else str(day)
