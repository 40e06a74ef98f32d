"""Probabilities of the moves between the states of a chain, all of them or some."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from attribution.arrays import Bools, Floats, Ints


@dataclass(frozen=True, slots=True)
class Moves:
    """Moves forward or backward from state to state."""

    shares: "csr_array"
    """Probabilities, from state (column) to state (row)."""
    rows: "Ints"
    """Row of each of the probabilities."""

    def among(self, kept: "Bools", growth: "Floats") -> "csr_array":
        """Return the moves among some states, those between others 0.

        `growth` says by what the probabilities of each column grow.
        """
        factors = kept * growth
        among = self.shares.copy()
        among.data *= factors[among.indices]
        among.data *= kept[self.rows]
        return among


def moves(origins: "Ints", targets: "Ints", happened: "Floats", visits: "Floats") -> Moves:
    """Return the probabilities of moves, given how often each happened and states were visited."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - 0.2 s that only long memories need

    size = len(visits)
    places = (targets.astype(np.int32), origins.astype(np.int32))
    shares = csr_array((happened / visits[origins], places), shape=(size, size))
    return Moves(shares, np.repeat(np.arange(size), np.diff(shares.indptr)))
