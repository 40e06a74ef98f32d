"""Resampling of customers by group: sums in each replicate, their intervals, ranks that recur."""

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from attribution.arrays import divide_with_default
from attribution.exact_sums import multiply_exactly
from attribution.parts.buckets import GROUPS

if TYPE_CHECKING:
    from attribution.arrays import Bools, Floats, Ints

CELLS: Final = 1 << 18
"""Cells of (replicates, values) ranked at a time."""

_LOW: Final = 25
"""Quantiles of the interval in thousandths."""

_HIGH: Final = 975

_RECURRING: Final = 95
"""Percent of the replicates that a stable rank recurs in."""

_GOLDEN: Final = (5**0.5 - 1) / 2
"""Where steps begin that round money for ranks: as far from simple fractions as can be."""

_UNRANKED: Final = 1 << 62
"""Keys from here on belong to values that are NaN."""


class Resampling(NamedTuple):
    """How often, and from which seed, customers are drawn again."""

    replicates: int = 1000
    """At least 1."""
    seed: int = 0


class Interval(NamedTuple):
    """The 95 % interval of each quantity; NaN where it has none."""

    low: "Floats"
    high: "Floats"


def draw_group_weights(resampling: Resampling) -> "Floats":
    """Return how many times each group counts, integers of shape (replicates, 200).

    Each row is a draw of 200 groups from 200, with replacement (definitions §8): it sums to 200.
    """
    draws = np.random.Generator(np.random.PCG64(resampling.seed))
    odds = np.full(GROUPS, 1 / GROUPS)
    return draws.multinomial(GROUPS, odds, size=resampling.replicates).astype(np.float64)


def compute_rescaling(weights: "Floats", customers: "Ints") -> "Floats":
    """Return the factor N / Σ w_g N_g of each replicate's totals, shape (replicates,).

    `weights` has shape (replicates, 200), `customers` (200,). A replicate that draws no customer
    says nothing about a shop of N: its factor is NaN, and with it every interval. That happens
    to a handful of customers only: with customers in 40 groups less than once in 10¹⁹ replicates.
    """
    drawn: Floats = weights @ customers.astype(np.float64)
    return divide_with_default(np.array(customers.sum(), dtype=np.float64), drawn)


def resample(by_group: "Floats", weights: "Floats") -> "Floats":
    """Return the sum of each cell in each replicate, shape (cells, replicates).

    `by_group` has shape (cells, 200), `weights` (replicates, 200); see `attribution.exact_sums`.
    """
    return np.ascontiguousarray(multiply_exactly(weights, by_group.T).T)


class GroupReplicates:
    """Sums by group of customers in each replicate, multiplied up to all customers: §8."""

    def __init__(self, resampling: Resampling, customers: "Ints") -> None:
        """Draw the groups; `customers` counts those of each, shape (200,)."""
        self.weights = draw_group_weights(resampling)
        self.factors = compute_rescaling(self.weights, customers)

    def draw(self, by_group: "Floats") -> "Floats":
        """Return sums of cells, shape (cells, 200), in each replicate, (cells, replicates)."""
        return resample(by_group, self.weights) * self.factors


def compute_interval(values: "Floats") -> Interval:
    """Return the type-7 quantiles 2.5 % and 97.5 % over the last axis, NaN where any is NaN.

    An end that is infinite is NaN as well.
    `values` has shape (..., replicates), the arrays of the interval (...,).
    """
    ascending = np.sort(values, axis=-1)
    return Interval(_compute_quantile(ascending, _LOW), _compute_quantile(ascending, _HIGH))


def _compute_quantile(ascending: "Floats", thousandths: int) -> "Floats":
    last = ascending.shape[-1] - 1
    place, rest = divmod(last * thousandths, 1000)
    below, above = ascending[..., place], ascending[..., min(place + 1, last)]
    # NaN is sorted to the end.
    unknown = np.isnan(ascending[..., last]) | np.isinf(below) | (np.isinf(above) & (rest > 0))
    rise = np.where(unknown | (rest == 0), 0.0, above) - np.where(unknown | (rest == 0), 0.0, below)
    found: Floats = np.where(unknown, np.nan, below + rest / 1000 * rise)
    return found


def rank_revenue(revenue: "Floats") -> "Ints":
    """Return ranks from 1 by descending revenue in 1/10 000 of the unit, shape (values,).

    Values stand in the order of their names, which decides ties. Revenue counts as equal within
    the same 1/10 000, so that the last digits of a sum do not tell equal credit apart; NaN comes
    last.
    """
    order = np.argsort(_build_rank_keys(revenue))
    found = np.empty(len(order), dtype=np.int64)
    found[order] = np.arange(1, len(order) + 1)
    return found


def is_rank_stable(point: "Floats", replicates: "Floats") -> "Bools":
    """Tell whose rank recurs in 95 % of the replicates, shape (values,); see `rank_revenue`.

    `point` has shape (values,), `replicates` (values, replicates). NaN has no rank: where the
    point is NaN the answer is no, a replicate that is NaN counts against.
    """
    values, count = replicates.shape
    order = np.argsort(_build_rank_keys(point))
    recurring = np.zeros(values, dtype=np.int64)
    size = max(1, CELLS // max(values, 1))
    for start in range(0, count, size):
        keys = _build_rank_keys(np.ascontiguousarray(replicates[:, start : start + size].T))
        # Keys differ: who has the rank of the point is whom sorting puts in the same place.
        own = keys[:, order]
        recurring[order] += ((np.sort(keys, axis=1) == own) & (own < _UNRANKED)).sum(axis=0)
    stable: Bools = (recurring * 100 >= _RECURRING * count) & ~np.isnan(point)
    return stable


def _build_rank_keys(revenue: "Floats") -> "Ints":
    """Return different integers that ascend with the rank within a row, shape (..., values).

    The lower bits are the position, the upper ones revenue in steps of 1/10 000, in wider ones
    where a row's largest would not fit.
    """
    values = revenue.shape[-1]
    bits, position = values.bit_length(), np.arange(values)
    undefined = np.isnan(revenue)
    known = np.where(undefined, 0, revenue)
    largest = np.abs(known).max(axis=-1, keepdims=True, initial=0)
    wider = np.maximum(np.frexp(largest)[1] + bits - 61, 0)
    steps = np.floor(known * np.ldexp(1.0, -wider) + _GOLDEN).astype(np.int64)
    keys: Ints = np.where(undefined, _UNRANKED, -(steps << bits)) + position
    return keys
