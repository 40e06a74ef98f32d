"""Gamma-Gamma: what a purchase is worth, from the mean of a customer's repeat purchases.

Values of a customer's purchases are gamma distributed with shape p, and their rates over the
customers with shape q and rate v (currency units). Source: Fader & Hardie 2013.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.special import betaln, psi

from rfm.lifetime_value.patterns import find_different_pairs

if TYPE_CHECKING:
    from rfm.lifetime_value.patterns import Floats, Integers

NAMES: Final = ("p", "q", "v")
FLOORS: Final = np.array([0.0, 1.0, 0.0])
"""The mean of the population exists only where q is above 1."""
STARTS: Final = tuple(
    np.array([p, q, (q - 1) / p]) for p, q in ((6.0, 4.0), (1.0, 2.0), (30.0, 20.0), (3.0, 60.0))
)
"""Where to begin the search for values whose mean is 1."""


_STEPS: Final = 20
"""Steps of a rounded value in a factor of e: neighbours differ by 5 %."""


@dataclass(frozen=True)
class Spending:
    """Customers by their repeat purchases and the mean value of them, all above 0."""

    repeat: "Integers"
    mean_value: "Floats"
    customers: "Integers"

    @property
    def mean(self) -> float:
        """Mean over the customers of their mean values."""
        return float((self.customers * self.mean_value).sum() / self.customers.sum())

    def make_relative(self) -> "Spending":
        """Return the same with the mean as the unit of money, so that no unit matters."""
        return Spending(self.repeat, self.mean_value / self.mean, self.customers)

    def round_values(self) -> "Spending":
        """Return the same with mean values rounded to one of few: nearly alike, and soon read."""
        steps = np.rint(np.log(self.mean_value) * _STEPS)
        lowest = steps.min()
        (repeat, above), places = find_different_pairs(self.repeat, steps - lowest)
        customers = np.bincount(places, self.customers, len(repeat)).astype(np.int64)
        return Spending(repeat, np.exp((above + lowest) / _STEPS), customers)

    @cached_property
    def purchases(self) -> "tuple[Integers, Integers]":
        """The different numbers of repeat purchases, and the place of each customer's."""
        distinct, places = np.unique(self.repeat, return_inverse=True)
        return distinct, places

    @cached_property
    def total(self) -> "Floats":
        """Value of all repeat purchases."""
        return np.asarray(self.repeat * self.mean_value)

    @cached_property
    def logarithms(self) -> "tuple[Floats, Floats]":
        """The logarithms of the total and of the mean value."""
        return np.log(self.total), np.log(self.mean_value)


def log_likelihood(parameters: "Floats", spending: Spending) -> "tuple[float, Floats]":
    """Return the log-likelihood of the mean values, and its gradient in p, q and v."""
    p, q, v = parameters
    x, total, (distinct, places) = spending.repeat, spending.total, spending.purchases
    log_total, log_value = spending.logarithms
    # What depends on the number of purchases alone is computed once for each.
    shape, above = p * x, np.log1p(total / v)
    beta, both, one = (
        each[places] for each in (betaln(p * distinct, q), psi(p * distinct + q), psi(p * distinct))
    )
    share = log_total - np.log(v) - above
    values = -beta + shape * share - q * above - log_value
    slopes = (
        x * (both - one + share),
        both - psi(q) - above,
        (q * total / v - shape) / (v + total),
    )
    weights = spending.customers
    return float((weights * values).sum()), np.array([(weights * by).sum() for by in slopes])
