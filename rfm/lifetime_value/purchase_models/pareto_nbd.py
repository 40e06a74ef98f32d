"""Pareto/NBD: customers who buy at random until, at a time of their own, they leave.

Rates of purchase are gamma distributed with shape r and rate alpha (weeks), rates of leaving with
s and beta. Sources: Schmittlein, Morrison & Colombo 1987; Fader & Hardie 2005.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.special import exprel

from rfm.lifetime_value.patterns import WEEK, sum_before

if TYPE_CHECKING:
    from rfm.lifetime_value.patterns import Floats, Integers, Patterns

_STEP: Final = 0.1
"""Distance of the nodes of the quadrature."""
_LARGEST: Final = 650.0
"""Logarithm of the largest number that is computed with."""
_WIDEST: Final = 60.0
"""Logarithm of the farthest distance of two scales that nodes are placed for."""
_STATES_AT_A_TIME: Final = 512
"""Few enough that their nodes fit into the processor's cache."""


@dataclass(frozen=True, slots=True)
class _Tails:
    """The chances to leave after some time, and the slopes of their logarithms; one a state."""

    log: "Floats"
    slopes: "Floats"
    """In r, alpha, s and beta: one column a parameter."""


@dataclass(frozen=True, slots=True)
class ParetoNbd:
    """The Pareto/NBD model; `parameters` are r, alpha, s and beta."""

    names: tuple[str, ...] = ("r", "alpha", "s", "beta")

    def starts(self, patterns: "Patterns") -> "list[Floats]":
        """Return where to begin the search: in shops that lose many customers, some, and few."""
        pace, weeks = patterns.pace, patterns.mean_age
        shapes = [(0.5, 0.6, 0.5), (1.0, 0.4, 1.0), (5.0, 2.0, 4.0), (0.3, 0.2, 2.0)]
        return [np.array([r, 0.7 * r / pace, s, ages * weeks]) for r, s, ages in shapes]

    def log_likelihood(self, parameters: "Floats", patterns: "Patterns") -> "tuple[float, Floats]":
        """Return the log-likelihood of all customers, and its gradient in the parameters."""
        left = _Leaving.find(parameters, patterns)
        value = (patterns.customers * left.log_odds).sum()
        bought, slopes = _value_purchases(parameters, patterns)
        return float(bought + value), slopes + left.sum_slopes(parameters, patterns)

    def log_p_alive(self, parameters: "Floats", patterns: "Patterns") -> "Floats":
        """Return the logarithm of the probability that customers of each pattern have not left."""
        return -_Leaving.find(parameters, patterns).log_odds

    def purchases_if_alive(
        self, parameters: "Floats", repeat: "Integers", age: "Floats", weeks: "Floats"
    ) -> "Floats":
        """Return the expected purchases, one row per customer and one column per time ahead.

        `age` is in days, `weeks` counts from the end of it. `exprel` has the limit s = 1 in it.
        """
        r, alpha, s, beta = parameters
        lived = age[:, None] / WEEK
        grown = np.log1p(weeks / (beta + lived))
        pace = (r + repeat[:, None]) * (beta + lived) / (alpha + lived)
        return np.asarray(pace * grown * exprel((1 - s) * grown))


def _value_purchases(parameters: "Floats", patterns: "Patterns") -> "tuple[float, Floats]":
    """Return the log-likelihood of purchases of who never leaves, and its gradient.

    It depends on the number of purchases and the age alone: one value for each such pair.
    """
    r, alpha, s, beta = parameters
    x, age, customers = patterns.states.repeat, patterns.states.days / WEEK, patterns.of_age
    rates = r + np.arange(int(x.max(initial=0)))
    until_age, until_leaving = np.log1p(age / alpha), np.log1p(age / beta)
    bought, by_r = (sum_before(x, terms) for terms in (np.log(rates), 1 / rates))
    values = bought - (r + x) * until_age - x * np.log(alpha) - s * until_leaving
    slopes = (
        by_r - until_age,
        (r + x) * age / (alpha * (alpha + age)) - x / alpha,
        -until_leaving,
        s * age / (beta * (beta + age)),
    )
    return float((customers * values).sum()), np.array([(customers * by).sum() for by in slopes])


@dataclass(frozen=True, slots=True)
class _Leaving:
    """log(1 + h) of each pattern, h the odds that it has left, and what its slopes are made of.

    With I(t) the chance to leave later than t, relative to the chance of what is known at t, h is
    e^gap I(t_x) - I(T). 1 - I(T) and e^gap I(t_x) are positive: their sum keeps all digits.
    """

    log_odds: "Floats"
    gone: "Floats"
    """e^gap I(t_x) as a share of 1 + h."""
    beyond: "Floats"
    """I(T) as a share of 1 + h."""
    tails: _Tails
    waits: "tuple[Floats, Floats]"
    """log((c + T) / (c + t_x)) for alpha and for beta as c: slopes of the gap in r and s."""

    @classmethod
    def find(cls, parameters: "Floats", patterns: "Patterns") -> "_Leaving":
        """Return what patterns tell of leaving."""
        r, alpha, s, beta = parameters
        states, (wait, last) = patterns.states, patterns.weeks_since
        tails = _integrate_tails(parameters, states.repeat, states.days / WEEK)
        beyond = np.exp(tails.log)
        with np.errstate(divide="ignore"):  # nobody stays whose rate of leaving is without bound
            still_there = np.log1p(-np.minimum(beyond, 1.0))
        buying, leaving = np.log1p(wait / (alpha + last)), np.log1p(wait / (beta + last))
        # The gap: how much less likely it is to wait until T than until t_x.
        later = (r + patterns.repeat) * buying + s * leaving + tails.log[states.at_last]
        log_odds = np.logaddexp(still_there[states.at_age], later)
        gone, share = np.exp(later - log_odds), np.exp(-log_odds)
        return cls(log_odds, gone, beyond[states.at_age] * share, tails, (buying, leaving))

    def sum_slopes(self, parameters: "Floats", patterns: "Patterns") -> "Floats":
        """Return the slopes of log(1 + h) in the parameters, summed over the customers.

        The slopes of the tails are summed by state, of which there are few.
        """
        r, alpha, s, beta = parameters
        states, (wait, last), count = patterns.states, patterns.weeks_since, len(self.tails.log)
        gone, beyond = patterns.customers * self.gone, patterns.customers * self.beyond
        by_state = np.bincount(states.at_last, gone, count)
        by_state -= np.bincount(states.at_age, beyond, count)
        buying, leaving = self.waits
        waiting = gone * wait
        by_gap = (
            (gone * buying).sum(),
            -(waiting * (r + patterns.repeat) / ((alpha + last) * (alpha + last + wait))).sum(),
            (gone * leaving).sum(),
            -s * (waiting / ((beta + last) * (beta + last + wait))).sum(),
        )
        return np.asarray(by_state @ self.tails.slopes + by_gap)


def _integrate_tails(parameters: "Floats", repeat: "Integers", weeks: "Floats") -> _Tails:
    """Return s times the integral of (1 + y/A)^-(r + x) (1 + y/B)^-(s + 1) / B over y > 0.

    A is alpha + t and B beta + t. It is s / (r + x + s) times a hypergeometric function that
    `scipy.special.hyp2f1` returns wrong, infinite or as nan for many purchases; a quadrature
    has the gradient as well.
    """
    cuts = range(_STATES_AT_A_TIME, len(repeat), _STATES_AT_A_TIME)
    pieces = zip(np.split(repeat, cuts), np.split(weeks, cuts), strict=True)
    found = [_integrate_logarithms(parameters, *piece) for piece in pieces]
    return _Tails(*(np.concatenate(parts) for parts in zip(*found, strict=True)))


def _integrate_logarithms(
    parameters: "Floats", repeat: "Integers", weeks: "Floats"
) -> "tuple[Floats, Floats]":
    """Return the logarithms of the integrals of `_integrate_tails` and their slopes.

    The integrand falls at A / (r + x) and at B / (s + 1), which may lie many powers of ten apart.
    """
    r, alpha, s, beta = parameters
    rate, a, b = (each[:, None] for each in (r + repeat, alpha + weeks, beta + weeks))
    scale = 1 / (rate / a + (s + 1) / b)
    spread = np.log(np.maximum(a / np.maximum(rate, 1.0), b / (s + 1)) / scale)
    reach = _find_reach(np.maximum(a, b) / scale, rate + s)
    log_nodes, widths = _choose_nodes(float(spread.max(initial=0.0)), float(reach.max(initial=1.0)))
    # What depends on the node alone, or on the state alone, is computed once and spread last.
    y = np.exp(np.minimum(log_nodes, _LARGEST)) * scale
    # Where y is beyond all numbers, its logarithm still tells how far.
    beyond = np.maximum(log_nodes - _LARGEST, 0.0)
    buying, leaving = np.log1p(y / a) + beyond, np.log1p(y / b) + beyond
    heights = np.exp(widths + np.log(scale / b) - rate * buying - (s + 1) * leaving)
    total = heights.sum(axis=1)
    rate, a, b = (each[:, 0] for each in (rate, a, b))
    means = [
        -_sum_products(heights, buying),
        rate / a * _sum_products(heights, y / (a[:, None] + y)),
        total / s - _sum_products(heights, leaving),
        ((s + 1) * _sum_products(heights, y / (b[:, None] + y)) - total) / b,
    ]
    return np.log(s * total), np.stack(means, axis=1) / total[:, None]


def _sum_products(heights: "Floats", values: "Floats") -> "Floats":
    """Return the sum of the products of each row."""
    return np.asarray(np.einsum("ij,ij->i", heights, values))


def _find_reach(longest: "Floats", power: "Floats") -> "Floats":
    """Return the logarithms of y beyond which less than 10^-16 of each integral lies.

    An integrand falls at least by its `power` of 1 + y / `longest`, both in units of its scale.
    """
    return np.asarray(np.log(longest) + 37 / power + np.log(-np.expm1(-37 / power)))


def _choose_nodes(spread: float, reach: float) -> "tuple[Floats, Floats]":
    """Return the logarithms of nodes y, up to `reach`, and of their weights times y.

    By log y = d + u + pi/2 e^-d sinh u, 2 d the `spread` of the scales in which an integrand
    falls, these lie close together and both ends fall doubly exponentially: the trapezoidal rule
    in u is exact to the last digits (Takahasi & Mori 1974). Less than 10^-16 lies before.
    """
    half = min(spread, _WIDEST) / 2
    end = half + np.arcsinh(2 / np.pi * max(reach - 2 * half, 1.0))
    u = np.arange(-half - 3.9, end + _STEP, _STEP)
    bend = np.pi / 2 * np.exp(-half)
    nodes = half + u + bend * np.sinh(u)
    return nodes, nodes + np.log1p(bend * np.cosh(u)) + np.log(_STEP)


PARETO_NBD: Final = ParetoNbd()
