"""Large linear systems of chains: how often each state is visited."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from attribution.arrays import Floats

CLOSE: Final = 1e-8
"""Part of the visits that may be missing from the balance of a solution."""

ROUNDS: Final = 20
"""Attempts at a solution without factorising."""

_STEPS: Final = 200
_PLAIN: Final = 10


@dataclass(frozen=True, slots=True)
class LinearSystem:
    """y = a + yQ; arrays of shape (states,)."""

    starts: "Floats"
    """a"""
    moves: "csr_array"
    """Probabilities from state (column) to state (row)."""

    def compute_residual(self, visits: "Floats") -> "Floats":
        """Return what the balance of each state misses."""
        rest: Floats = self.moves @ visits
        rest += self.starts
        rest -= visits
        return rest

    def solve_by_factorisation(self) -> "Floats":
        """Return y by a factorisation."""
        from scipy.sparse import eye_array  # noqa: PLC0415 - rare
        from scipy.sparse.linalg import splu  # noqa: PLC0415 - rare

        solution: Floats = splu((eye_array(len(self.starts)) - self.moves).tocsc()).solve(
            self.starts
        )
        return solution


def solve_balance(system: LinearSystem, visits: "Floats") -> "Floats":
    """Solve a system closely, given a first guess of the right size.

    Biconjugate gradients, stabilised (van der Vorst 1992), which are fast but may fail, in turn
    with plain steps y ← a + yQ, which cannot fail but may be slow; what is left after many rounds
    is factorised, which fills memory where every state can be reached from every other within
    few steps, as in all but small chains. Sums run in a fixed order.
    """
    size = np.abs(visits).sum()
    for _ in range(ROUNDS):
        rest = system.compute_residual(visits)
        missing, allowed = np.abs(rest).sum(), CLOSE * max(size, np.abs(visits).sum())
        if missing <= allowed:
            return visits
        with np.errstate(all="ignore"):
            better = _improve_visits(system, visits, rest, allowed / 2)
        left = np.abs(system.compute_residual(better)).sum()
        visits = better if left < missing else visits
        for _ in range(0 if left <= allowed else _PLAIN):
            visits = visits + system.compute_residual(visits)
    return system.solve_by_factorisation()


def _improve_visits(
    system: LinearSystem, visits: "Floats", rest: "Floats", allowed: float
) -> "Floats":
    """Return better visits, or, where the method breaks down, any; overwrites the rest."""
    better = visits.copy()
    shadow, way, work = rest.copy(), rest.copy(), np.empty_like(rest)

    def multiply(one: "Floats", other: "Floats") -> float:
        return float(np.multiply(one, other, out=work).sum())

    rho = multiply(rest, shadow)
    for _ in range(_STEPS):
        ahead = _apply_balance(system, way)
        alpha = _divide_or_zero(rho, multiply(shadow, ahead))
        rest -= np.multiply(ahead, alpha, out=work)
        turned = _apply_balance(system, rest)
        omega = _divide_or_zero(multiply(turned, rest), multiply(turned, turned))
        better += np.multiply(way, alpha, out=work)
        better += np.multiply(rest, omega, out=work)
        rest -= np.multiply(turned, omega, out=work)
        before, rho = rho, multiply(rest, shadow)
        way -= np.multiply(ahead, omega, out=work)
        way *= _divide_or_zero(rho, before) * _divide_or_zero(alpha, omega)
        way += rest
        if not np.abs(rest, out=work).sum() > allowed:
            break
    return better


def _apply_balance(system: LinearSystem, way: "Floats") -> "Floats":
    """Return way (I - Q)."""
    moved: Floats = system.moves @ way
    return np.subtract(way, moved, out=moved)


def _divide_or_zero(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
