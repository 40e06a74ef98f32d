"""MBG/NBD and BG/NBD: customers who buy at random and may leave after a purchase.

Rates of purchase are gamma distributed with shape r and rate alpha (weeks), the chance to leave
after a purchase is beta distributed with a and b.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.linalg import eigh_tridiagonal
from scipy.special import expit

from rfm.lifetime_value.patterns import WEEK, sum_before

if TYPE_CHECKING:
    from rfm.lifetime_value.patterns import Floats, Integers, Patterns

NODES: Final = 64
"""Nodes of the quadrature: more do not change the tenth digit of a forecast."""


@dataclass(frozen=True, slots=True)
class BetaGeometric:
    """One of the two beta-geometric models; `parameters` are r, alpha, a and b.

    Sources: Batislam, Denizel & Filiztekin 2007 with the erratum of Wagner & Hoppe 2008 (MBG),
    Fader, Hardie & Lee 2005 (BG).
    """

    first_chance: int
    """1 where a customer may leave after the first purchase (MBG/NBD), 0 where not (BG/NBD)."""
    names: tuple[str, ...] = ("r", "alpha", "a", "b")

    def starts(self, patterns: "Patterns") -> "list[Floats]":
        """Return where to begin the search: in shops that lose many customers, some, and few."""
        pace = patterns.pace
        shapes = [(0.5, 0.8, 2.0), (1.0, 0.3, 3.0), (5.0, 2.0, 10.0), (0.3, 0.05, 5.0)]
        return [np.array([r, 0.7 * r / pace, a, b]) for r, a, b in shapes]

    def log_likelihood(self, parameters: "Floats", patterns: "Patterns") -> "tuple[float, Floats]":
        """Return the log-likelihood of all customers, and its gradient in the parameters."""
        r, alpha, a, b = parameters
        x, age = patterns.repeat, patterns.age / WEEK
        past = np.log1p(age / alpha)
        stays = b + np.arange(int(x.max(initial=0)) + 1)
        log_odds = self._compute_log_odds(parameters, patterns)
        left, since, by_alpha = expit(log_odds), *_measure_waits(alpha, patterns)
        values = (
            sum_before(x, np.log(r + np.arange(len(stays))))
            - (r + x) * past
            - x * np.log(alpha)
            - sum_before(x + self.first_chance, np.log1p(a / stays))
            + np.logaddexp(0.0, log_odds)
        )
        may_leave = np.where(np.isfinite(log_odds), b + x + self.first_chance - 1, 1.0)
        slopes = (
            sum_before(x, 1 / (r + np.arange(len(stays)))) - past + left * since,
            (r + x) * age / (alpha * (alpha + age)) - x / alpha - left * (r + x) * by_alpha,
            left / a - sum_before(x + self.first_chance, 1 / (a + stays)),
            sum_before(x + self.first_chance, a / (stays * (a + stays))) - left / may_leave,
        )
        weights = patterns.customers
        return float((weights * values).sum()), np.array([(weights * by).sum() for by in slopes])

    def log_p_alive(self, parameters: "Floats", patterns: "Patterns") -> "Floats":
        """Return the logarithm of the probability that customers of each pattern have not left."""
        return -np.logaddexp(0.0, self._compute_log_odds(parameters, patterns))

    def purchases_if_alive(
        self, parameters: "Floats", repeat: "Integers", age: "Floats", weeks: "Floats"
    ) -> "Floats":
        """Return the expected purchases, one row per customer and one column per time ahead.

        The mean of (1 - (1 + p y)^-(r + x)) / p over the chance p to leave of those who have not:
        where the closed form subtracts hypergeometric functions, or divides by a - 1, this adds
        up positive numbers, for x of hundreds and parameters of millions as well. `age` is in
        days, `weeks` counts from the end of it.
        """
        r, alpha, a, b = parameters
        found = np.empty((len(repeat), len(weeks)))
        for x in np.unique(repeat):
            rows = repeat == x
            chance, share = _make_beta_nodes(a, b + float(x) + self.first_chance)
            ahead = weeks / (alpha + age[rows, None] / WEEK)
            kept = np.log1p(ahead[:, :, None] * chance) * -(r + float(x))
            found[rows] = (share * -np.expm1(kept) / chance).sum(axis=2)
        return found

    def _compute_log_odds(self, parameters: "Floats", patterns: "Patterns") -> "Floats":
        r, alpha, a, b = parameters
        chances = patterns.repeat + self.first_chance
        since, _ = _measure_waits(alpha, patterns)
        log_odds = np.log(a) - np.log(b + np.maximum(chances, 1) - 1)
        return np.where(chances > 0, log_odds + (r + patterns.repeat) * since, -np.inf)


def _measure_waits(alpha: float, patterns: "Patterns") -> "tuple[Floats, Floats]":
    """Return log((alpha + T) / (alpha + t_x)), and its slope in alpha with the sign reversed."""
    wait = (patterns.age - patterns.last) / WEEK
    at_last = alpha + patterns.last / WEEK
    return np.log1p(wait / at_last), wait / (at_last * (at_last + wait))


def _make_beta_nodes(a: float, b: float) -> "tuple[Floats, Floats]":
    """Return nodes in (0, 1), and weights that sum to 1, of means under a beta distribution.

    Gauss-Jacobi by the eigenvalues of the recurrence (Golub & Welsch 1969); weights are squares
    of eigenvectors, so that no beta function overflows as in `scipy.special.roots_sh_jacobi`.
    """
    n = np.arange(1, NODES, dtype=np.float64)
    twice = 2 * n + a + b - 2
    middle = (1 + (a - b) * (a + b - 2) / (twice * (twice + 2))) / 2
    squares = (n + a - 1) * (n + b - 1) / (twice * twice)
    # The factor of n = 1 is 1 in the limit, also where a + b is 1.
    squares[1:] *= (n * (n + a + b - 2) / ((twice + 1) * (twice - 1)))[1:]
    squares[0] /= a + b + 1
    nodes, vectors = eigh_tridiagonal(np.concatenate([[a / (a + b)], middle]), np.sqrt(squares))
    return np.maximum(nodes, np.finfo(np.float64).tiny), vectors[0] ** 2


MBG_NBD: Final = BetaGeometric(first_chance=1)
BG_NBD: Final = BetaGeometric(first_chance=0)
