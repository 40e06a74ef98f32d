"""Large linear systems of chains: how often each state is visited."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from attribution.data_driven.effects import quotients

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from attribution.arrays import Bools, Floats

EXACT: Final = 1e-14
"""Part of the visits that may be missing from the balance of a solution."""

ROUNDS: Final = 20
"""Attempts at a solution without factorising."""

_FINER: Final = 1e-16
_STEPS: Final = 200
_PLAIN: Final = 10


@dataclass(frozen=True, slots=True)
class System:
    """y = a + yQ for several chains that are left of one; arrays of shape (states, chains)."""

    starts: "Floats"
    """a, 0 where a state is not kept."""
    moves: "csr_array"
    """Probabilities of the whole chain from state (column) to state (row)."""
    kept: "Bools"
    growth: "Floats"
    """Factor of the probabilities of each row of Q, shape (states or 1, chains)."""

    def moved(self, visits: "Floats") -> "Floats":
        """Return yQ."""
        onward: Floats = self.moves @ (visits * self.growth)
        onward *= self.kept
        return onward

    def missing(self, visits: "Floats") -> "Floats":
        """Return the part of each chain's visits that its balance misses, shape (chains,)."""
        return _part(self.starts + self.moved(visits) - visits, visits)

    def factorised(self, chain: int) -> "Floats":
        """Return y of one chain by a factorisation, shape (states,)."""
        from scipy.sparse import diags_array, eye_array  # noqa: PLC0415 - rare
        from scipy.sparse.linalg import splu  # noqa: PLC0415 - rare

        growth = np.broadcast_to(self.growth, self.kept.shape)[:, chain]
        kept = diags_array(self.kept[:, chain].astype(np.float64))
        left = eye_array(len(growth)) - kept @ self.moves @ diags_array(growth)
        solution: Floats = splu(left.tocsc()).solve(self.starts[:, chain])
        return solution


def balanced(system: System, visits: "Floats") -> "Floats":
    """Solve systems, given a first guess, shape (states, chains).

    Plain steps y ← a + yQ, which cannot fail but may be slow, in turn with biconjugate gradients,
    stabilised (van der Vorst 1992), which are fast but may fail; what is left after many rounds
    is factorised, which fills memory where every state can be reached from every other within
    few steps, as in all but small chains. What is missing from the balance bounds the error in
    conversions, since no visit is worth more than one. Sums run in a fixed order.
    """
    for _ in range(ROUNDS):
        for _ in range(_PLAIN):
            visits = system.starts + system.moved(visits)
        missing = system.missing(visits)
        if (missing <= EXACT).all():
            return visits
        better = _improved(system, visits)
        visits = np.where(system.missing(better) < missing, better, visits)
    visits = visits.copy()
    for chain in np.flatnonzero(system.missing(visits) > EXACT).tolist():
        visits[:, chain] = system.factorised(chain)
    return visits


def _part(missing: "Floats", visits: "Floats") -> "Floats":
    return quotients(np.abs(missing).sum(axis=0), np.abs(visits).sum(axis=0), 0)


def _improved(system: System, visits: "Floats") -> "Floats":
    """Return better visits, or, where the method breaks down, any."""
    rest = system.starts + system.moved(visits) - visits
    shadow, way = rest, rest
    rho = (rest * shadow).sum(axis=0)
    with np.errstate(all="ignore"):
        for _ in range(_STEPS):
            ahead = way - system.moved(way)
            alpha = quotients(rho, (shadow * ahead).sum(axis=0), 0)
            half = rest - alpha * ahead
            turned = half - system.moved(half)
            omega = quotients((turned * half).sum(axis=0), (turned * turned).sum(axis=0), 0)
            visits = visits + alpha * way + omega * half
            rest = half - omega * turned
            before, rho = rho, (rest * shadow).sum(axis=0)
            beta = quotients(rho, before, 0) * quotients(alpha, omega, 0)
            way = rest + beta * (way - omega * ahead)
            if not (_part(rest, visits) > _FINER).any():
                break
    return visits
