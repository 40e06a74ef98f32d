"""A report's table as sheets of text: formatted, safe to show, not yet laid out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from cli.render.cells import visible
from cli.render.comparison import comparison_sheets
from cli.render.layout import Arrangement, Column, Sheet
from cli.render.values import human
from cli.report import Kind

if TYPE_CHECKING:
    from cli.report import Table


@dataclass(frozen=True, slots=True)
class Section:
    """A sheet and the line above it, empty where the table's title says enough."""

    heading: str
    sheet: Sheet


def sections(table: "Table", encoding: str) -> list[Section]:
    """Return the sheets of a table: one for each window and block of a comparison, else one.

    Characters that the encoding lacks, and control characters, are escaped in names.
    """
    if table.models:
        return [Section(*found) for found in comparison_sheets(table, encoding)]
    return [Section("", _sheet(table, encoding))]


def _sheet(table: "Table", encoding: str) -> Sheet:
    totals = table.frame.clear() if table.totals is None else table.totals
    rows = pl.concat([table.frame, totals], how="vertical_relaxed")
    columns = tuple(
        _column(rows.get_column(name), table.kinds[name], encoding) for name in rows.columns
    )
    keys = _identifying(table.frame)
    return Sheet(columns[:keys], (Arrangement(columns[keys:]),), len(totals))


def _column(series: pl.Series, kind: Kind, encoding: str) -> Column:
    header = visible(series.name.replace("_", " "), encoding)
    shown = human(series, kind)
    if kind is not Kind.TEXT:
        return Column(header, shown)
    return Column(header, [visible(name, encoding) for name in shown], folds=True)


def _identifying(frame: pl.DataFrame) -> int:
    """Return how many of the leading columns name a row: two at most, or the first anyway."""
    two = frame.select(frame.columns[:1]).is_duplicated().any() and frame.width > 1
    return 2 if two and not frame.select(frame.columns[:2]).is_duplicated().any() else 1
