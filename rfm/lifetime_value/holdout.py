"""How well the models would have forecast the latest days from what was known before them."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from rfm.lifetime_value.fixed_sums import sum_fixed, to_float
from rfm.lifetime_value.patterns import find_places
from rfm.units import UNIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    import polars as pl

    from rfm.lifetime_value.choices import ModelName
    from rfm.lifetime_value.patterns import Floats
    from rfm.lifetime_value.purchases import PurchaseDays
    from rfm.lifetime_value.spend import SpendModel


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quantity of the holdout, forecast and actual, in purchases or currency units."""

    actual: float
    predicted: float
    naive: float
    """As before: the purchases a day up to then, at the mean value up to then."""
    mean_absolute_error: float
    """By customer."""
    naive_mean_absolute_error: float

    @property
    def error_share(self) -> float | None:
        """By how much the prediction is too high, as a share of the actual; None of nothing."""
        return (self.predicted - self.actual) / self.actual if self.actual else None


@dataclass(frozen=True, slots=True)
class HoldoutErrors:
    """A model's forecast of the holdout."""

    purchases: Comparison
    revenue: Comparison


@dataclass(frozen=True, slots=True)
class Forecasters:
    """What was known before the holdout: forecasts by pattern of each model, and the spend."""

    first_day: "date"
    """The first day of the holdout."""
    days: int
    by_model: "Mapping[ModelName, pl.DataFrame]"
    """`PATTERN`, ascending, and `expected` purchases."""
    spend: "SpendModel"

    @property
    def last_known(self) -> "date":
        """The day before the holdout."""
        return self.first_day - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HoldoutSums:
    """Sums over the customers of a part, in 2**-30; they add up whatever the order."""

    customers: int = 0
    actual: tuple[int, ...] = (0, 0)
    """Purchases, revenue; so below."""
    naive: tuple[int, ...] = (0, 0, 0, 0)
    """Predicted purchases and revenue, then the absolute errors of the two."""
    models: "Mapping[ModelName, tuple[int, ...]]" = field(default_factory=dict)
    """The same of each model."""

    @classmethod
    def add_parts(cls, parts: "Iterable[HoldoutSums]") -> "HoldoutSums":
        """Add the sums of parts that share no customer; at least one part."""
        first, *others = parts
        for other in others:
            first = cls(
                first.customers + other.customers,
                _add_sums(first.actual, other.actual),
                _add_sums(first.naive, other.naive),
                {name: _add_sums(sums, other.models[name]) for name, sums in first.models.items()},
            )
        return first

    def measure_errors(self) -> "dict[ModelName, HoldoutErrors]":
        """Return how each model forecast the holdout; there is a customer."""
        return {
            name: HoldoutErrors(self._compare(sums, 0), self._compare(sums, 1))
            for name, sums in self.models.items()
        }

    def _compare(self, model: tuple[int, ...], at: int) -> Comparison:
        return Comparison(
            actual=to_float(self.actual[at]),
            predicted=to_float(model[at]),
            naive=to_float(self.naive[at]),
            mean_absolute_error=to_float(model[2 + at]) / self.customers,
            naive_mean_absolute_error=to_float(self.naive[2 + at]) / self.customers,
        )


def _add_sums(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(one + other for one, other in zip(first, second, strict=True))


def measure_holdout(days: "PurchaseDays", known: Forecasters) -> HoldoutSums:
    """Compare forecasts with what the customers of one part did.

    Who bought nothing before the holdout is not forecast. Source: definitions, section 11.
    """
    known_then = days.measure_buyers(known.last_known)
    frame = known_then.hstack(days.measure_later(known.last_known))
    x, age, revenue = (
        frame[name].to_numpy() for name in ("repeat_purchases", "age_days", "repeat_revenue")
    )
    actual = (
        frame["actual_purchases"].to_numpy().astype(np.float64),
        frame["actual_revenue"].to_numpy() / UNIT,
    )
    value = known.spend.estimate_value(x, revenue)
    pace = x * (known.days / np.maximum(age, 1))
    mean = revenue / UNIT / np.maximum(x, 1)
    return HoldoutSums(
        frame.height,
        (sum_fixed(actual[0]), sum_fixed(actual[1])),
        _sum_errors((pace, pace * mean), actual),
        {
            name: _sum_errors((expected, expected * value), actual)
            for name, expected in (
                (name, _select_expected(frame, forecast))
                for name, forecast in known.by_model.items()
            )
        },
    )


def _select_expected(frame: "pl.DataFrame", forecast: "pl.DataFrame") -> "Floats":
    return forecast["expected"].to_numpy()[find_places(frame, forecast)]


def _sum_errors(
    predicted: "tuple[Floats, Floats]", actual: "tuple[Floats, Floats]"
) -> tuple[int, ...]:
    pairs = list(zip(predicted, actual, strict=True))
    errors = [sum_fixed(np.abs(forecast - fact)) for forecast, fact in pairs]
    return (*(sum_fixed(forecast) for forecast in predicted), *errors)
