"""From what customers did to a fitted, judged forecast."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

import polars as pl

from rfm.lifetime_value.choices import ModelName
from rfm.lifetime_value.errors import FewBoughtAgainError, NobodyBoughtAgainError
from rfm.lifetime_value.forecast import FittedModel, forecast_purchases, forecast_value
from rfm.lifetime_value.holdout import Forecasters, HoldoutErrors, HoldoutSums, measure_holdout
from rfm.lifetime_value.patterns import PatternCounts, SpendCounts
from rfm.lifetime_value.purchase_models.models import fit_purchases
from rfm.lifetime_value.spend import SpendModel, correlate_value_and_frequency, fit_spend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from rfm.lifetime_value.parameters import Parameters
    from rfm.lifetime_value.purchases import PurchaseDays

T = TypeVar("T")


class PurchaseRun(Protocol):
    """Runs a function over the purchase days of each part of the customers."""

    def __call__(self, function: "Callable[[PurchaseDays], T]") -> "Iterable[T]":
        """Return the function's results; it can be pickled."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What customers had bought by the end of a day, added up over all parts."""

    patterns: PatternCounts
    spends: SpendCounts

    @property
    def customers(self) -> int:
        """Number of customers."""
        return int(self.patterns.frame["customers"].sum())

    @property
    def repeat_customers(self) -> int:
        """Number of customers with a repeat purchase."""
        return int(self.spends.frame["customers"].sum())

    @property
    def days(self) -> int:
        """Days from the first purchase of all to the last day."""
        return int(self.patterns.frame.select(pl.col("age_days").max().fill_null(0)).item())


@dataclass(frozen=True, slots=True)
class Holdout:
    """The latest days, forecast from those before them."""

    first_day: "date"
    days: int
    customers: int
    """Number of customers who had bought before it."""
    errors: "dict[ModelName, HoldoutErrors]"
    """Of each model that was tried."""


@dataclass(frozen=True, slots=True)
class Valuation:
    """The models that tell what customers are worth, and how far to believe them."""

    parameters: "Parameters"
    counts: Counts
    model: FittedModel
    spend: SpendModel
    correlation: float | None
    """Of the number and the mean value of repeat purchases."""
    holdout: Holdout | None
    no_holdout: str | None
    """Why there is no holdout."""
    forecasts: pl.DataFrame
    """See `forecast_value`."""

    @property
    def errors(self) -> HoldoutErrors | None:
        """The errors of the model on the holdout, None without one."""
        return None if self.holdout is None else self.holdout.errors[self.model.name]


def value_customers(run: PurchaseRun, parameters: "Parameters", *, fewest: int = 1) -> Valuation:
    """Fit the models, choose among them, and forecast every purchase pattern.

    The parts' counts add up to what the models are fitted to, so that the parts and the order of
    rows do not change a digit. Raises `NobodyBoughtAgainError`, and before anything is fitted
    `FewBoughtAgainError` where fewer than `fewest` customers have. Source: definitions, section 11.
    """
    counts = count_purchases(run, parameters.as_of)
    if not counts.repeat_customers:
        raise NobodyBoughtAgainError(counts.customers, parameters.as_of)
    if counts.repeat_customers < fewest:
        raise FewBoughtAgainError(counts.repeat_customers, fewest)
    holdout, reason = _hold_out(run, parameters, counts.days)
    name = _choose(parameters.model.candidates, holdout)
    model = FittedModel(name, fit_purchases(name, counts.patterns))
    return Valuation(
        parameters=parameters,
        counts=counts,
        model=model,
        spend=fit_spend(counts.spends),
        correlation=correlate_value_and_frequency(counts.spends),
        holdout=holdout,
        no_holdout=reason,
        forecasts=forecast_value(model, counts.patterns, parameters),
    )


def count_purchases(run: PurchaseRun, last_day: "date") -> Counts:
    """Count what customers of all parts had bought by the end of a day; at least one part."""
    patterns, spends = zip(*run(partial(_count, last_day=last_day)), strict=True)
    return Counts(PatternCounts.add_parts(patterns), SpendCounts.add_parts(spends))


def _count(days: "PurchaseDays", last_day: "date") -> tuple[PatternCounts, SpendCounts]:
    frame = days.measure_buyers(last_day)
    return PatternCounts.count(frame), SpendCounts.count(frame)


def _hold_out(
    run: PurchaseRun, parameters: "Parameters", days: int
) -> tuple[Holdout | None, str | None]:
    """Return how each candidate forecasts the latest days, or why there is nothing to forecast."""
    length = parameters.choose_holdout_days(days)
    if not 0 < length <= days:
        reason = "it has no days" if not length else f"no day lies before the last {length}"
        return None, reason
    first_day = parameters.as_of - timedelta(days=length - 1)
    counts = count_purchases(run, first_day - timedelta(days=1))
    if not counts.repeat_customers:
        return None, f"nobody had bought again before {first_day}"
    known = _make_forecasters(counts, parameters.model.candidates, first_day, length)
    sums = HoldoutSums.add_parts(run(partial(measure_holdout, known=known)))
    return Holdout(first_day, length, sums.customers, sums.measure_errors()), None


def _make_forecasters(
    counts: Counts, candidates: "Sequence[ModelName]", first_day: "date", days: int
) -> Forecasters:
    models = [
        FittedModel(name, fit_purchases(name, counts.patterns, errors=False)) for name in candidates
    ]
    by_model = {model.name: forecast_purchases(model, counts.patterns, days) for model in models}
    return Forecasters(first_day, days, by_model, fit_spend(counts.spends))


def _choose(candidates: "Sequence[ModelName]", holdout: Holdout | None) -> ModelName:
    """Return the model with the smallest error by customer as printed, of equals the first."""
    if holdout is None:
        return candidates[0]
    errors = holdout.errors
    return min(candidates, key=lambda name: round(errors[name].purchases.mean_absolute_error, 6))
