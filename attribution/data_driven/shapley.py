"""Shapley values of the conversion rates of all coalitions of channels."""

from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING, Final

import numpy as np

from attribution.arrays import counted, quotients, summed
from attribution.buckets import GROUPS
from attribution.data_driven.subsets import with_subsets, with_supersets
from attribution.exact import products

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


@dataclass(frozen=True, slots=True)
class Sets:
    """Outcomes of journeys by the set of values that they hold; arrays of shape (rows,).

    The columns are those of `attribution.channel_sets.CHANNEL_SETS`, from any number of parts.
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

    def merged(self) -> "Sets":
        """Return one row for each group and set, in that order."""
        key, row = np.unique(self.group << self.values | self.members, return_inverse=True)
        sums = (
            counted(row, each, len(key))
            for each in (self.conversions, self.revenue, self.nonconverting)
        )
        return Sets(self.values, key >> self.values, key & ((1 << self.values) - 1), *sums)

    def by_group(self) -> "list[Floats]":
        """Return the amounts of each set by group, each of shape (200, 2 ** values)."""
        cell, size = self.group << self.values | self.members, GROUPS << self.values
        return [
            counted(cell, each, size).reshape(GROUPS, -1).astype(np.float64)
            for each in self.amounts
        ]

    def once(self) -> "Floats":
        """Return the amounts of each set where each group counts once, shape (3, 2 ** values)."""
        size = 1 << self.values
        return np.stack([counted(self.members, each, size) for each in self.amounts]).astype(
            np.float64
        )


@dataclass(frozen=True, slots=True)
class Coalition:
    """A coalition of few journeys whose conversion rate moves the credit."""

    members: tuple[int, ...]
    journeys: int


def conversion_rates(sets: Sets, weights: "Floats | None" = None) -> "tuple[Floats, Floats]":
    """Return each value's part of all conversions and of all revenue (definitions §7).

    `weights` says how many times each resampling group counts, whole numbers, one row for each
    replicate, shape (replicates, 200); None: one replicate in which each counts once. The results
    have shape (replicates, values); parts may be negative and add up to 1; NaN where nothing
    converts or no money comes in. The worth of a coalition is the conversions, or the revenue, of
    the journeys within it divided by their number. Replicates are exact unless `linearised`.
    """
    own = np.ones((1, GROUPS)) if weights is None else weights
    conversions, revenue = (_linear if linearised(sets) else _exact)(sets, own)
    return conversions, revenue


def linearised(sets: Sets) -> bool:
    """Tell whether replicates of the values are only right to first order in the weights."""
    return sets.values > EXACT_VALUES


def _exact(sets: Sets, weights: "Floats") -> "list[Floats]":
    amounts = sets.by_group()
    size = max(1, CELLS >> sets.values)
    shares: list[list[Floats]] = [[], []]
    for start in range(0, max(len(weights), 1), size):
        some = weights[start : start + size]
        journeys, *outcomes = (with_subsets(products(some, each)) for each in amounts)
        for kind, outcome in enumerate(outcomes):
            worth = quotients(outcome, journeys, 0)
            shares[kind].append(_parts(shapley_values(worth), worth[:, -1]))
    return [np.concatenate(each) for each in shares]


def _linear(sets: Sets, weights: "Floats") -> "list[Floats]":
    """Return the parts for each row of group weights, exact for a row of ones.

    The value of each replicate is that where each group counts once, plus the derivative by the
    weight of each group times that weight less one (the infinitesimal jackknife; Efron 1982).
    A journey within a coalition of N changes its worth v by (o - v) / N, o what came of it; what
    that changes in the values adds up over the coalitions that the journey lies within. Values
    are divided by their sum, which is the whole worth to first order. Where a coalition that
    matters has but a handful of journeys, intervals are too narrow: it may be empty in a
    replicate, which no derivative knows.
    """
    rows = sets.merged()
    journeys, *outcomes = with_subsets(rows.once())
    each = quotients(np.ones_like(journeys), journeys, 0)
    shares = []
    for outcome, amounts in zip(outcomes, rows.amounts[1:], strict=True):
        worth = outcome * each
        moved = rows.amounts[0] * _moved(rows.members, worth * each)
        changes = _grouped(rows.group, amounts * _moved(rows.members, each) - moved)
        values = shapley_values(worth[None]) + products(weights - 1, changes)
        shares.append(_parts(values, values.sum(axis=1)))
    return shares


def _parts(values: "Floats", whole: "Floats") -> "Floats":
    return quotients(values, np.where(whole > 0, whole, np.nan)[:, None])


def _moved(members: "Ints", worth: "Floats") -> "Floats":
    """Return what a change of all coalitions that hold some sets adds to each player's value.

    `worth` is the change of each coalition, shape (2 ** players,), the result (players, sets):
    the value counts a coalition with the weight of having joined it for a member, less that of
    joining it for others.
    """
    players = len(worth).bit_length() - 1
    size = np.bitwise_count(np.arange(len(worth))).astype(np.int64)
    joining = _weights(players)
    joined = joining[np.maximum(size, 1) - 1] * (size > 0)
    inside = with_supersets(worth * (joined + joining[size]))
    everywhere = with_supersets(worth * joining[size])
    moved: Floats = inside[members | (1 << np.arange(players))[:, None]] - everywhere[members]
    return moved


def _grouped(group: "Ints", moved: "Floats") -> "Floats":
    """Return the sums over rows by group, shape (200, players)."""
    return np.stack([summed(group, each, GROUPS) for each in moved], axis=1)


def shapley_values(worth: "Floats") -> "Floats":
    """Return the Shapley value of each player, given the worth of every coalition.

    `worth` has shape (games, 2 ** players), coalitions as sets of bits, the empty one worth
    nothing; the result (games, players).
    """
    games, coalitions = worth.shape
    players = coalitions.bit_length() - 1
    joining = _weights(players)[np.bitwise_count(np.arange(coalitions))]
    found = np.zeros((games, players))
    for player in range(players):
        halves = worth.reshape(games, -1, 2, 1 << player)
        weights = joining.reshape(-1, 2, 1 << player)[:, 0]
        added = weights * (halves[:, :, 1] - halves[:, :, 0])
        found[:, player] = added.reshape(games, -1).sum(axis=1)
    return found


def _weights(players: int) -> "Floats":
    """Return the weight of joining a coalition by its size, 0 for the one that has everybody."""
    sizes = range(players)
    weights = [1 / (players * comb(players - 1, size)) for size in sizes]
    return np.array([*weights, 0.0])


def small_coalitions(sets: Sets) -> list[Coalition]:
    """Return the coalitions of fewer than 30 journeys that matter, the weightiest first.

    They matter where their rate alone moves a value's part of all conversions by 1 % and more.
    """
    journeys, conversions, _ = with_subsets(sets.once())
    rates = quotients(conversions, journeys, 0)
    size = np.bitwise_count(np.arange(1 << sets.values)).astype(np.int64)
    weights = _weights(sets.values)
    reach = np.maximum(weights[size], weights[np.maximum(size, 1) - 1])
    moved = quotients(reach * rates, rates[-1:], 0)
    matter = np.flatnonzero((journeys < FEW) & (moved >= MATTERS))
    order = matter[np.argsort(-moved[matter], kind="stable")]
    return [
        Coalition(
            tuple(value for value in range(sets.values) if coalition >> value & 1),
            int(journeys[coalition]),
        )
        for coalition in order.tolist()
    ]
