"""Answers that others have computed: published fits of CDNOW, and 60 digits of mpmath."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from rfm.lifetime_value.choices import ModelChoice, ModelName
from rfm.lifetime_value.fitting import Fit
from rfm.lifetime_value.forecast import FittedModel, forecast_value
from rfm.lifetime_value.parameters import Parameters
from rfm.lifetime_value.patterns import WEEK, Patterns
from rfm.lifetime_value.purchase_models.beta_geometric import BG_NBD, MBG_NBD
from rfm.lifetime_value.purchase_models.models import PurchaseModel, fit_purchases
from rfm.lifetime_value.purchase_models.pareto_nbd import PARETO_NBD
from rfm.lifetime_value.spend import SpendModel, correlate_value_and_frequency, fit_spend
from rfm.lifetime_value.valuation import value_customers
from tests.rfm.lifetime_value.cdnow import (
    CALIBRATED,
    LAST_DAY,
    count_cdnow,
    list_days,
    read_days,
    run_in_parts,
)

MBG = (0.5248, 6.183, 0.8914, 1.614)
PARETO = (0.5533, 10.578, 0.6062, 11.667)
YEAR = 365.25 / WEEK


def pattern(x: int, last: float, age: float) -> Patterns:
    """One customer, times in weeks."""
    days = (np.array([last * WEEK]), np.array([age * WEEK]))
    return Patterns(np.array([x]), *days, np.array([1]))


@pytest.mark.parametrize(
    ("name", "parameters", "log_likelihood", "tolerance"),
    [
        (ModelName.MBG_NBD, (0.52484, 6.1831, 0.89136, 1.6140), -9582.136, 1e-4),
        (ModelName.BG_NBD, (0.24259, 4.4136, 0.79292, 2.4259), -9582.429, 1e-4),
        (ModelName.PARETO_NBD, (0.55328, 10.578, 0.6062, 11.669), -9594.976, 1e-3),
    ],
)
def test_fits_of_cdnow(
    name: ModelName, parameters: tuple[float, ...], log_likelihood: float, tolerance: float
) -> None:
    counts = count_cdnow()
    assert (counts.customers, counts.repeat_customers) == (2357, 946)
    fit = fit_purchases(name, counts.patterns)
    assert fit.log_likelihood == pytest.approx(log_likelihood, abs=5e-4)
    assert fit.values == pytest.approx(parameters, rel=tolerance)
    assert not fit.bounds
    assert all(error is not None and error > 0 for error in fit.standard_errors)


def test_spend_of_cdnow() -> None:
    spends = count_cdnow().spends
    model = fit_spend(spends)
    assert model.customers == 946
    assert model.fit is not None
    assert model.fit.log_likelihood == pytest.approx(-4055.918, abs=5e-4)
    assert model.fit.values == pytest.approx((6.2496, 3.7442, 15.4435), rel=1e-4)
    correlation = correlate_value_and_frequency(spends)
    assert correlation is not None
    assert 0 < correlation < 0.2


@pytest.mark.parametrize(
    ("model", "parameters", "customer", "log_likelihood", "p_alive", "purchases"),
    [
        (MBG_NBD, MBG, (2, 30.43, 38.86), -9.485909, 0.706118, 2.267532),
        (MBG_NBD, MBG, (0, 0, 0), None, 0.644209, 2.206964),
        (MBG_NBD, MBG, (0, 0, 300), None, 0.189342, 0.086645),
        (MBG_NBD, MBG, (300, 300 / 7, 301 / 7), 237.231503, 0.992966, 226.469397),
        (MBG_NBD, MBG, (300, 300 / 7, 104), 232.274510, 7.516554e-104, 119.115249),
        (PARETO_NBD, PARETO, (300, 300 / 7, 301 / 7), 215.710179, 0.997570, 235.168488),
        (PARETO_NBD, PARETO, (300, 300 / 7, 104), 210.283526, 8.736273e-98, 121.670229),
        (MBG_NBD, (0.25, 4, 1, 2), (2, 30.43, 38.86), None, None, 2.119600),
        (
            MBG_NBD,
            (33.161, 536.9, 107000, 2390000),
            (2, 30.43, 38.86),
            None,
            0.930060,
            2.973124,
        ),
        (BG_NBD, (0.2426, 4.4135, 0.7929, 2.4258), (0, 0, 30), None, 1, None),
    ],
)
def test_answers_at_given_parameters(  # noqa: PLR0917 - a row of the table
    model: PurchaseModel,
    parameters: tuple[float, ...],
    customer: tuple[int, float, float],
    log_likelihood: float | None,
    p_alive: float | None,
    purchases: float | None,
) -> None:
    values, one = np.array(parameters), pattern(*customer)
    bought = model.purchases_if_alive(values, one.repeat, one.age, np.array([YEAR]))
    found = (
        model.log_likelihood(values, one)[0],
        float(np.exp(model.log_p_alive(values, one))[0]),
        float(bought[0, 0]),
    )
    for got, expected in zip(found, (log_likelihood, p_alive, purchases), strict=True):
        if expected is not None:
            assert got == pytest.approx(expected, rel=1e-6, abs=1e-6 if expected > 1e-9 else 0)


def test_spend_at_given_parameters() -> None:
    fit = Fit(("p", "q", "v"), np.array([6.249, 3.745, 15.448]), 0, (False,) * 3, (None,) * 3)
    model = SpendModel(fit, 946, 35)
    expected = model.estimate_value(np.array([2, 0, 3]), np.array([447_000, 0, 0]))
    assert expected == pytest.approx([24.658194, 35.167414, 35.167414], abs=1e-6)


def test_discounted_purchases_at_given_parameters() -> None:
    fit = Fit(MBG_NBD.names, np.array(MBG), 0, (False,) * 4, (None,) * 4)
    counts = count_cdnow().patterns
    one = replace(
        counts,
        frame=counts.frame.head(1).with_columns(repeat_purchases=2, last_days=213, age_days=272),
    )
    forecast = forecast_value(FittedModel(ModelName.MBG_NBD, fit), one, Parameters(LAST_DAY)).row(
        0, named=True
    )
    worth = forecast["discounted_if_alive"]
    assert worth == pytest.approx(2.136810, abs=2e-4)  # whole days: 30.4286 and 38.8571 weeks
    assert worth * 24.658194 == pytest.approx(52.69, abs=0.01)
    assert forecast["p_alive"] * worth * 24.658194 == pytest.approx(37.21, abs=0.01)


@pytest.mark.parametrize("model", [MBG_NBD, BG_NBD, PARETO_NBD])
def test_gradients_are_those_of_the_likelihood(model: PurchaseModel) -> None:
    patterns = count_cdnow().patterns.make_patterns()
    for start in model.starts(patterns):
        _, gradient = model.log_likelihood(start, patterns)
        for at, slope in enumerate(gradient):
            step = np.zeros(4)
            step[at] = 1e-5 * start[at]
            up, down = (model.log_likelihood(start + s, patterns)[0] for s in (step, -step))
            assert slope == pytest.approx((up - down) / (2 * step[at]), rel=1e-5, abs=1e-3)


@pytest.mark.slow
def test_the_holdout_of_cdnow_in_any_parts() -> None:
    asked = Parameters(LAST_DAY, model=ModelChoice.AUTO, holdout=273)
    whole = value_customers(run_in_parts(read_days()), asked)
    parts = value_customers(run_in_parts(read_days(), 13), asked)
    assert whole.holdout is not None
    assert parts.holdout == whole.holdout
    assert parts.forecasts.equals(whole.forecasts)
    assert np.array_equal(parts.model.fit.values, whole.model.fit.values)
    assert whole.holdout.customers == 2357
    errors = whole.holdout.errors[ModelName.MBG_NBD].purchases
    assert errors.actual == list_days(read_days()).filter(pl.col("day") > CALIBRATED).height
    assert errors.error_share == pytest.approx(0, abs=0.2)
    assert errors.mean_absolute_error < errors.naive_mean_absolute_error


@pytest.mark.parametrize(("r", "s"), [(0.0007, 0.0014), (1e-4, 1e-4), (0.02, 0.01), (0.5, 3.0)])
def test_pareto_where_hardly_anybody_buys_and_hardly_anybody_leaves(r: float, s: float) -> None:
    # With alpha equal to beta the odds to have left need no integral.
    x, last, age, scale = 3, 20.0, 60.0, 9.0
    power = r + x + s
    odds = s / power * (((scale + age) / (scale + last)) ** power - 1)
    found = PARETO_NBD.log_p_alive(np.array([r, scale, s, scale]), pattern(x, last, age))
    assert found[0] == pytest.approx(-np.log1p(odds), rel=1e-9)
    never = PARETO_NBD.log_p_alive(np.array([r, scale, s, scale]), pattern(0, 0.0, age))
    odds = s / (r + s) * (((scale + age) / scale) ** (r + s) - 1)
    assert never[0] == pytest.approx(-np.log1p(odds), rel=1e-8)


@pytest.mark.parametrize(
    ("parameters", "seen", "alive"),
    [
        ((4102660.168, 16073529.412, 0.00974048, 4.592437e-7), (0, 0, 34 / 7), 0.64206558959375554),
        ((4102660.168, 16073529.412, 0.00974048, 4.592437e-7), (0, 0, 80 / 7), 0.24799135982227826),
        ((1e4, 4e4, 0.05, 1e-4), (0, 0, 10), 0.10535465824755113),
        ((1e4, 4e4, 0.05, 1e-4), (3, 2, 10), 0.74455691865876425),
        ((0.5, 1e-3, 2.0, 1e4), (2, 1, 40), 0.42522487923923559),
    ],
)
def test_pareto_where_buying_and_leaving_are_far_apart_in_time(
    parameters: tuple[float, ...], seen: tuple[int, float, float], alive: float
) -> None:
    found = PARETO_NBD.log_p_alive(np.array(parameters), pattern(*seen))
    assert np.exp(found) == pytest.approx(alive, rel=1e-13)
