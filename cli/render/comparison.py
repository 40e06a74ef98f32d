"""A comparison as sheets: a column a model, its changes against the baseline marked."""

from typing import TYPE_CHECKING

import polars as pl

from cli.render.arrangements import arrangements
from cli.render.cells import visible
from cli.render.figures import Page, figures
from cli.render.intervals import has_intervals
from cli.render.layout import Column, Sheet
from cli.render.signs import signs_of
from cli.render.values import human
from cli.render.wide import axes, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.report import Table


def comparison_sheets(table: "Table", encoding: str) -> "Iterator[tuple[str, Sheet]]":
    """Yield a heading and a sheet for each window and block, in order of appearance.

    The heading names the window only where there are several. Totals have the columns of the tidy
    frame and stand below the rows of their own window and block.
    """
    by = axes(table.frame)
    rows = side_by_side(table.frame, table.models, table.baseline)
    totals = table.frame.clear() if table.totals is None else table.totals
    sums = side_by_side(totals, table.models, table.baseline)
    parts = by.keys[:-1]
    several = rows.get_column(by.lookback).n_unique() > 1
    for part in rows.partition_by(parts, maintain_order=True) or [rows]:
        own = sums.join(part.head(1), on=parts, how="semi", nulls_equal=True)
        yield _heading(part, by.block, several, encoding), _sheet(table, part, own, encoding)


def _heading(part: pl.DataFrame, block: str | None, several: bool, encoding: str) -> str:
    named = (["lookback"] if several else []) + ([block] if block else [])
    shown = (f"{name}: {_first(part, name)}" for name in named)
    return visible(", ".join(shown), encoding)


def _first(part: pl.DataFrame, name: str) -> object:
    return part.get_column(name).first() if len(part) else ""


def _sheet(table: "Table", part: pl.DataFrame, sums: pl.DataFrame, encoding: str) -> Sheet:
    rows = pl.concat([part, sums], how="diagonal_relaxed")
    channel = axes(table.frame).channel
    names = human(rows.get_column(channel), table.kinds[channel])
    key = Column(
        visible(channel, encoding), [visible(name, encoding) for name in names], folds=True
    )
    page = Page(table, channel, rows, len(part), signs_of(encoding))
    ways = arrangements([figures(page, model) for model in table.models])
    return Sheet((key,), ways, len(sums), compared=has_intervals(table))
