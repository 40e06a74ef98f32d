"""Probabilities of the moves between the states of a chain, all of them or some."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from attribution.markov.linear_system import LinearSystem, solve_balance

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from attribution.arrays import Bools, Floats, Ints


@dataclass(frozen=True, slots=True)
class Moves:
    """Moves forward or backward from state to state.

    States that as many moves lead to stand together, since a processor foresees loops of equal
    length: products with vectors take a third of the time.
    """

    order: "Ints"
    """The state at each place."""
    shares: "csr_array"
    """Probabilities, from the state at a place (column) to that at another (row)."""
    rows: "Ints"
    """Row of each of the probabilities."""

    def restrict_to(self, kept: "Bools", growth: "Floats") -> "Moves":
        """Return the moves among some states, all others 0; arrays over the states.

        `growth` says by what the probabilities of each column grow.
        """
        shares = self.shares.copy()
        shares.data *= (kept * growth)[self.order][shares.indices]
        shares.data *= kept[self.order][self.rows]
        return Moves(self.order, shares, self.rows)

    def count_visits(self, starts: "Floats", guess: "Floats") -> "Floats":
        """Return the mean visits y = a + yQ of each state, given a first guess."""
        return self._sum_by_state(solve_balance(self._build_system(starts), guess[self.order]))

    def compute_residual(self, starts: "Floats", visits: "Floats") -> "Floats":
        """Return what the balance of the visits misses at each state."""
        return self._sum_by_state(self._build_system(starts).compute_residual(visits[self.order]))

    def _build_system(self, starts: "Floats") -> LinearSystem:
        return LinearSystem(starts[self.order], self.shares)

    def _sum_by_state(self, amounts: "Floats") -> "Floats":
        by_state = np.empty_like(amounts)
        by_state[self.order] = amounts
        return by_state


def build_moves(origins: "Ints", targets: "Ints", happened: "Floats", visits: "Floats") -> Moves:
    """Return the probabilities of moves, given how often each happened and states were visited."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - 0.2 s that only long memories need

    size = len(visits)
    order = np.lexsort((-visits, -np.bincount(targets, minlength=size)))
    place = np.empty(size, dtype=np.int32)
    place[order] = np.arange(size)
    where = (place[targets], place[origins])
    shares = csr_array((happened / visits[origins], where), shape=(size, size))
    return Moves(order, shares, np.repeat(np.arange(size), np.diff(shares.indptr)))
