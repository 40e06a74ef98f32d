"""What names of months mean that languages use for different ones, decided on the whole column."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.detection.errors import AmbiguousMonthsError
from cli.inputs.tables.row_shape import locate_row
from cli.inputs.tables.table import ROW
from cli.inputs.values.month_names import AMBIGUOUS, LANGUAGES, MONTHS, find_month_name
from cli.inputs.values.times import TimeNotation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cli.inputs.tables.columns import Field
    from cli.inputs.tables.table import Table
    from cli.inputs.values.month_names import Months
    from cli.inputs.values.times import TimeFormat

_TEXT: Final = "text"
_NAME: Final = "name"


def settle_months(
    table: "Table", field: "Field", texts: pl.Series, styles: "Iterable[TimeFormat]"
) -> "list[TimeFormat]":
    """Return ways of writing a column with what its ambiguous months mean.

    Where none of `texts`, some of the column's, has such a month, those of further rows are left
    unread. Raises `AmbiguousMonthsError` where the column does not tell.
    """
    found = list(styles)
    if all(style.writing is not TimeNotation.NAMES for style in found):
        return found
    names = texts.alias(_TEXT).to_frame().select(find_month_name(pl.col(_TEXT))).to_series()
    months = _decide_months(table, field) if names.is_in(list(AMBIGUOUS)).any() else ()
    return [
        style._replace(months=months) if style.writing is TimeNotation.NAMES else style
        for style in found
    ]


def _decide_months(table: "Table", field: "Field") -> "Months":
    """Return what the ambiguous names of a column mean in the languages that have all its names."""
    table.require_all()
    text = pl.col(str(field.position)).alias(_TEXT)
    rows = table.scan_texts(truncate=True).with_row_index(ROW).select(ROW, text)
    rows = rows.with_columns(find_month_name(pl.col(_TEXT)).alias(_NAME))
    rows = rows.filter(pl.col(_NAME).is_in([*MONTHS, *AMBIGUOUS]))
    first = rows.group_by(_NAME).agg(pl.col(ROW, _TEXT).sort_by(ROW).first()).sort(ROW).collect()
    names = set(first[_NAME])
    speaking = [year for year in LANGUAGES.values() if names <= year.keys()]
    unclear = first.filter(pl.col(_NAME).is_in(list(AMBIGUOUS)))
    for name, row, value in unclear.select(_NAME, ROW, _TEXT).rows():
        if len({year[name] for year in speaking}) != 1:
            where = f"{locate_row(table, row)}: {field.theirs}"
            raise AmbiguousMonthsError(where, value, _list_readings(name))
    return tuple((name, speaking[0][name]) for name in unclear[_NAME])


def _list_readings(name: str) -> "Sequence[tuple[str, str]]":
    """Return each month that a name stands for with the languages in which it does."""
    known = sorted((year[name], language) for language, year in LANGUAGES.items() if name in year)
    months = dict.fromkeys(month for month, _ in known)
    return [(each, ", ".join(told for month, told in known if month == each)) for each in months]
