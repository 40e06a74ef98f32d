"""A comparison as sheets: a column a model, its changes against the baseline marked."""

from typing import TYPE_CHECKING

import polars as pl

from attribution.comparison.row_names import OTHERS
from cli.render.number_text import format_for_people, localise
from cli.render.side_by_side import find_axes, pivot_side_by_side
from cli.render.text.interval_text import has_intervals
from cli.render.text.layout import Column, Sheet
from cli.render.text.markers import choose_signs
from cli.render.text.model_columns import ComparisonPage, make_model_column
from cli.render.text.stacking import list_arrangements
from cli.render.text.text_width import make_visible
from cli.wording import choose_noun, format_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.report import NumberStyle, Table


def make_comparison_sheets(
    table: "Table", encoding: str, numbers: "NumberStyle"
) -> "Iterator[tuple[str, Sheet]]":
    """Yield a heading and a sheet for each window and block, in order of appearance.

    The heading names the window only where there are several. Totals have the columns of the tidy
    frame and stand below the rows of their own window and block.
    """
    by = find_axes(table.frame)
    rows = pivot_side_by_side(table.frame, table.models, table.baseline)
    totals = table.frame.clear() if table.totals is None else table.totals
    sums = pivot_side_by_side(totals, table.models, table.baseline)
    parts = by.keys[:-1]
    several = rows.get_column(by.lookback).n_unique() > 1
    for part in rows.partition_by(parts, maintain_order=True) or [rows]:
        own = sums.join(part.head(1), on=parts, how="semi", nulls_equal=True)
        yield (
            _make_heading(part, by.block, several, encoding),
            _make_sheet(table, part, own, encoding, numbers),
        )


def _make_heading(part: pl.DataFrame, block: str | None, several: bool, encoding: str) -> str:
    named = (["lookback"] if several else []) + ([block] if block else [])
    shown = (f"{name}: {_get_first(part, name)}" for name in named)
    return make_visible(", ".join(shown), encoding)


def _get_first(part: pl.DataFrame, name: str) -> object:
    return part.get_column(name).first() if len(part) else ""


def _make_sheet(
    table: "Table", part: pl.DataFrame, sums: pl.DataFrame, encoding: str, numbers: "NumberStyle"
) -> Sheet:
    rows = pl.concat([part, sums], how="diagonal_relaxed")
    channel = find_axes(table.frame).channel
    key = make_key_column(table, rows.get_column(channel), encoding, numbers)
    page = ComparisonPage(table, channel, rows, len(part), choose_signs(encoding))
    ways = list_arrangements(
        [make_model_column(page, model) for model in table.models], exhaustive=table.exhaustive
    )
    keys = (key, *_list_costs(table, rows))
    return Sheet(keys, ways, len(sums), compared=has_intervals(table))


def make_key_column(
    table: "Table", names: pl.Series, encoding: str, numbers: "NumberStyle"
) -> Column:
    """Return the column of the names of rows, those of the others with how many there are."""
    known = format_for_people(names, table.kinds[names.name])
    count = localise(format_count(table.folded, choose_noun(names.name)), numbers, encoding)
    others = f"(others: {count})" if table.folded else OTHERS
    return Column(
        make_visible(names.name, encoding),
        [make_visible(others if name == OTHERS else name, encoding) for name in known],
        folds=True,
    )


def _list_costs(table: "Table", rows: pl.DataFrame) -> "Iterator[Column]":
    """Yield the column of costs, where there are any: the same for every model."""
    if "cost" in rows.columns:
        yield Column("cost", format_for_people(rows.get_column("cost"), table.kinds["cost"]))
