"""Maximum likelihood: where the parameters of a model are, and how sure they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import minimize

if TYPE_CHECKING:
    from rfm.lifetime_value.patterns import Floats

Objective = Callable[["Floats"], "tuple[float, Floats]"]
"""Returns the log-likelihood of parameters, and its gradient in them."""

_RANGE: Final = float(np.log(1e7))
"""How far from the usual place the logarithm of a parameter is sought."""
_EDGE: Final = float(np.log(1e4))
"""From here on a parameter has run away: the likelihood has no maximum in it."""
_TOLERANCE: Final = 1e-15
_ROUGH: Final = 1e-12
"""Enough of a search that another goes on from, and along a ridge without a maximum."""
_DIFFERENCE: Final = 1e-4
"""Relative step of the parameters for second derivatives."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The parameters of largest likelihood."""

    names: tuple[str, ...]
    values: "Floats"
    log_likelihood: float
    at_bound: tuple[bool, ...]
    """Whether a parameter has run away: the likelihood has no maximum in it."""
    standard_errors: tuple[float | None, ...]
    """None for a parameter at a bound, and where the likelihood has no curvature."""

    @property
    def bounds(self) -> tuple[str, ...]:
        """Names of the parameters that have run away."""
        return tuple(name for name, away in zip(self.names, self.at_bound, strict=True) if away)


@dataclass(frozen=True, slots=True)
class Search:
    """A search in the logarithms of what the parameters have above their `floors`.

    Each is sought within seven powers of ten of its `usual` value. The likelihood per customer
    makes the tolerances the same for all shops.
    """

    objective: Objective
    usual: "Floats"
    floors: "Floats"
    customers: int

    def find_best(self, starts: "Sequence[Floats]", tolerance: float = _TOLERANCE) -> "Floats":
        """Return the best parameters that are found from any of the starts.

        A search ends where a step adds less than `tolerance` to the likelihood per customer.
        """
        middle = np.log(self.usual - self.floors)
        results = [
            minimize(
                self._compute_cost,
                np.log(start - self.floors),
                jac=True,
                method="L-BFGS-B",
                bounds=list(zip(middle - _RANGE, middle + _RANGE, strict=True)),
                options={"ftol": tolerance, "gtol": 1e-9, "maxiter": 1000, "maxcor": 20},
            )
            for start in starts
        ]
        best = min(results, key=lambda result: float(result.fun))
        return np.asarray(self.floors + np.exp(best.x))

    def find_best_in_steps(
        self, starts: "Sequence[Floats]", coarser: "Sequence[Search]"
    ) -> "Floats":
        """Return the best parameters, where each evaluation of the likelihood takes long.

        The starts are tried on the first of `coarser` searches, whose likelihoods are nearly the
        same and soon told; each hands its best on. The curvature there makes the last steps few.
        """
        if not coarser:
            return self.find_best(starts)
        for search in coarser[:-1]:
            starts = [search.find_best(starts, _ROUGH)]
        starts = [coarser[-1].find_best(starts)]
        return self._refine(starts[0], coarser[-1].compute_curvature(starts[0]))

    def _refine(self, start: "Floats", curvature: "Floats") -> "Floats":
        """Return the best parameters near a start; the curvature is that of a likely maximum."""
        if any(self.find_runaways(start)):
            return self.find_best([start], _ROUGH)
        if np.linalg.eigvalsh(curvature)[0] <= 0:
            return self.find_best([start])
        inverse = np.linalg.inv(curvature)
        result = minimize(
            self._compute_cost,
            np.log(start - self.floors),
            jac=True,
            method="BFGS",
            options={"gtol": 1e-9, "hess_inv0": (inverse + inverse.T) / 2},
        )
        found = np.asarray(self.floors + np.exp(result.x))
        return (
            found
            if result.success and not any(self.find_runaways(found))
            else self.find_best([start])
        )

    def compute_curvature(self, found: "Floats") -> "Floats":
        """Return the second derivatives of the cost, differences of its gradient."""
        logarithms = np.log(found - self.floors)
        rows = [
            self._compute_cost(logarithms + step)[1] - self._compute_cost(logarithms - step)[1]
            for step in _DIFFERENCE * np.eye(len(found))
        ]
        matrix = np.array(rows) / (2 * _DIFFERENCE)
        return np.asarray((matrix + matrix.T) / 2)

    def find_runaways(self, found: "Floats") -> tuple[bool, ...]:
        """Return which parameters have run away."""
        moved = np.log((found - self.floors) / (self.usual - self.floors))
        return tuple(bool(away) for away in np.abs(moved) > _EDGE)

    def _compute_cost(self, logarithms: "Floats") -> "tuple[float, Floats]":
        above = np.exp(logarithms)
        value, gradient = self.objective(self.floors + above)
        return -value / self.customers, -gradient * above / self.customers


def compute_standard_errors(
    objective: Objective, parameters: "Floats", at_bound: "Sequence[bool]"
) -> tuple[float | None, ...]:
    """Return the roots of the diagonal of the inverse observed information.

    Second derivatives are differences of the gradient in the parameters' own scale, over those
    that are at no bound. None for one at a bound, and for all where there is no maximum.
    """
    free = [at for at, away in enumerate(at_bound) if not away]
    scale = parameters[free]
    information = np.array(
        [-_differentiate_gradient(objective, parameters, at)[free] for at in free]
    ).reshape(len(free), len(free))
    # Parameters of thousands beside some of hundredths: their own size makes them comparable.
    relative = (information + information.T) / 2 * np.outer(scale, scale)
    errors: list[float | None] = [None] * len(parameters)
    if free and np.linalg.eigvalsh(relative)[0] > 0:
        roots = np.sqrt(np.diag(np.linalg.inv(relative))) * scale
        for at, root in zip(free, roots, strict=True):
            errors[at] = float(root)
    return tuple(errors)


def _differentiate_gradient(objective: Objective, parameters: "Floats", at: int) -> "Floats":
    step = np.zeros(len(parameters))
    step[at] = _DIFFERENCE * parameters[at]
    _, above = objective(parameters + step)
    _, below = objective(parameters - step)
    return np.asarray((above - below) / (2 * step[at]))
