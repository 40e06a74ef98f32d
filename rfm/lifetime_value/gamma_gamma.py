"""Gamma-Gamma: what a purchase is worth, from the mean of a customer's repeat purchases.

Values of a customer's purchases are gamma distributed with shape p, and their rates over the
customers with shape q and rate v (currency units). Source: Fader & Hardie 2013.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.special import betaln, psi

if TYPE_CHECKING:
    from rfm.lifetime_value.patterns import Floats, Integers

NAMES: Final = ("p", "q", "v")
FLOORS: Final = np.array([0.0, 1.0, 0.0])
"""The mean of the population exists only where q is above 1."""
STARTS: Final = tuple(
    np.array([p, q, (q - 1) / p]) for p, q in ((6.0, 4.0), (1.0, 2.0), (30.0, 20.0), (3.0, 60.0))
)
"""Where to begin the search for values whose mean is 1."""


@dataclass(frozen=True, slots=True)
class Spending:
    """Customers by their repeat purchases and the mean value of them, all above 0."""

    repeat: "Integers"
    mean_value: "Floats"
    customers: "Integers"

    @property
    def mean(self) -> float:
        """Mean over the customers of their mean values."""
        return float((self.customers * self.mean_value).sum() / self.customers.sum())

    def relative(self) -> "Spending":
        """Return the same with the mean as the unit of money, so that no unit matters."""
        return Spending(self.repeat, self.mean_value / self.mean, self.customers)


def log_likelihood(parameters: "Floats", spending: Spending) -> "tuple[float, Floats]":
    """Return the log-likelihood of the mean values, and its gradient in p, q and v."""
    p, q, v = parameters
    x, total = spending.repeat, spending.repeat * spending.mean_value
    shape, above = p * x, np.log1p(total / v)
    share = np.log(total) - np.log(v + total)
    values = -betaln(shape, q) + shape * share - q * above - np.log(spending.mean_value)
    both = psi(shape + q)
    slopes = (
        x * (both - psi(shape) + share),
        both - psi(q) - above,
        (q * total / v - shape) / (v + total),
    )
    weights = spending.customers
    return float((weights * values).sum()), np.array([(weights * by).sum() for by in slopes])
