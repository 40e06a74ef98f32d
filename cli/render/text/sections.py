"""A report's table as sheets of text: formatted, safe to show, not yet laid out."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.render.number_text import format_for_people, localise
from cli.render.side_by_side import has_months_across
from cli.render.text.comparison import make_comparison_sheets
from cli.render.text.layout import Arrangement, Column, Sheet
from cli.render.text.matrix import make_matrix_sheet
from cli.render.text.months import make_month_sheets
from cli.render.text.text_width import is_encodable, make_visible
from cli.report import ColumnKind, NumberStyle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cli.report import Table

_HEIGHTS: Final = "▁▂▃▄▅▆▇█·"
_BLOCKS: Final = str.maketrans("12345678.", _HEIGHTS)
_BAR: Final = 10
"""Signs of the longest bar."""


class SheetSection(NamedTuple):
    """A sheet and the line above it, empty where the table's title says enough."""

    heading: str
    sheet: Sheet


def make_sections(
    table: "Table", encoding: str, numbers: NumberStyle = NumberStyle.EN
) -> list[SheetSection]:
    """Return the sheets of a table: one for each window and block of a comparison, else one.

    Characters that the encoding lacks, and control characters, are escaped in names.
    """
    return [
        SheetSection(heading, _localise_sheet(sheet, numbers, encoding))
        for heading, sheet in _make_sheets(table, encoding, numbers)
    ]


def _make_sheets(
    table: "Table", encoding: str, numbers: NumberStyle
) -> "Iterable[tuple[str, Sheet]]":
    if has_months_across(table):
        return make_month_sheets(table, encoding, numbers)
    if table.models:
        return make_comparison_sheets(table, encoding, numbers)
    if table.matrix is not None:
        return (("", make_matrix_sheet(table.matrix, encoding)),)
    return (("", _make_sheet(table, encoding)),)


def _localise_sheet(sheet: Sheet, numbers: NumberStyle, encoding: str) -> Sheet:
    """Return a sheet with the marks of a style in its numbers; names stay as they are."""
    if numbers is NumberStyle.EN:
        return sheet
    write = partial(_localise_column, numbers=numbers, encoding=encoding)
    ways = (each._replace(columns=tuple(map(write, each.columns))) for each in sheet.arrangements)
    return sheet._replace(keys=tuple(map(write, sheet.keys)), arrangements=tuple(ways))


def _localise_column(column: Column, numbers: NumberStyle, encoding: str) -> Column:
    if column.folds:
        return column
    return replace(column, cells=[localise(cell, numbers, encoding) for cell in column.cells])


def _make_sheet(table: "Table", encoding: str) -> Sheet:
    totals = table.frame.clear() if table.totals is None else table.totals
    rows = pl.concat([table.frame, totals], how="vertical_relaxed")
    columns = tuple(
        _make_column(rows.get_column(name), table.kinds[name], encoding) for name in rows.columns
    )
    keys = _count_identifying(table.frame)
    return Sheet(columns[:keys], (Arrangement(columns[keys:]),), len(totals))


def _make_column(series: pl.Series, kind: ColumnKind, encoding: str) -> Column:
    header = make_visible(series.name.replace("_", " "), encoding)
    if kind is ColumnKind.BAR:
        return Column("", _draw_bars(series, encoding), folds=True, attached=True)
    shown = format_for_people(series, kind)
    if kind is ColumnKind.TREND:
        return Column(header, [_draw_trend(levels, encoding) for levels in shown], folds=True)
    if kind not in {ColumnKind.TEXT, ColumnKind.ADVICE}:
        return Column(header, shown)
    names = [make_visible(name, encoding) for name in shown]
    return Column(header, names, folds=True, whole=kind is ColumnKind.ADVICE)


def _draw_bars(shares: pl.Series, encoding: str) -> list[str]:
    """Return a bar for each share, the largest as wide as there is room for."""
    largest = max((share for share in shares if share), default=1)
    sign = "█" if is_encodable("█", encoding) else "#"
    return [sign * round(_BAR * max(share or 0, 0) / largest) for share in shares]


def _draw_trend(levels: str, encoding: str) -> str:
    """Return levels as blocks of their height, as the digits that they are where those lack."""
    return levels.translate(_BLOCKS) if is_encodable(_HEIGHTS, encoding) else levels


def _count_identifying(frame: pl.DataFrame) -> int:
    """Return how many of the leading columns name a row: two at most, or the first anyway."""
    two = frame.select(frame.columns[:1]).is_duplicated().any() and frame.width > 1
    return 2 if two and not frame.select(frame.columns[:2]).is_duplicated().any() else 1
