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
_STATES_AT_A_TIME: Final = 4096
"""Few enough that their nodes fit into the processor's cache."""


@dataclass(frozen=True, slots=True)
class _Tails:
    """The chances to leave after some time, and the slopes of their logarithms; one a state."""

    log: "Floats"
    slopes: "Floats"
    """In r, alpha, s and beta: one column a parameter."""

    def gather(self, places: "Integers") -> "_Tails":
        """Return the tails of some states."""
        return _Tails(self.log[places], self.slopes[places])


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
        r, alpha, s, beta = parameters
        x, age = patterns.repeat, patterns.age / WEEK
        rates = r + np.arange(int(x.max(initial=0)))
        until_age, until_leaving = np.log1p(age / alpha), np.log1p(age / beta)
        log_h, by_h = _log_one_plus_h(parameters, patterns)
        bought, by_r = (sum_before(x, terms) for terms in (np.log(rates), 1 / rates))
        values = bought - (r + x) * until_age - x * np.log(alpha) - s * until_leaving + log_h
        slopes = (
            by_r - until_age,
            (r + x) * age / (alpha * (alpha + age)) - x / alpha,
            -until_leaving,
            s * age / (beta * (beta + age)),
        )
        weights = patterns.customers
        gradient = [(weights * (by + by_h[:, at])).sum() for at, by in enumerate(slopes)]
        return float((weights * values).sum()), np.array(gradient)

    def log_p_alive(self, parameters: "Floats", patterns: "Patterns") -> "Floats":
        """Return the logarithm of the probability that customers of each pattern have not left."""
        return -_log_one_plus_h(parameters, patterns)[0]

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


def _log_one_plus_h(parameters: "Floats", patterns: "Patterns") -> "tuple[Floats, Floats]":
    """Return log(1 + h) of each pattern, h the odds that it has left, and its slopes.

    With I(t) the chance to leave later than t, relative to the chance of what is known at t, h is
    e^gap I(t_x) - I(T). 1 - I(T) and e^gap I(t_x) are positive: their sum keeps all digits.
    """
    states = patterns.states
    tails = _tails(parameters, states.repeat, states.days / WEEK)
    at_last, at_age = tails.gather(states.at_last), tails.gather(states.at_age)
    gap, by_gap = _gap(parameters, patterns)
    with np.errstate(divide="ignore"):  # nobody stays whose rate of leaving is without bound
        still_there = np.log1p(-np.minimum(np.exp(at_age.log), 1.0))
    log_h = np.logaddexp(still_there, gap + at_last.log)
    gone, beyond = np.exp(gap + at_last.log - log_h), np.exp(at_age.log - log_h)
    slopes = gone[:, None] * (by_gap + at_last.slopes) - beyond[:, None] * at_age.slopes
    return log_h, slopes


def _gap(parameters: "Floats", patterns: "Patterns") -> "tuple[Floats, Floats]":
    """Return the logarithm of how much less likely it is to wait until T than until t_x."""
    r, alpha, s, beta = parameters
    wait, last = (patterns.age - patterns.last) / WEEK, patterns.last / WEEK
    rate = r + patterns.repeat
    buying, leaving = np.log1p(wait / (alpha + last)), np.log1p(wait / (beta + last))
    by_alpha = -rate * wait / ((alpha + last) * (alpha + last + wait))
    by_beta = -s * wait / ((beta + last) * (beta + last + wait))
    return rate * buying + s * leaving, np.stack([buying, by_alpha, leaving, by_beta], axis=1)


def _tails(parameters: "Floats", repeat: "Integers", weeks: "Floats") -> _Tails:
    """Return s times the integral of (1 + y/A)^-(r + x) (1 + y/B)^-(s + 1) / B over y > 0.

    A is alpha + t and B beta + t. It is s / (r + x + s) times a hypergeometric function that
    `scipy.special.hyp2f1` returns wrong, infinite or as nan for many purchases; a quadrature
    has the gradient as well.
    """
    cuts = range(_STATES_AT_A_TIME, len(repeat), _STATES_AT_A_TIME)
    pieces = zip(np.split(repeat, cuts), np.split(weeks, cuts), strict=True)
    found = [_tail_integrals(parameters, *piece) for piece in pieces]
    return _Tails(*(np.concatenate(parts) for parts in zip(*found, strict=True)))


def _tail_integrals(
    parameters: "Floats", repeat: "Integers", weeks: "Floats"
) -> "tuple[Floats, Floats]":
    """Return the logarithms of the integrals of `_tails` and their slopes.

    By y = scale exp(pi/2 sinh u) the ends of the integrand fall doubly exponentially, whatever
    the parameters, and the trapezoidal rule is exact to the last digits (Takahasi & Mori 1974).
    """
    r, alpha, s, beta = parameters
    rate, a, b = (each[:, None] for each in (r + repeat, alpha + weeks, beta + weeks))
    scale = 1 / (rate / a + (s + 1) / b)
    nodes = _nodes(np.maximum(a, b) / scale, rate + s)
    log_y = np.pi / 2 * np.sinh(nodes) + np.log(scale)
    y = np.exp(np.minimum(log_y, 650.0))
    buying, leaving = np.log1p(y / a), np.log1p(y / b)
    steps = np.log(np.pi / 2 * np.cosh(nodes)) + np.log(_STEP)
    heights = np.exp(log_y + steps - rate * buying - (s + 1) * leaving - np.log(b))
    total = heights.sum(axis=1)
    means = [
        -(heights * buying).sum(axis=1),
        (heights * (rate * y / (a * (a + y)))).sum(axis=1),
        total / s - (heights * leaving).sum(axis=1),
        (heights * (((s + 1) * y / (b + y) - 1) / b)).sum(axis=1),
    ]
    return np.log(s * total), np.stack(means, axis=1) / total[:, None]


def _nodes(longest: "Floats", power: "Floats") -> "Floats":
    """Return nodes beyond which less than 10^-16 of each integral lies, at either end.

    An integrand falls at least by its `power` of 1 + y / `longest`, both in units of its scale;
    where the power is below 0.05, the nodes end where numbers do.
    """
    reach = np.log(longest) + np.log(np.expm1(np.minimum(37 / power, 700.0)))
    end = np.arcsinh(2 / np.pi * np.minimum(reach, 650.0).max(initial=1.0))
    return np.arange(-3.9, end + _STEP, _STEP)


PARETO_NBD: Final = ParetoNbd()
