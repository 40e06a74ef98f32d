"""What a comparison's intervals say of its numbers, as text beside them."""

from typing import TYPE_CHECKING

import polars as pl

from cli.render.number_text import format_for_people
from cli.render.text.markers import RANK, TOO_FEW, UNBOUNDED
from cli.report import ColumnKind

if TYPE_CHECKING:
    from cli.report import Table

STABLE = "rank_stable"
"""Measure of a comparison with intervals: yes, no, too few; null for a row without a rank."""
_BOUNDS = ("_low", "_high")


def has_intervals(table: "Table") -> bool:
    """Tell whether intervals were computed for a comparison."""
    return STABLE in table.kinds


def format_half_widths(
    rows: pl.DataFrame, model: str, measure: str, kind: ColumnKind, around: str
) -> list[str]:
    """Return half the width of each interval behind its sign, else `too few` or `unbounded`.

    Money is rounded up, so that no interval looks narrower than it is. A quotient of what is 0 in
    some resamplings has no upper end.
    """
    low, high = (rows.get_column(f"{model}_{measure}{bound}") for bound in _BOUNDS)
    few = rows.get_column(f"{model}_{STABLE}").eq_missing(TOO_FEW)
    open_ = low.is_not_null() & high.is_null()
    shown = (half and f"{around}{half}" for half in _format_halves(high - low, kind))
    return [
        TOO_FEW if lacking else UNBOUNDED if endless else half
        for half, lacking, endless in zip(shown, few, open_, strict=True)
    ]


def _format_halves(widths: pl.Series, kind: ColumnKind) -> list[str]:
    if kind is ColumnKind.MONEY:
        return format_for_people((widths + 1) // 2, kind)
    # Half a width of 2 % could be taken for 2 % of the value.
    return [half.replace("%", "pp") for half in format_for_people(widths / 2, kind)]


def format_ranks(rows: pl.DataFrame, model: str, channel: str) -> list[str]:
    """Return each row's rank by a model's printed revenue, where it is stable, else nothing.

    Equal revenue is ranked by name; rows without `rank_stable` are no channels and have no rank.
    """
    revenue, stable = rows.get_column(f"{model}_revenue"), rows.get_column(f"{model}_{STABLE}")
    known = (stable.is_not_null() & revenue.is_not_null()).arg_true()
    names = rows.get_column(channel)
    ordered = sorted(known, key=lambda row: (-revenue[row], names[row]))
    rank_of = {row: f"{RANK}{rank}" for rank, row in enumerate(ordered, 1)}
    steady = stable.eq_missing("yes")
    return [rank_of.get(row, "") if yes else "" for row, yes in enumerate(steady)]


def is_within_noise(rows: pl.DataFrame, change: str) -> list[bool]:
    """Return whether each change in a column, with its bounds beside it, is no surer than noise.

    It is where its interval holds 0 or is missing, unless nothing changes: a change that is 0 in
    every resample is sure, and one of 0 without an interval claims nothing.
    """
    bounds = (rows.get_column(f"{change}{bound}") for bound in ("", *_BOUNDS))
    return [
        bool(amount) if low is None or high is None else low <= 0 <= high and low != high
        for amount, low, high in zip(*bounds, strict=True)
    ]
