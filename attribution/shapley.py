"""Shapley values of channels, exact over all coalitions."""

from math import comb
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from attribution.arrays import count_by_place, divide_with_default, sum_by_place
from attribution.exact_sums import multiply_exactly
from attribution.parts.buckets import GROUPS

if TYPE_CHECKING:
    from attribution.arrays import Floats, Ints


FEW: Final = 30
"""Journeys below which the rate of a coalition says little."""

MATTERS: Final = 0.01
"""Part of all credit from which on a coalition's rate is worth naming."""

EXACT_VALUES: Final = 12
"""Values up to which every replicate is worked out anew."""

CELLS: Final = 1 << 20
"""Coalitions of replicates worked on at a time."""


class ChannelSets(NamedTuple):
    """Outcomes of journeys by the set of values that they hold; arrays of shape (rows,).

    The columns are those of `channel_sets.CHANNEL_SETS`, from any number of parts.
    """

    values: int
    group: "Ints"
    members: "Ints"
    conversions: "Ints"
    revenue: "Ints"
    nonconverting: "Ints"

    @property
    def amounts(self) -> "tuple[Ints, Ints, Ints]":
        """Return the journeys, conversions and revenue of each row."""
        return self.conversions + self.nonconverting, self.conversions, self.revenue

    def merge_rows(self) -> "ChannelSets":
        """Return one row for each group and set, in that order."""
        key, row = np.unique(self.group << self.values | self.members, return_inverse=True)
        sums = (
            count_by_place(row, each, len(key))
            for each in (self.conversions, self.revenue, self.nonconverting)
        )
        return ChannelSets(self.values, key >> self.values, key & ((1 << self.values) - 1), *sums)

    def by_group(self) -> "list[Floats]":
        """Return the amounts of each set by group, each of shape (200, 2 ** values)."""
        cell, size = self.group << self.values | self.members, GROUPS << self.values
        return [
            count_by_place(cell, each, size).reshape(GROUPS, -1).astype(np.float64)
            for each in self.amounts
        ]

    def sum_groups(self) -> "Floats":
        """Return the amounts of each set where each group counts once, shape (3, 2 ** values)."""
        size = 1 << self.values
        return np.stack([count_by_place(self.members, each, size) for each in self.amounts]).astype(
            np.float64
        )


class Coalition(NamedTuple):
    """A coalition of few journeys whose conversion rate moves the credit."""

    members: tuple[int, ...]
    journeys: int


def share_conversion_rates(
    sets: ChannelSets, weights: "Floats | None" = None
) -> "tuple[Floats, Floats]":
    """Return each value's part of all conversions and of all revenue (definitions §7).

    `weights` says how many times each resampling group counts, whole numbers, one row for each
    replicate, shape (replicates, 200); None: one replicate in which each counts once. The results
    have shape (replicates, values); parts may be negative and add up to 1; NaN where nothing
    converts or no money comes in. The worth of a coalition is the conversions, or the revenue, of
    the journeys within it divided by their number. Replicates are exact unless `is_linearised`.
    """
    own = np.ones((1, GROUPS)) if weights is None else weights
    conversions, revenue = (_share_linearly if is_linearised(sets) else _share_exactly)(sets, own)
    return conversions, revenue


def is_linearised(sets: ChannelSets) -> bool:
    """Tell whether replicates of the values are only right to first order in the weights."""
    return sets.values > EXACT_VALUES


def _share_exactly(sets: ChannelSets, weights: "Floats") -> "list[Floats]":
    amounts = sets.by_group()
    size = max(1, CELLS >> sets.values)
    shares: list[list[Floats]] = [[], []]
    for start in range(0, max(len(weights), 1), size):
        some = weights[start : start + size]
        journeys, *outcomes = (with_subsets(multiply_exactly(some, each)) for each in amounts)
        for kind, outcome in enumerate(outcomes):
            worth = divide_with_default(outcome, journeys, 0)
            shares[kind].append(_compute_parts(compute_shapley_values(worth), worth[:, -1]))
    return [np.concatenate(each) for each in shares]


def _share_linearly(sets: ChannelSets, weights: "Floats") -> "list[Floats]":
    """Return the parts for each row of group weights, exact for a row of ones.

    The value of each replicate is that where each group counts once, plus the derivative by the
    weight of each group times that weight less one (the infinitesimal jackknife; Efron 1982).
    A journey within a coalition of N changes its worth v by (o - v) / N, o what came of it; what
    that changes in the values adds up over the coalitions that the journey lies within. Values
    are divided by their sum, which is the whole worth to first order. Where a coalition that
    matters has but a handful of journeys, intervals are too narrow: it may be empty in a
    replicate, which no derivative knows.
    """
    rows = sets.merge_rows()
    journeys, *outcomes = with_subsets(rows.sum_groups())
    each = divide_with_default(np.ones_like(journeys), journeys, 0)
    shares = []
    for outcome, amounts in zip(outcomes, rows.amounts[1:], strict=True):
        worth = outcome * each
        moved = rows.amounts[0] * _derive_values(rows.members, worth * each)
        changes = _sum_by_group(rows.group, amounts * _derive_values(rows.members, each) - moved)
        values = compute_shapley_values(worth[None]) + multiply_exactly(weights - 1, changes)
        shares.append(_compute_parts(values, values.sum(axis=1)))
    return shares


def _compute_parts(values: "Floats", whole: "Floats") -> "Floats":
    return divide_with_default(values, np.where(whole > 0, whole, np.nan)[:, None])


def _derive_values(members: "Ints", worth: "Floats") -> "Floats":
    """Return what a change of all coalitions that hold some sets adds to each player's value.

    `worth` is the change of each coalition, shape (2 ** players,), the result (players, sets):
    the value counts a coalition with the weight of having joined it for a member, less that of
    joining it for others.
    """
    players = len(worth).bit_length() - 1
    size = np.bitwise_count(np.arange(len(worth))).astype(np.int64)
    joining = _compute_joining_weights(players)
    joined = joining[np.maximum(size, 1) - 1] * (size > 0)
    inside = with_supersets(worth * (joined + joining[size]))
    everywhere = with_supersets(worth * joining[size])
    moved: Floats = inside[members | (1 << np.arange(players))[:, None]] - everywhere[members]
    return moved


def _sum_by_group(group: "Ints", moved: "Floats") -> "Floats":
    """Return the sums over rows by group, shape (200, players)."""
    return np.stack([sum_by_place(group, each, GROUPS) for each in moved], axis=1)


def compute_shapley_values(worth: "Floats") -> "Floats":
    """Return the Shapley value of each player, given the worth of every coalition.

    `worth` has shape (games, 2 ** players), coalitions as sets of bits, the empty one worth
    nothing; the result (games, players).
    """
    games, coalitions = worth.shape
    players = coalitions.bit_length() - 1
    joining = _compute_joining_weights(players)[np.bitwise_count(np.arange(coalitions))]
    found = np.zeros((games, players))
    for player in range(players):
        halves = worth.reshape(games, -1, 2, 1 << player)
        weights = joining.reshape(-1, 2, 1 << player)[:, 0]
        added = weights * (halves[:, :, 1] - halves[:, :, 0])
        found[:, player] = added.reshape(games, -1).sum(axis=1)
    return found


def _compute_joining_weights(players: int) -> "Floats":
    """Return the weight of joining a coalition by its size, 0 for the one that has everybody."""
    sizes = range(players)
    weights = [1 / (players * comb(players - 1, size)) for size in sizes]
    return np.array([*weights, 0.0])


def find_small_coalitions(sets: ChannelSets) -> list[Coalition]:
    """Return the coalitions of fewer than 30 journeys that matter, the weightiest first.

    They matter where their rate alone moves a value's part of all conversions by 1 % and more.
    """
    journeys, conversions, _ = with_subsets(sets.sum_groups())
    rates = divide_with_default(conversions, journeys, 0)
    size = np.bitwise_count(np.arange(1 << sets.values)).astype(np.int64)
    weights = _compute_joining_weights(sets.values)
    reach = np.maximum(weights[size], weights[np.maximum(size, 1) - 1])
    moved = divide_with_default(reach * rates, rates[-1:], 0)
    matter = np.flatnonzero((journeys < FEW) & (moved >= MATTERS))
    order = matter[np.argsort(-moved[matter], kind="stable")]
    return [
        Coalition(
            tuple(value for value in range(sets.values) if coalition >> value & 1),
            int(journeys[coalition]),
        )
        for coalition in order.tolist()
    ]


def with_subsets(amounts: "Floats") -> "Floats":
    """Return for each set the sum of the amounts of the sets that lie within it.

    Both have shape (rows, 2 ** players).
    """
    sums, (rows, sets) = amounts.copy(), amounts.shape
    for player in range(sets.bit_length() - 1):
        halves = sums.reshape(rows, -1, 2, 1 << player)
        halves[:, :, 1] += halves[:, :, 0]
    return sums


def with_supersets(amounts: "Floats") -> "Floats":
    """Return for each set the sum of the amounts of the sets that hold it.

    Both have shape (2 ** players,).
    """
    sums = amounts.copy()
    for player in range(len(sums).bit_length() - 1):
        halves = sums.reshape(-1, 2, 1 << player)
        halves[:, 0] += halves[:, 1]
    return sums
