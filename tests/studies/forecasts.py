"""How well forecasts of value find what shops were drawn with, and what comes."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from rfm.lifetime_value.cautions import list_cautions
from rfm.lifetime_value.choices import ModelName
from rfm.lifetime_value.notes import HoldoutMissed
from rfm.lifetime_value.parameters import Parameters
from rfm.lifetime_value.purchase_models.models import fit_purchases
from rfm.lifetime_value.spend import fit_spend
from rfm.lifetime_value.valuation import Counts, Valuation, count_purchases, value_customers
from tests.rfm.lifetime_value.cdnow import run_in_parts
from tests.studies.buyers import LAST, PURCHASES, SPEND, BuyerShop, BuyerWorld, draw_buyers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rfm.lifetime_value.fitting import Fit

CUSTOMERS: Final = 1_000
FITTED: Final = {ModelName.MBG_NBD: 100, ModelName.PARETO_NBD: 40}
"""Shops whose parameters are sought: fewer where a fit takes longer."""
FORECAST: Final = 20
"""Shops of each world whose next year is forecast."""
_WITHIN: Final = 1.96
"""Standard errors that 95 % of the estimates are within."""


@dataclass(slots=True)
class Estimates:
    """What was estimated of one parameter in each of some shops."""

    true: float
    values: list[float] = field(default_factory=list)
    held: list[bool] = field(default_factory=list)
    """Whether the truth is within 1.96 standard errors, of shops that have one."""

    @property
    def median(self) -> float:
        """Median of the estimates."""
        return float(np.median(self.values))

    @property
    def coverage(self) -> float:
        """Share of the shops whose interval holds the truth."""
        return float(np.mean(self.held))


def recover_parameters(name: ModelName, shops: int) -> "Mapping[str, Estimates]":
    """Return what is estimated of each parameter, purchases and spend, in shops from seed 0."""
    found = {each: Estimates(true) for each, true in (PURCHASES[name] | SPEND).items()}
    for seed in range(shops):
        counts = _count(draw_buyers(BuyerWorld(name), CUSTOMERS, seed))
        spend = fit_spend(counts.spends).fit
        assert spend is not None
        for fit in (fit_purchases(name, counts.patterns), spend):
            _note(fit, found)
    return found


def _count(shop: BuyerShop) -> Counts:
    return count_purchases(run_in_parts(shop.days), LAST)


def _note(fit: "Fit", found: "Mapping[str, Estimates]") -> None:
    for name, value, error in zip(fit.names, fit.values, fit.standard_errors, strict=True):
        found[name].values.append(float(value))
        if error is not None:
            found[name].held.append(bool(abs(value - found[name].true) <= _WITHIN * error))


@dataclass(frozen=True, slots=True)
class Forecasts:
    """How forecasts of a world's shops compare with what came; one number a shop."""

    holdout: list[float]
    """Error of revenue on the holdout, as a share of what came."""
    naive: list[float]
    """The same of going on as before."""
    ahead: list[float]
    """Error of the value of all customers, against what they spent in the year after."""
    by_customer: list[float]
    """Mean absolute error of a customer's purchases on the holdout, by that of going on."""
    doubted: list[bool]
    """Whether the report says not to believe the amounts."""


def forecast_shops(
    world: BuyerWorld, shops: int = FORECAST, customers: int = CUSTOMERS
) -> Forecasts:
    """Return how good the forecasts of a world's shops are, from seed 0."""
    rows = Forecasts([], [], [], [], [])
    for seed in range(shops):
        shop = draw_buyers(world, customers, seed)
        found = value_customers(run_in_parts(shop.days), Parameters(LAST, discount=0.0))
        assert found.errors is not None
        revenue = found.errors.revenue
        rows.holdout.append(revenue.predicted / revenue.actual - 1)
        rows.naive.append(revenue.naive / revenue.actual - 1)
        purchases = found.errors.purchases
        rows.by_customer.append(purchases.mean_absolute_error / purchases.naive_mean_absolute_error)
        rows.ahead.append(_sum_value(found, shop) / shop.later - 1)
        rows.doubted.append(any(isinstance(each, HoldoutMissed) for each in list_cautions(found)))
    return rows


def _sum_value(found: Valuation, shop: BuyerShop) -> float:
    """Return what all customers are expected to spend in the year ahead."""
    buyers = shop.days.measure_buyers(LAST).join(
        found.forecasts, on=["repeat_purchases", "last_days", "age_days"]
    )
    worth = found.spend.estimate_value(
        buyers["repeat_purchases"].to_numpy(), buyers["repeat_revenue"].to_numpy()
    )
    expected = buyers["p_alive"] * buyers["purchases_if_alive"]
    return float((expected.to_numpy() * worth).sum())
