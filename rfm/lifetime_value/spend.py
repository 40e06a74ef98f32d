"""What a customer's next purchase is worth."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from rfm.lifetime_value.fitting import Fit, Search, compute_standard_errors
from rfm.lifetime_value.gamma_gamma import FLOORS, NAMES, STARTS, Spending, log_likelihood
from rfm.units import UNIT

if TYPE_CHECKING:
    from rfm.lifetime_value.patterns import Floats, Integers, SpendCounts

_MANY_VALUES: Final = 20_000
"""From here on the starts are tried on rounded values."""


@dataclass(frozen=True, slots=True)
class SpendModel:
    """The Gamma-Gamma model, or one value for all where there is nothing to tell them apart."""

    fit: Fit | None
    """None: fewer than two customers bought again for money, or all alike."""
    customers: int
    """Number of customers that it is fitted to."""
    mean_value: float
    """Mean value of all repeat purchases, those without money as well, in currency units."""

    def estimate_value(self, repeat: "Integers", revenue: "Integers") -> "Floats":
        """Return the expected value of a purchase of each customer, in currency units.

        `revenue` is that of the repeat purchases, in ten-thousandths; without a repeat purchase,
        or where they brought no money, the mean of the population is expected.
        """
        if self.fit is None:
            return np.full(len(repeat), self.mean_value)
        p, q, v = self.fit.values
        known = (repeat > 0) & (revenue > 0)
        total = np.where(known, revenue, 0) / UNIT
        return np.asarray(p * (v + total) / (p * np.where(known, repeat, 0) + (q - 1)))


def fit_spend(counts: "SpendCounts") -> SpendModel:
    """Fit what purchases are worth to the customers who bought again for money."""
    frame = counts.frame.filter(pl.col("repeat_revenue") > 0)
    repeat, revenue, customers = (column.to_numpy() for column in frame)
    values = revenue / UNIT / repeat
    mean = _compute_mean(counts)
    if len(values) < 2 or np.ptp(values) <= 1e-12 * values.max():
        return SpendModel(None, int(customers.sum()), mean)
    return SpendModel(_fit(Spending(repeat, values, customers)), int(customers.sum()), mean)


def _compute_mean(counts: "SpendCounts") -> float:
    """Return what a repeat purchase brought on average, 0 where there is none."""
    repeat, revenue, customers = (column.to_numpy() for column in counts.frame)
    days = int((repeat * customers).sum())
    return int((revenue * customers).sum()) / UNIT / days if days else 0.0


def _fit(spending: Spending) -> Fit:
    relative, unit = spending.make_relative(), np.array([1.0, 1.0, spending.mean])
    customers = int(spending.customers.sum())
    known = [relative]
    if len(relative.repeat) > _MANY_VALUES:
        known = [relative.round_values(), relative]
    *coarser, search = (
        Search(partial(log_likelihood, spending=each), STARTS[0], FLOORS, customers)
        for each in known
    )
    found = search.find_best_in_steps(STARTS, coarser)
    at_bound = search.find_runaways(found)
    errors = compute_standard_errors(search.objective, found, at_bound)
    return Fit(
        NAMES,
        found * unit,
        search.objective(found)[0] - customers * float(np.log(spending.mean)),
        at_bound,
        tuple(None if e is None else e * float(u) for e, u in zip(errors, unit, strict=True)),
    )


def correlate_value_and_frequency(counts: "SpendCounts") -> float | None:
    """Return the correlation of the number and the mean value of repeat purchases.

    Over all customers who bought again; None where one of the two does not vary.
    """
    repeat, revenue, customers = (column.to_numpy() for column in counts.frame)
    if not len(repeat):
        return None
    values = revenue / UNIT / repeat
    number = customers.sum()
    x, m = (each - (each * customers).sum() / number for each in (repeat, values))
    spread = (x * x * customers).sum() * (m * m * customers).sum()
    flat = np.ptp(repeat) == 0 or np.ptp(values) <= 1e-12 * np.abs(values).max()
    return None if flat else float((x * m * customers).sum() / np.sqrt(spread))
