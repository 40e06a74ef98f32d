"""Removal effects of a chain that remembers one value: all of them from one inverse."""

from typing import TYPE_CHECKING, Final

import numpy as np

from attribution.arrays import divide_with_default
from attribution.markov.effects import Effects, removal_effect

if TYPE_CHECKING:
    from attribution.arrays import Floats
    from attribution.markov.events import Events

CELLS: Final = 1 << 16
"""Cells of the matrices worked on at a time: what fits a processor's cache."""


def compute_first_order_effects(events: "Events", weights: "Floats") -> Effects:
    """Return the removal effects of a chain of order 1 for each row of group weights.

    `weights` has shape (replicates, 200). With F = (I - Q)⁻¹, the removal of c costs
    (aF)_c (Fr)_c / (F_cc aFr) of the conversions (definitions §6): (aF)_c, the mean visits of c,
    are at the estimated probabilities what was counted, and F_cc turns them into the probability
    of coming to c at all. The same with revenue for r.
    """
    journeys, revenue = events.weigh_groups(weights)
    size = max(1, CELLS // events.alphabet.base**2)
    pieces = [
        _compute_effects(events, journeys[start : start + size], revenue[start : start + size])
        for start in range(0, max(len(weights), 1), size)
    ]
    return Effects(*(np.concatenate(each) for each in zip(*pieces, strict=True)))


def _compute_effects(
    events: "Events", journeys: "Floats", revenue: "Floats"
) -> "tuple[Floats, Floats]":
    values = events.alphabet.values
    counts = np.zeros((len(journeys), values + 1, values + 2))
    worth = np.zeros((len(journeys), values + 1))
    counts[:, events.context, events.event] = journeys
    paid = np.flatnonzero(events.event == events.alphabet.conversion)
    worth[:, events.context[paid]] = revenue[:, paid]
    moves, visits = counts[:, 1:, :values], counts[:, 1:].sum(axis=2)
    inverse = invert_matrices(np.eye(values) - divide_with_default(moves, visits[:, :, None], 0))
    reached = divide_with_default(visits, np.diagonal(inverse, axis1=1, axis2=2), 0)
    conversions = counts[:, 1:, events.alphabet.conversion]
    return (
        _compute_costs(inverse, reached, visits, conversions),
        _compute_costs(inverse, reached, visits, worth[:, 1:]),
    )


def _compute_costs(
    inverse: "Floats", reached: "Floats", visits: "Floats", worth: "Floats"
) -> "Floats":
    """Return which part of all worth, shape (replicates, values) by last value, each costs."""
    ahead = (inverse * divide_with_default(worth, visits, 0)[:, None, :]).sum(axis=2)
    total = worth.sum(axis=1, keepdims=True)
    return removal_effect(total - reached * ahead, total)


def invert_matrices(matrices: "Floats") -> "Floats":
    """Return the inverses of matrices I - Q, shape (n, size, size), Q substochastic.

    Gauss-Jordan elimination, which needs no pivoting for such matrices, element by element: the
    digits do not depend on how many threads a linear algebra library takes, or on its version.
    """
    inverse = matrices.copy()
    for pivot in range(matrices.shape[1]):
        row = inverse[:, pivot, :] / inverse[:, pivot, pivot, None]
        row[:, pivot] = 1 / inverse[:, pivot, pivot]
        column = inverse[:, :, pivot].copy()
        column[:, pivot] = 0
        inverse[:, :, pivot] = 0
        inverse[:, pivot, :] = 0
        inverse -= column[:, :, None] * row[:, None, :]
        inverse[:, pivot, :] = row
    return inverse
