"""Charts below a table, the intervals of a comparison as error bars."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from cli.render.side_by_side import find_axes
from cli.render.text.interval_text import has_intervals
from cli.render.xlsx.cells import PARTS, iterate_rows

if TYPE_CHECKING:
    from cli.render.xlsx.cells import Cell
    from cli.render.xlsx.sheets import SheetContent

_MOST: Final = 30
"""Rows that a chart shows."""
_ACROSS: Final = {
    "rfm": ("segment", ("customers_share", "revenue_share")),
    "value": ("segment", ("clv", "expected_loss")),
    "length": ("touches", ("journeys",)),
    "journeys_length": ("touches", ("journeys",)),
    "lag": ("days", ("journeys",)),
    "journeys_lag": ("days", ("journeys",)),
}
"""By table the column of names, and those that are drawn."""
_COLORS: Final = (
    *("#1B6CA8", "#D1495B", "#2E8B57", "#E39B2E", "#7A5195", "#4C9F9F", "#8C6D46", "#5C6773"),
)


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: a column of the sheet, and how far its values may be off."""

    name: str
    column: str
    below: "list[float] | None" = None
    above: "list[float] | None" = None


def make_chart(book: Any, sheet: "SheetContent") -> Any:  # noqa: ANN401
    """Return a chart of the sheet's first rows, None where its table has none."""
    rows = _count_rows(sheet)
    category, series = _choose_series(sheet, rows)
    if not series or not rows:
        return None
    chart = book.add_chart({"type": "bar"})
    for place, each in enumerate(series):
        chart.add_series(_describe_series(sheet, category, each, rows, place))
    chart.set_title({"name": sheet.title[:255], "name_font": {"size": 11}, "overlay": False})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    chart.set_x_axis({"major_gridlines": {"visible": True, "line": {"color": "#D0D0D0"}}})
    chart.set_legend({"position": "top"})
    chart.set_size({"width": 900, "height": 160 + max(180, rows * (10 + 9 * len(series)))})
    return chart


def _count_rows(sheet: "SheetContent") -> int:
    """Return how many rows are drawn: of a comparison those of its first window and block."""
    if sheet.table.models:
        keys = [name for name in find_axes(sheet.table.frame).keys[:-1] if name in sheet.kinds]
        if keys and sheet.frame.height:
            first = sheet.frame.join(
                sheet.frame.head(1).select(keys), on=keys, how="semi", nulls_equal=True
            )
            return min(_MOST, first.height)
    return min(_MOST, sheet.frame.height)


def _choose_series(sheet: "SheetContent", rows: int) -> "tuple[str, list[Series]]":
    table = sheet.table
    if table.models:
        category = find_axes(table.frame).channel
        columns = (f"{model}_{sheet.measure}" for model in table.models)
        shown = [name for name in columns if name in sheet.frame.columns]
        return category, [_make_series(sheet, name, rows) for name in shown]
    category, names = _ACROSS.get(table.name, ("", ()))
    if sheet.matrix or category not in sheet.frame.columns:
        return "", []
    return category, [
        Series(name.replace("_", " "), name) for name in names if name in sheet.frame.columns
    ]


def _make_series(sheet: "SheetContent", column: str, rows: int) -> Series:
    """Return what a model says, with its intervals where it has some."""
    table, measure = sheet.table, sheet.measure
    model = column.removesuffix(f"_{measure}")
    if not has_intervals(table):
        return Series(model, column)
    by = find_axes(table.frame)
    keys = [name for name in by.keys if name in sheet.frame.columns]
    own = table.frame.filter(pl.col("model") == model)
    ends = (
        sheet.frame.head(rows)
        .select(keys)
        .join(
            own.select(*keys, value=measure, low=f"{measure}_low", high=f"{measure}_high"),
            on=keys,
            how="left",
            nulls_equal=True,
            maintain_order="left",
        )
    )
    parts = PARTS.get(table.kinds[measure], 1)
    off = ends.select(
        below=(pl.col("value") - pl.col("low")).fill_null(0) / parts,
        above=(pl.col("high") - pl.col("value")).fill_null(0) / parts,
    )
    return Series(model, column, off["below"].to_list(), off["above"].to_list())


def _describe_series(
    sheet: "SheetContent", category: str, series: Series, rows: int, place: int
) -> dict[str, Any]:
    """Return a series as xlsxwriter wants it; the values that it refers to are cached as well."""
    color = _COLORS[place % len(_COLORS)]
    described: dict[str, Any] = {
        "name": series.name,
        "categories": _refer(sheet, category, rows),
        "values": _refer(sheet, series.column, rows),
        "categories_data": _list_cells(sheet, category, rows),
        "values_data": _list_cells(sheet, series.column, rows),
        "fill": {"color": color},
        "gap": 60,
    }
    if series.above is not None and series.below is not None:
        described["x_error_bars"] = {
            "type": "custom",
            "plus_values": series.above,
            "minus_values": series.below,
            "line": {"color": "#444444", "width": 0.75},
        }
    return described


def _refer(sheet: "SheetContent", column: str, rows: int) -> list[Any]:
    place = sheet.frame.columns.index(column)
    return [sheet.name, 1, place, rows, place]


def _list_cells(sheet: "SheetContent", column: str, rows: int) -> "list[Cell]":
    cells = iterate_rows(sheet.frame.head(rows).select(column), sheet.kinds)
    return [cell for (cell,) in cells]
