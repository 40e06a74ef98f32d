"""How the value of customers is forecast."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from rfm.lifetime_value.choices import ModelChoice

if TYPE_CHECKING:
    from datetime import date

MONTH_WEEKS: Final = 30.4375 / 7
"""A twelfth of a year, in weeks."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """The settings of a forecast."""

    as_of: "date"
    """The last day that counts, complete, in the report's time zone."""
    model: ModelChoice = ModelChoice.AUTO
    months: int = 12
    """How far ahead the value of a customer reaches."""
    discount: float = 0.01
    """By which money is worth less a month later."""
    holdout: Fraction | int = Fraction(1, 4)
    """A share of the days from the first purchase to `as_of`, or a number of days."""
    since_days: int = 30
    """Who bought in so many days up to `as_of` is not at risk."""

    def choose_holdout_days(self, days: int) -> int:
        """Return the length of the holdout where the first purchase is so many days back."""
        if isinstance(self.holdout, Fraction):
            return int(self.holdout * days)
        return self.holdout
