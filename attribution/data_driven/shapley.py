"""Shapley values of the conversion rates of all coalitions of channels."""

from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING, Final

import numpy as np

from attribution.arrays import summed
from attribution.data_driven.effects import quotients

if TYPE_CHECKING:
    from attribution.arrays import Floats, Ints

FEW: Final = 30
"""Journeys below which the rate of a coalition says little."""

MATTERS: Final = 0.01
"""Part of all credit from which on a coalition's rate is worth naming."""


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

    def within(self, amounts: "Ints", weights: "Floats") -> "Floats":
        """Return the sum of an amount over the journeys whose set lies within each coalition.

        `weights` says how many times each group counts; the result has shape (2 ** values,).
        """
        own = amounts * weights[self.group]
        sums = summed(self.members, own, 1 << self.values)
        for value in range(self.values):
            halves = sums.reshape(-1, 2, 1 << value)
            halves[:, 1] += halves[:, 0]
        return sums


@dataclass(frozen=True, slots=True)
class Coalition:
    """A coalition of few journeys whose conversion rate moves the credit."""

    members: tuple[int, ...]
    journeys: int


def conversion_rates(sets: Sets, weights: "Floats") -> "tuple[Floats, Floats]":
    """Return each value's part of all conversions and of all revenue (definitions §7).

    `weights` has shape (replicates, 200), the results (replicates, values); parts may be negative
    and add up to 1; NaN where nothing converts or no money comes in. The worth of a coalition is
    the conversions, or the revenue, of the journeys within it divided by their number.
    """
    shares = np.zeros((2, len(weights), sets.values))
    for replicate, own in enumerate(weights):
        journeys = sets.within(sets.conversions + sets.nonconverting, own)
        for kind, amounts in enumerate((sets.conversions, sets.revenue)):
            worth = quotients(sets.within(amounts, own), journeys, 0)
            whole = np.array(worth[-1] if worth[-1] > 0 else np.nan)
            shares[kind, replicate] = quotients(shapley_values(worth, sets.values), whole)
    return shares[0], shares[1]


def shapley_values(worth: "Floats", players: int) -> "Floats":
    """Return the Shapley value of each player, given the worth of every coalition.

    `worth` has shape (2 ** players,), coalitions as sets of bits, the empty one worth nothing.
    """
    joining = _weights(players)[np.bitwise_count(np.arange(1 << players))]
    found = np.zeros(players)
    for player in range(players):
        without, joined = np.moveaxis(worth.reshape(-1, 2, 1 << player), 1, 0)
        weights = joining.reshape(-1, 2, 1 << player)[:, 0]
        found[player] = (weights * (joined - without)).sum()
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
    ones = np.ones(int(sets.group.max(initial=0)) + 1)
    journeys = sets.within(sets.conversions + sets.nonconverting, ones)
    rates = quotients(sets.within(sets.conversions, ones), journeys, 0)
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
