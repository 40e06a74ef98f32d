"""A tidy comparison laid out with its models side by side."""

from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from attribution.comparison.measures import COLUMNS, RETURN_COLUMNS
from attribution.comparison.row_names import WHOLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.report import Table

MONTH: Final = "month"
"""The block whose values are columns where one model is compared."""
_BETWEEN: Final = "\0"
"""Between measure and model, which no name of a model has in it."""


class ComparisonAxes(NamedTuple):
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

    def list_columns(self, models: "Sequence[str]", baseline: str) -> list[tuple[str, str]]:
        """Return model and measure of each column of the wide form, in their order.

        The baseline has no change against itself. What costs add comes after all models, first
        what is the same for each of them, which has no model.
        """
        usual = [name for name in self.measures if name not in RETURN_COLUMNS]
        returns = [name for name in self.measures if name in RETURN_COLUMNS]
        common = [name for name in returns if not COLUMNS[name].by_model]
        own = [name for name in returns if COLUMNS[name].by_model]
        return [
            *((model, name) for model in models for name in usual if _has(model, name, baseline)),
            *(("", name) for name in common),
            *((model, name) for model in models for name in own),
        ]


def _has(model: str, measure: str, baseline: str) -> bool:
    """Tell whether a model has a measure."""
    if model != baseline or measure not in COLUMNS:
        return True
    return not COLUMNS[measure].against_baseline


def _join_name(model: str, measure: str) -> str:
    return f"{model}_{measure}" if model else measure


def find_axes(frame: pl.DataFrame) -> ComparisonAxes:
    """Return the columns of a tidy comparison by their role."""
    lookback, *block, channel = (
        name for name in frame.columns[: frame.columns.index("model") + 2] if name != "model"
    )
    measures = frame.columns[frame.columns.index("model") + 2 :]
    return ComparisonAxes(lookback, block[0] if block else None, channel, tuple(measures))


def has_months_across(table: "Table") -> bool:
    """Return whether people read a comparison with its months as columns: one model by month."""
    return len(table.models) == 1 and find_axes(table.frame).block == MONTH


def select_months(frame: pl.DataFrame) -> pl.DataFrame:
    """Return month, channel and revenue of one model by month, in the first window.

    Channels stand in the order of all months together, the months of each in theirs.
    """
    by = find_axes(frame)
    window = pl.col(by.lookback) == frame[by.lookback].first()
    names = frame.select(by.channel).unique(maintain_order=True)
    months = frame.filter(window & (pl.col(MONTH) != WHOLE))
    ordered = names.join(months, on=by.channel, maintain_order="left_right")
    return ordered.select(MONTH, pl.col(by.channel).alias("channel"), "revenue")


def pivot_side_by_side(frame: pl.DataFrame, models: "Sequence[str]", baseline: str) -> pl.DataFrame:
    """Return one row a lookback, block and channel, with the columns MODEL_MEASURE, and cost.

    Rows stand in the order in which the tidy frame first names them; a model without a row of its
    own there has null.
    """
    by = find_axes(frame)
    cells = frame.pivot(
        "model",
        on_columns=models,
        index=by.keys,
        values=by.measures,
        aggregate_function="first",
        maintain_order=True,
        separator=_BETWEEN,
    )
    return cells.select(
        *by.keys,
        # What all models have in common stands beside the first one.
        *(
            pl.col(f"{name}{_BETWEEN}{model or models[0]}").alias(_join_name(model, name))
            for model, name in by.list_columns(models, baseline)
        ),
    )


def widen_table(table: "Table") -> "Table":
    """Return a comparison with its models side by side, in `frame` and in `exact`.

    The column lookback stays only where there are several windows.
    """
    by = find_axes(table.frame)
    several = table.frame.get_column(by.lookback).n_unique() > 1
    dropped = () if several else (by.lookback,)
    kinds = {name: table.kinds[name] for name in by.keys if name not in dropped} | {
        _join_name(model, name): table.kinds[name]
        for model, name in by.list_columns(table.models, table.baseline)
    }
    return table._replace(
        frame=pivot_side_by_side(table.frame, table.models, table.baseline).drop(dropped),
        exact=pivot_side_by_side(table.exact, table.models, table.baseline).drop(dropped),
        kinds=kinds,
        totals=None,
    )
