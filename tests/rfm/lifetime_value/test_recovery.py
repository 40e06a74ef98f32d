"""Shops drawn from the models: the fits find the parameters they were drawn with."""

import numpy as np
import polars as pl
import pytest

from rfm.lifetime_value.choices import ModelName
from rfm.lifetime_value.patterns import PatternCounts
from rfm.lifetime_value.purchase_models.models import fit_purchases

CUSTOMERS = 6_000


def draw(rng: np.random.Generator, *, pareto: bool) -> PatternCounts:
    """Draw customers with r 1, alpha 8 and a 1, b 3 (MBG/NBD), or s 1, beta 20 (Pareto/NBD)."""
    ages = rng.integers(100, 700, CUSTOMERS)
    paces = rng.gamma(1.0, 1 / 8, CUSTOMERS)
    leaving = rng.gamma(1.0, 1 / 20, CUSTOMERS) if pareto else rng.beta(1.0, 3.0, CUSTOMERS)
    rows = []
    for age, pace, leave in zip(ages, paces, leaving, strict=True):
        weeks, end = 0.0, min(age / 7, rng.exponential(1 / leave)) if pareto else age / 7
        repeat, last = 0, 0
        while pareto or rng.random() >= leave:
            weeks += rng.exponential(1 / pace)
            if weeks > end:
                break
            day = int(weeks * 7)
            repeat, last = repeat + (day > last), day
        rows.append((repeat, last, int(age)))
    columns = ["repeat_purchases", "last_days", "age_days"]
    return PatternCounts.count(pl.DataFrame(rows, schema=columns, orient="row"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "truth"),
    [(ModelName.MBG_NBD, (1.0, 8.0, 1.0, 3.0)), (ModelName.PARETO_NBD, (1.0, 8.0, 1.0, 20.0))],
)
def test_parameters_are_recovered(name: ModelName, truth: tuple[float, ...]) -> None:
    counts = draw(np.random.default_rng(11), pareto=name is ModelName.PARETO_NBD)
    fit = fit_purchases(name, counts)
    for value, error, true in zip(fit.values, fit.standard_errors, truth, strict=True):
        assert error is not None
        # Two purchases of one day count once, which the models do not know: a little off.
        assert abs(value - true) < 4 * error + 0.1 * true
