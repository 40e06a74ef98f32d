"""Removal effects of a chain of any order, by walking on through the states that are left."""

from typing import TYPE_CHECKING, Final

import numpy as np

from attribution.choices import Removal
from attribution.data_driven.balance import System, balanced
from attribution.data_driven.effects import Effects, quotients

if TYPE_CHECKING:
    from attribution.arrays import Bools, Floats, Ints
    from attribution.data_driven.states import States

CELLS: Final = 1 << 20
"""Cells of (states, removed values) worked on at a time."""


def removal_effects(states: "States", weights: "Floats", removal: Removal) -> Effects:
    """Return the removal effects for each row of group weights, shape (replicates, 200).

    What is left of the chain without the states that hold a value is solved for the mean visits
    y = a + yQ; conversions are y r, revenue is y (r ∘ v̄) (definitions §6).
    """
    journeys, revenue = states.events.weighted(weights)
    effects = np.zeros((2, len(weights), states.events.alphabet.values))
    for replicate, counted in enumerate(journeys):
        chain = _Chain(states, counted)
        worth = [states.ended_with(each) for each in (counted, revenue[replicate])]
        effects[:, replicate] = chain.effects(np.stack(worth), removal)
    return Effects(*effects)


class _Chain:
    """The chain of one replicate; arrays over the states."""

    def __init__(self, states: "States", journeys: "Floats") -> None:
        from scipy.sparse import csr_array  # noqa: PLC0415 - 0.2 s that only long memories need

        count = len(states.windows)
        self.states, self.journeys = states, journeys
        self.visits = states.visited(journeys)
        shares = quotients(journeys[states.moves], self.visits[states.origins], 0)
        places = (states.targets, states.origins)
        self.moves: csr_array = csr_array((shares, places), shape=(count, count))

    def effects(self, worth: "Floats", removal: Removal) -> "Floats":
        """Return the effects on conversions and revenue, shape (2, values).

        `worth` has what the visits of each state brought, shape (2, states).
        """
        values = self.states.events.alphabet.values
        size = max(1, CELLS // max(len(self.visits), 1))
        share = quotients(worth, self.visits, 0)
        left = np.zeros((2, values))
        for start in range(0, values, size):
            removed = np.arange(start, min(start + size, values))
            system = self.without(removed, removal)
            visits = balanced(system, self.visits[:, None] * system.kept) * system.growth
            for kind, each in enumerate(share):
                left[kind, removed] = (visits * each[:, None]).sum(axis=0)
        whole = worth.sum(axis=1, keepdims=True)
        lost: Floats = 1 - quotients(left, np.where(whole > 0, whole, np.nan))
        return lost

    def without(self, removed: "Ints", removal: Removal) -> System:
        """Return what is left of the chain without each of the values."""
        kept = ~self.states.holding[:, removed]
        starts = self.states.started_with(self.journeys)
        if removal is Removal.NULL:
            growth = np.ones((1, len(removed)))
            return System(starts[:, None] * kept, self.moves, kept, growth)
        begun = (starts[:, None] * kept).sum(axis=0)
        growth = self._growth(removed, kept)
        kept = self._ending(kept)
        starts = starts[:, None] * kept * quotients(starts.sum(), begun, 0)
        return System(starts, self.moves, kept, growth)

    def _growth(self, removed: "Ints", kept: "Bools") -> "Floats":
        """Return by what the probabilities of a row grow when those of lost states are spread."""
        states, visits = self.states, self.visits[:, None]
        followed = np.zeros((len(self.visits), states.events.alphabet.values))
        event = states.events.event[states.moves]
        np.add.at(followed, (states.origins, event), self.journeys[states.moves])
        rest = np.where(kept, visits - followed[:, removed], 0)
        return quotients(np.broadcast_to(visits, rest.shape), rest, 0)

    def _ending(self, kept: "Bools") -> "Bools":
        """Return the states that can come to an end: those left may go round for ever."""
        back = self.moves.T
        ending: Bools = kept & (self.states.ended_in(self.journeys)[:, None] > 0)
        while True:
            more = ending | (kept & (back @ ending.astype(np.float64) > 0))
            if (more == ending).all():
                return ending
            ending = more
