"""A comparison of one model by month as sheets: a column a month."""

from typing import TYPE_CHECKING

import polars as pl

from cli.render.side_by_side import MONTH, find_axes, pivot_side_by_side
from cli.render.text.comparison import make_key_column
from cli.render.text.interval_text import has_intervals
from cli.render.text.layout import Sheet
from cli.render.text.markers import choose_signs
from cli.render.text.model_columns import ComparisonPage, make_model_column
from cli.render.text.stacking import list_arrangements
from cli.render.text.text_width import make_visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.render.text.model_columns import ModelColumn
    from cli.report import NumberStyle, Table


def make_month_sheets(
    table: "Table", encoding: str, numbers: "NumberStyle"
) -> "Iterator[tuple[str, Sheet]]":
    """Yield a heading and a sheet for each window: all orders first, then month by month."""
    by = find_axes(table.frame)
    rows = pivot_side_by_side(table.frame, table.models, table.baseline)
    totals = table.frame.clear() if table.totals is None else table.totals
    sums = pivot_side_by_side(totals, table.models, table.baseline)
    several = rows.get_column(by.lookback).n_unique() > 1
    for part in rows.partition_by(by.lookback, maintain_order=True):
        window = part.get_column(by.lookback).first()
        own = sums.filter(pl.col(by.lookback).eq_missing(window))
        named = [f"lookback: {window!s}"] if several else []
        yield (
            make_visible(", ".join([*named, f"model: {table.models[0]}"]), encoding),
            _make_sheet(table, part, own, encoding, numbers),
        )


def _make_sheet(
    table: "Table", part: pl.DataFrame, sums: pl.DataFrame, encoding: str, numbers: "NumberStyle"
) -> Sheet:
    """Return the sheet of a window; the rows of each month in the order of all orders."""
    channel = find_axes(table.frame).channel
    rows, totals = (each.select(channel).unique(maintain_order=True) for each in (part, sums))
    shown = [
        _make_column(table, month, _pick(part, rows, month), _pick(sums, totals, month), encoding)
        for month in part.get_column(MONTH).unique(maintain_order=True)
    ]
    ways = list_arrangements(shown, exhaustive=table.exhaustive)
    names = pl.concat([rows, totals]).get_column(channel)
    key = make_key_column(table, names, encoding, numbers)
    return Sheet((key,), ways, len(totals), compared=has_intervals(table))


def _pick(part: pl.DataFrame, names: pl.DataFrame, month: str) -> pl.DataFrame:
    """Return what a month has for each name, in their order."""
    own = part.filter(pl.col(MONTH).eq_missing(month))
    return names.join(own, on=names.columns, how="left", maintain_order="left")


def _make_column(
    table: "Table", month: str, rows: pl.DataFrame, sums: pl.DataFrame, encoding: str
) -> "ModelColumn":
    """Return what a month shows of each channel, and of all of them."""
    channel = find_axes(table.frame).channel
    both = pl.concat([rows, sums], how="diagonal_relaxed")
    page = ComparisonPage(table, channel, both, len(rows), choose_signs(encoding))
    [model] = table.models
    return make_model_column(page, model)._replace(model=make_visible(str(month), encoding))
