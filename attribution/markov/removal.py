"""Removal effects of a chain of any order, and how they change with the weights of groups."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from attribution.choices import Removal
from attribution.exact_sums import multiply_exactly
from attribution.markov import rank_one
from attribution.markov.chain import build_chain
from attribution.markov.effects import Effects, removal_effect
from attribution.markov.influence import Influence
from attribution.markov.remainder import remove_value
from attribution.markov.states import build_states

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.arrays import Floats
    from attribution.markov.chain import Chain
    from attribution.markov.events import Events
    from attribution.markov.remainder import Remainder


@dataclass(frozen=True, slots=True)
class Losses:
    """What is left of a chain without each value, and how that depends on the groups."""

    left: "Floats"
    """Conversions and revenue where each group counts once, shape (2, values)."""
    changes: "Floats"
    """Their derivatives by the weight of each group, shape (2, 200, values)."""
    totals: "Floats"
    """Conversions and revenue of each group before anything is removed, shape (2, 200)."""

    def effects(self, weights: "Floats") -> Effects:
        """Return the removal effects for each row of group weights, exact for a row of ones.

        `weights` has shape (replicates, 200), whole numbers. An effect is one less the quotient
        of what is left and of all there is. All there is is exact in every replicate; what is
        left is that where each group counts once, plus the derivative by the weight of each group
        times that weight less one (the infinitesimal jackknife; Efron 1982).
        """
        conversions, revenue = (
            removal_effect(
                left + multiply_exactly(weights - 1, changes),
                multiply_exactly(weights, totals[:, None]),
            )
            for left, changes, totals in zip(self.left, self.changes, self.totals, strict=True)
        )
        return Effects(conversions, revenue)


def compute_losses(events: "Events", removal: Removal) -> Losses:
    """Return what is left of the chain without each value.

    What is left of the chain without the states that hold a value is solved for the mean visits
    y = a + yQ; conversions are y r, revenue is y (r ∘ v̄) (definitions §6). A value that costs
    nothing where paths are lost has no converting path, and costs nothing in any replicate.
    """
    chain = build_chain(build_states(events))
    influence = Influence(chain)
    values = events.alphabet.values
    total, totals = chain.worth.sum(axis=1), influence.totals
    left = np.repeat(total[:, None], values, axis=1)
    changes = np.repeat(totals[:, :, None], values, axis=2)
    for value, rest in zip(chain.held.tolist(), _compute_remainders(chain, removal), strict=True):
        costs = (removal_effect(rest.left, total) != 0) | (removal is not Removal.NULL)
        left[:, value] = np.where(costs, rest.left, total)
        changes[:, :, value] = np.where(costs[:, None], influence.differentiate(rest), totals)
    return Losses(left, changes, totals)


def _compute_remainders(chain: "Chain", removal: Removal) -> "Iterator[Remainder]":
    """Yield what is left of the chain without each of the held values, ascending."""
    first = chain.states.events.alphabet.order == 1 and removal is Removal.NULL
    if first and len(chain.visits) <= rank_one.MOST:
        yield from rank_one.compute_rank_one_remainders(chain)
        return
    for value in chain.held.tolist():
        yield remove_value(chain, value, removal)
