"""A chain of any order before anything is removed from it."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from attribution.markov.moves import Moves, build_moves

if TYPE_CHECKING:
    from attribution.arrays import Floats, Ints
    from attribution.markov.states import States


@dataclass(frozen=True)
class Chain:
    """How often what happened, every group counting once; arrays over the states.

    Frequencies stand in place of probabilities throughout: a path that is as frequent as all
    paths together has the frequency of their number.
    """

    states: "States"
    journeys: "Floats"
    """How often each event happened, by its place."""
    visits: "Floats"
    starts: "Floats"
    worth: "Floats"
    """Conversions and revenue that came from each state, shape (2, states)."""

    @cached_property
    def held(self) -> "Ints":
        """Return the values that any state holds; to remove others changes nothing."""
        return np.flatnonzero(self.states.holding.any(axis=0))

    @cached_property
    def forward(self) -> "Moves":
        """Return the probabilities of where a visit goes next."""
        return build_moves(self.states.origins, self.states.targets, self._happened, self.visits)

    @cached_property
    def backward(self) -> "Moves":
        """Return the probabilities of where a visit came from."""
        return build_moves(self.states.targets, self.states.origins, self._happened, self.visits)

    @property
    def _happened(self) -> "Floats":
        return self.journeys[self.states.moves]

    @cached_property
    def fates(self) -> "Floats":
        """Return how many visits of each state were followed by what the worth counts.

        Shape (2, states); near enough for a first guess of the same in what is left of the chain.
        """
        return np.stack([self.backward.count_visits(worth, self.visits) for worth in self.worth])


def build_chain(states: "States") -> Chain:
    """Return the chain in which every group counts once."""
    journeys, revenue = (total.astype(np.float64) for total in states.events.totals)
    worth = np.stack([states.sum_conversions(journeys), states.sum_conversions(revenue)])
    return Chain(
        states, journeys, states.count_visits(journeys), states.count_starts(journeys), worth
    )
