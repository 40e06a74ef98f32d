"""A comparison as sheets: a column a model, its changes against the baseline marked."""

from math import isfinite
from typing import TYPE_CHECKING, NamedTuple, assert_never

import polars as pl

from cli.render.cells import encodable, visible
from cli.render.layout import Arrangement, Column, Sheet
from cli.render.values import NOTABLE, human, percent, signed
from cli.render.wide import axes, side_by_side
from cli.report import Metric

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.report import Table


class Marks(NamedTuple):
    """The signs of a notable change."""

    rise: str
    fall: str


_SIGNS = Marks("▲", "▼")
_ASCII = Marks("^", "v")


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
    rows = pl.concat([part, sums], how="vertical_relaxed")
    channel = axes(table.frame).channel
    names = human(rows.get_column(channel), table.kinds[channel])
    key = Column(
        visible(channel, encoding), [visible(name, encoding) for name in names], folds=True
    )
    marks = _SIGNS if encodable("".join(_SIGNS), encoding) else _ASCII
    shown = [(model, *_shown(table, rows, model, marks)) for model in table.models]
    beside = Arrangement(tuple(_beside(*each) for each in shown))
    below = Arrangement(tuple(_below(*each) for each in shown), lines=2)
    changing = any(changes for _, _, changes in shown)
    return Sheet((key,), (beside, below) if changing else (beside,), len(sums))


def _shown(
    table: "Table", rows: pl.DataFrame, model: str, marks: Marks
) -> tuple[list[str], list[str]]:
    """Return a model's values and their changes, an empty list where it shows none."""
    compared = model != table.baseline and "revenue_change_share" in table.kinds
    match table.metric:
        case Metric.CONVERSIONS:
            return _values(table, rows, model, "conversions"), []
        case Metric.SHARE:
            return _values(table, rows, model, "revenue_share"), []
        case Metric.REVENUE:
            values = _values(table, rows, model, "revenue")
        case Metric.CHANGE:
            values = _values(table, rows, model, "revenue_change" if compared else "revenue")
            values = [signed(value) for value in values] if compared else values
        case _:
            assert_never(table.metric)
    return values, _changes(rows, model, marks) if compared else []


def _values(table: "Table", rows: pl.DataFrame, model: str, measure: str) -> list[str]:
    return human(rows.get_column(f"{model}_{measure}"), table.kinds[measure])


def _changes(rows: pl.DataFrame, model: str, marks: Marks) -> list[str]:
    shares = rows.get_column(f"{model}_revenue_change_share")
    amounts = rows.get_column(f"{model}_revenue_change")
    return [_change(share, amount, marks) for share, amount in zip(shares, amounts, strict=True)]


def _change(share: float | None, amount: int | None, marks: Marks) -> str:
    if share is None or not isfinite(share):
        return "new" if amount else ""
    shown = signed(percent(share))
    if abs(share) < NOTABLE:
        return shown
    return f"{marks.rise if share > 0 else marks.fall} {shown}"


def _beside(model: str, values: list[str], changes: list[str]) -> Column:
    if not any(changes):
        return Column(model, values)
    wide, narrow = max(map(len, values)), max(map(len, changes))
    pairs = zip(values, changes, strict=True)
    return Column(model, [f"{v:>{wide}} {c:>{narrow}}" for v, c in pairs], marked=True)


def _below(model: str, values: list[str], changes: list[str]) -> Column:
    if not any(changes):
        return Column(model, values)
    pairs = zip(values, changes, strict=True)
    return Column(model, [f"{value}\n{change}" for value, change in pairs], marked=True)
