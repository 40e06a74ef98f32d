"""What a fitted model says of each purchase pattern."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from rfm.lifetime_value.choices import ModelName
from rfm.lifetime_value.parameters import MONTH_WEEKS
from rfm.lifetime_value.patterns import PATTERN, WEEK, Patterns, find_different_pairs
from rfm.lifetime_value.purchase_models.models import MODELS

if TYPE_CHECKING:
    from rfm.lifetime_value.fitting import Fit
    from rfm.lifetime_value.parameters import Parameters
    from rfm.lifetime_value.patterns import Floats, PatternCounts

ALIVE: Final = "p_alive"
BEFORE: Final = "p_alive_before"
PURCHASES: Final = "purchases_if_alive"
DISCOUNTED: Final = "discounted_if_alive"


@dataclass(frozen=True, slots=True)
class FittedModel:
    """A model of purchases with its parameters."""

    name: ModelName
    fit: "Fit"

    def p_alive(self, patterns: "Patterns") -> "Floats":
        """Return the probability that customers of each pattern have not left."""
        return np.exp(MODELS[self.name].log_p_alive(self.fit.values, patterns))

    def purchases_if_alive(self, patterns: "Patterns", weeks: "Floats") -> "Floats":
        """Return the expected purchases, one row per pattern and one column per time ahead.

        They depend on the number of purchases and the age alone: one forecast per such pair.
        """
        (repeat, age), places = find_different_pairs(patterns.repeat, patterns.age)
        model, values = MODELS[self.name], self.fit.values
        return model.purchases_if_alive(values, repeat, age, weeks)[places]


def forecast_value(
    model: FittedModel, counts: "PatternCounts", parameters: "Parameters"
) -> pl.DataFrame:
    """Return the forecasts that values are made of, one row per pattern.

    `PATTERN`; `p_alive`; `purchases_if_alive` over the months; `discounted_if_alive`, the same
    with those of each month discounted; `p_alive_before`, as known `since_days` ago, null for
    who bought since or is younger. Source: definitions, section 11.
    """
    patterns, months = counts.make_patterns(), np.arange(1, parameters.months + 1)
    bought = model.purchases_if_alive(patterns, months.astype(np.float64) * MONTH_WEEKS)
    monthly = np.diff(bought, axis=1, prepend=0.0)
    worth = (1 + parameters.discount) ** -months.astype(np.float64)
    return counts.frame.select(PATTERN).with_columns(
        pl.Series(ALIVE, model.p_alive(patterns)),
        pl.Series(PURCHASES, bought[:, -1]),
        pl.Series(DISCOUNTED, (monthly * worth).sum(axis=1)),
        _compute_former(model, patterns, parameters.since_days),
    )


def forecast_purchases(model: FittedModel, counts: "PatternCounts", days: int) -> pl.DataFrame:
    """Return `PATTERN` and `expected`, the purchases in the next days, one row per pattern."""
    patterns = counts.make_patterns()
    bought = model.purchases_if_alive(patterns, np.array([days / WEEK]))[:, 0]
    expected = model.p_alive(patterns) * bought
    return counts.frame.select(PATTERN).with_columns(pl.Series("expected", expected))


def _compute_former(model: FittedModel, patterns: "Patterns", days: int) -> pl.Series:
    quiet = patterns.age - patterns.last >= days
    earlier = Patterns(
        patterns.repeat[quiet],
        patterns.last[quiet],
        patterns.age[quiet] - days,
        patterns.customers[quiet],
    )
    found = np.full(len(quiet), np.nan)
    found[quiet] = model.p_alive(earlier)
    return pl.Series(BEFORE, found).fill_nan(None)
