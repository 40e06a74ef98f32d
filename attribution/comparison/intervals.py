"""The columns that tell how sure the credit of one model is, on one page of a comparison."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from attribution.bootstrap import compute_interval, is_rank_stable
from attribution.comparison.figures import COMPUTE, Figures
from attribution.comparison.measures import BOUNDS, MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from attribution.arrays import Floats, Ints

FEW: Final = 10
"""Contributing customers below which a value gets no interval."""

CELLS: Final = 1 << 18
"""Cells of (values, replicates) worked on at a time."""


class Stability(StrEnum):
    """Whether a value's rank by revenue can be relied on."""

    YES = "yes"
    """It recurs in at least 95 % of the replicates."""
    NO = "no"
    TOO_FEW = "too few"
    """Fewer than 10 customers contribute."""


@dataclass(frozen=True, slots=True)
class ModelCredit:
    """Credit of one model from all customers; arrays of shape (values + 1,)."""

    conversions: "Floats"
    """NaN where the model is undefined; so is revenue."""
    revenue: "Floats"
    """1/10 000 of the unit."""


@dataclass(frozen=True, slots=True)
class Replicates:
    """Credit of one model in each replicate; arrays of shape (values + 1, replicates).

    Rescaled to all customers; the last row is unattributed.
    """

    conversions: "Floats"
    revenue: "Floats"
    """1/10 000 of the unit."""
    point: ModelCredit
    """What is undefined here has no interval, whatever the replicates say."""


@dataclass(frozen=True, slots=True)
class BlockTotals:
    """All orders of the block in each replicate, rescaled; arrays of shape (replicates,)."""

    orders: "Floats"
    paid: "Floats"
    """Their net revenue in 1/10 000 of the unit."""


def compute_bounds(
    own: Replicates, baseline: Replicates | None, totals: BlockTotals, contributing: "Ints"
) -> "Mapping[str, Floats]":
    """Return the 95 % intervals of one model, columns `BOUNDS` of shape (values + 1,).

    Revenue and its change are in 1/10 000 of the unit, shares are quotients within a replicate,
    changes differences to the baseline's credit in the same one. `contributing` counts
    customers, shape (values + 1,). NaN where fewer than 10 contribute, where a model or a
    replicate of it is undefined or divides by 0, and for changes where there is no baseline.
    """
    columns = {name: np.full(len(contributing), np.nan) for name in BOUNDS}
    enough = np.flatnonzero(contributing >= FEW)
    size = max(1, CELLS // len(totals.orders))
    for start in range(0, len(enough), size):
        rows = enough[start : start + size]
        for figure, values in _iterate_figures(own, baseline, totals, rows):
            found = compute_interval(values)
            columns[f"{figure}_low"][rows] = found.low
            columns[f"{figure}_high"][rows] = found.high
    return columns


def _iterate_figures(
    own: Replicates, baseline: Replicates | None, totals: BlockTotals, rows: "Ints"
) -> "Iterator[tuple[str, Floats]]":
    """Yield name and figures of measures for some rows, arrays of shape (rows, replicates)."""
    conversions = _select_known(own.conversions, own.point.conversions, rows)
    revenue = _select_known(own.revenue, own.point.revenue, rows)
    first = revenue
    if baseline is not None:
        first = _select_known(baseline.revenue, baseline.point.revenue, rows)
    figures = Figures(conversions, revenue, first, totals.orders, totals.paid)
    for measure in MEASURES:
        if measure.has_interval and (baseline is not None or not measure.against_baseline):
            yield measure.name, COMPUTE[measure.name](figures)


def _select_known(replicates: "Floats", point: "Floats", rows: "Ints") -> "Floats":
    """Return some rows of the replicates, NaN where the point estimate is."""
    found = replicates[rows]
    found[np.isnan(point[rows])] = np.nan
    return found


def judge_stability(
    own: Replicates, contributing: "Ints", names: "Sequence[str]"
) -> list[Stability | None]:
    """Tell whose rank by revenue recurs in the replicates, one item for each of values + 1.

    `contributing` counts customers, shape (values + 1,). Ranks are among all values, ties by
    printed name. None for the last, which is unattributed and has no rank, and where the model
    is undefined.
    """
    point = own.point.revenue
    by_name = np.array(sorted(range(len(names) - 1), key=names.__getitem__), dtype=np.int64)
    stable = np.zeros(len(names), dtype=np.bool_)
    stable[by_name] = is_rank_stable(point[by_name], own.revenue[by_name])
    found = [
        _judge_rank(*each)
        for each in zip(point.tolist(), contributing.tolist(), stable.tolist(), strict=True)
    ]
    return [*found[:-1], None]


def _judge_rank(point: float, contributing: int, stable: bool) -> Stability | None:
    if np.isnan(point):
        return None
    if contributing < FEW:
        return Stability.TOO_FEW
    return Stability.YES if stable else Stability.NO
