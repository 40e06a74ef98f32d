"""The columns that tell how sure the credit of one model is, on one page of a comparison."""

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from attribution.bootstrap import compute_interval, is_rank_stable
from attribution.comparison.figures import COMPUTE, Figures
from attribution.comparison.measures import BOUNDS, MEASURES, RETURN_BOUNDS, RETURNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from attribution.arrays import Floats, Ints
    from attribution.comparison.measures import Measure

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


class ModelCredit(NamedTuple):
    """Credit of one model from all customers; arrays of shape (values + 1,)."""

    conversions: "Floats"
    """NaN where the model is undefined; so is revenue."""
    revenue: "Floats"
    """1/10 000 of the unit."""


class Replicates(NamedTuple):
    """Credit of one model in each replicate; arrays of shape (values + 1, replicates).

    Rescaled to all customers; the last row is unattributed.
    """

    conversions: "Floats"
    revenue: "Floats"
    """1/10 000 of the unit."""
    point: ModelCredit
    """What is undefined here has no interval, whatever the replicates say."""


class BlockTotals(NamedTuple):
    """All orders of the block in each replicate, rescaled; arrays of shape (replicates,)."""

    orders: "Floats"
    paid: "Floats"
    """Their net revenue in 1/10 000 of the unit."""


class ReplicatedReturns(NamedTuple):
    """What one model says of costs: those are fixed, the credit of new customers is resampled."""

    cost: "Floats"
    """1/10 000 of the unit, shape (values + 1,)."""
    new: Replicates
    contributing: "Ints"
    """New customers who contribute to each value, shape (values + 1,)."""
    margin: float


def compute_bounds(
    own: Replicates,
    baseline: Replicates | None,
    totals: BlockTotals,
    contributing: "Ints",
    returns: ReplicatedReturns | None = None,
) -> "Mapping[str, Floats]":
    """Return the 95 % intervals of one model, columns `BOUNDS` of shape (values + 1,).

    Revenue and its change are in 1/10 000 of the unit, shares are quotients within a replicate,
    changes differences to the baseline's credit in the same one. `contributing` counts
    customers, shape (values + 1,). NaN where fewer than 10 contribute, where a model or a
    replicate of it is undefined or divides by 0, and for changes where there is no baseline.
    With returns the columns `RETURN_BOUNDS` as well, in which dividing by 0 is infinite.
    """
    names = BOUNDS if returns is None else (*BOUNDS, *RETURN_BOUNDS)
    columns = {name: np.full(len(contributing), np.nan) for name in names}
    for rows, of_new in _iterate_rows(contributing, returns, len(totals.orders)):
        figures = _make_figures(own, baseline, totals, returns, rows)
        for measure in _list_resampled(baseline, returns, of_new=of_new):
            found = compute_interval(COMPUTE[measure.name](figures))
            columns[f"{measure.name}_low"][rows] = found.low
            columns[f"{measure.name}_high"][rows] = found.high
    return columns


def _iterate_rows(
    contributing: "Ints", returns: ReplicatedReturns | None, replicates: int
) -> "Iterator[tuple[Ints, bool]]":
    """Yield some rows of enough customers at a time, and whether these are new customers."""
    size = max(1, CELLS // replicates)
    counts = [contributing] if returns is None else [contributing, returns.contributing]
    for of_new, people in enumerate(counts):
        enough = np.flatnonzero(people >= FEW)
        for start in range(0, len(enough), size):
            yield enough[start : start + size], bool(of_new)


def _list_resampled(
    baseline: Replicates | None, returns: ReplicatedReturns | None, *, of_new: bool
) -> "Iterator[Measure]":
    """Yield the measures that have an interval, of new customers or of all."""
    for measure in MEASURES if returns is None else (*MEASURES, *RETURNS):
        compared = baseline is not None or not measure.against_baseline
        if measure.has_interval and compared and measure.of_new is of_new:
            yield measure


def _make_figures(
    own: Replicates,
    baseline: Replicates | None,
    totals: BlockTotals,
    returns: ReplicatedReturns | None,
    rows: "Ints",
) -> Figures:
    """Return the figures of some rows, arrays of shape (rows, replicates)."""
    conversions, revenue = _select_known(own, rows)
    first = revenue if baseline is None else _select_known(baseline, rows)[1]
    figures = Figures(conversions, revenue, first, totals.orders, totals.paid)
    if returns is None:
        return figures
    new_conversions, new_revenue = _select_known(returns.new, rows)
    return replace(
        figures,
        cost=returns.cost[rows][:, None],
        new_conversions=new_conversions,
        new_revenue=new_revenue,
        margin=returns.margin,
        no_denominator=np.inf,
    )


def _select_known(credit: Replicates, rows: "Ints") -> "tuple[Floats, Floats]":
    """Return some rows of conversions and of revenue, NaN where the point estimate is."""
    pairs = (
        (credit.conversions, credit.point.conversions),
        (credit.revenue, credit.point.revenue),
    )
    conversions, revenue = (
        np.where(np.isnan(point[rows])[:, None], np.nan, each[rows]) for each, point in pairs
    )
    return conversions, revenue


def judge_stability(
    own: Replicates, contributing: "Ints", names: "Sequence[str]", nobodies: int = 1
) -> list[Stability | None]:
    """Tell whose rank by revenue recurs in the replicates, one item for each of the names.

    `contributing` counts customers, one number for each of them. Ranks are among all values, ties
    by printed name. None for the last ones, which are nobody's and have no rank, and where the
    model is undefined.
    """
    values = len(names) - nobodies
    point = own.point.revenue
    by_name = np.array(sorted(range(values), key=names.__getitem__), dtype=np.int64)
    stable = np.zeros(len(names), dtype=np.bool_)
    stable[by_name] = is_rank_stable(point[by_name], own.revenue[by_name])
    found = [
        _judge_rank(*each)
        for each in zip(point.tolist(), contributing.tolist(), stable.tolist(), strict=True)
    ]
    return [*found[:values], *[None] * nobodies]


def _judge_rank(point: float, contributing: int, stable: bool) -> Stability | None:
    if np.isnan(point):
        return None
    if contributing < FEW:
        return Stability.TOO_FEW
    return Stability.YES if stable else Stability.NO
