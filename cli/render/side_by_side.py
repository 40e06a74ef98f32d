"""A tidy comparison laid out with its models side by side."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from attribution.comparison.measures import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.report import Table


@dataclass(frozen=True, slots=True)
class ComparisonAxes:
    """The columns of a tidy comparison, told by their places: lookback, [block,] model, channel."""

    lookback: str
    block: str | None
    channel: str
    measures: tuple[str, ...]
    """What each model says of a channel, in order."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that name a row of the wide form."""
        block = () if self.block is None else (self.block,)
        return (self.lookback, *block, self.channel)

    def list_measures(self, model: str, baseline: str) -> tuple[str, ...]:
        """Return a model's measures: the baseline has no change against itself."""
        if model != baseline:
            return self.measures
        return tuple(
            name
            for name in self.measures
            if name not in COLUMNS or not COLUMNS[name].against_baseline
        )


def find_axes(frame: pl.DataFrame) -> ComparisonAxes:
    """Return the columns of a tidy comparison by their role."""
    lookback, *block, channel = (
        name for name in frame.columns[: frame.columns.index("model") + 2] if name != "model"
    )
    measures = frame.columns[frame.columns.index("model") + 2 :]
    return ComparisonAxes(lookback, block[0] if block else None, channel, tuple(measures))


def pivot_side_by_side(frame: pl.DataFrame, models: "Sequence[str]", baseline: str) -> pl.DataFrame:
    """Return one row a lookback, block and channel, with the columns MODEL_MEASURE.

    Rows stand in the order in which the tidy frame first names them; a model without a row of its
    own there has null.
    """
    by = find_axes(frame)
    rows = frame.select(by.keys).unique(maintain_order=True)
    for model in models:
        measures = by.list_measures(model, baseline)
        renamed = (pl.col(name).alias(f"{model}_{name}") for name in measures)
        part = frame.filter(pl.col("model") == model).select(*by.keys, *renamed)
        rows = rows.join(part, on=by.keys, how="left", nulls_equal=True, maintain_order="left")
    return rows


def widen_table(table: "Table") -> "Table":
    """Return a comparison with its models side by side, in `frame` and in `exact`.

    The column lookback stays only where there are several windows.
    """
    by = find_axes(table.frame)
    several = table.frame.get_column(by.lookback).n_unique() > 1
    dropped = () if several else (by.lookback,)
    kinds = {name: table.kinds[name] for name in by.keys if name not in dropped} | {
        f"{model}_{name}": table.kinds[name]
        for model in table.models
        for name in by.list_measures(model, table.baseline)
    }
    return replace(
        table,
        frame=pivot_side_by_side(table.frame, table.models, table.baseline).drop(dropped),
        exact=pivot_side_by_side(table.exact, table.models, table.baseline).drop(dropped),
        kinds=kinds,
        totals=None,
    )
