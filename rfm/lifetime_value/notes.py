"""When a forecast is not to be believed, in plain sentences."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rfm.notes import Note

if TYPE_CHECKING:
    from rfm.lifetime_value.choices import ModelName

FEW_REPEAT_CUSTOMERS: Final = 30
LARGE_ERROR: Final = 0.25
STRONG_CORRELATION: Final = 0.3


@dataclass(frozen=True, slots=True)
class FewRepeatCustomers(Note):
    """So few customers bought again that the fit is mostly chance."""

    name: ClassVar[str] = "value_few_repeat_customers"
    customers: int

    def __str__(self) -> str:
        count = "1 customer has" if self.customers == 1 else f"{self.customers} customers have"
        return (
            f"value: only {count} bought again; below {FEW_REPEAT_CUSTOMERS} the forecast is"
            " mostly chance, take it as an order of magnitude"
        )


@dataclass(frozen=True, slots=True)
class HoldoutMissed(Note):
    """The forecast of the holdout was far off."""

    name: ClassVar[str] = "value_holdout_missed"
    quantity: str
    error_share: float | None
    """None: there was nothing of it."""

    def __str__(self) -> str:
        return (
            f"value: on the holdout the forecast of {self.quantity} was {self._describe_miss()};"
            " do not take the values as amounts of money (seasons, subscriptions and campaigns are"
            " not in the model), at most as an order of customers"
        )

    def _describe_miss(self) -> str:
        if self.error_share is None:
            return "wrong, there was none at all"
        direction = "too high" if self.error_share > 0 else "too low"
        return f"{100 * abs(self.error_share):.0f} % {direction}"


@dataclass(frozen=True, slots=True)
class ValueVariesWithFrequency(Note):
    """Customers who buy more often spend more or less by purchase, which the model rules out."""

    name: ClassVar[str] = "value_correlated"
    correlation: float

    def __str__(self) -> str:
        more = "more" if self.correlation > 0 else "less"
        return (
            f"value: customers who buy more often spend {more} by purchase (correlation"
            f" {self.correlation:.2f}); the spend model takes the two as independent, so that the"
            f" value of frequent customers is too {'low' if self.correlation > 0 else 'high'}"
        )


@dataclass(frozen=True, slots=True)
class ParametersAtBound(Note):
    """The likelihood has no maximum: customers are too much alike, or none of them leaves."""

    name: ClassVar[str] = "value_at_bound"
    model: str
    parameters: tuple[str, ...]

    def __str__(self) -> str:
        *most, last = self.parameters
        names = f"{', '.join(most)} and {last}" if most else last
        verb = "are" if most else "is"
        return (
            f"value: {names} of {self.model} {verb} at bound: customers differ too little, or too"
            " few of them leave, for these parameters to be known; forecasts hold in the limit,"
            " standard errors do not exist"
        )


@dataclass(frozen=True, slots=True)
class OneValueForAll(Note):
    """Too few customers bought again for money, or all for the same amount."""

    name: ClassVar[str] = "value_one_value"
    customers: int
    value: float

    def __str__(self) -> str:
        reason = (
            "the customers who bought again for money all spend the same"
            if self.customers > 1
            else f"{self.customers or 'no'} customer bought again for money"
        )
        return (
            f"value: {reason}; every purchase is taken to be worth the mean of all repeat"
            f" purchases, {self.value:,.2f}"
        )


@dataclass(frozen=True, slots=True)
class NoHoldout(Note):
    """There is nothing to judge the forecast by."""

    name: ClassVar[str] = "value_no_holdout"
    reason: str

    def __str__(self) -> str:
        return f"value: no holdout ({self.reason}), so nothing says how good the forecast is"


@dataclass(frozen=True, slots=True)
class ChosenOnHoldout(Note):
    """The model was chosen by the error that is printed for it."""

    name: ClassVar[str] = "value_model_chosen"
    chosen: "ModelName"
    errors: "tuple[tuple[ModelName, float], ...]"
    """Mean absolute error of purchases by customer on the holdout."""

    def __str__(self) -> str:
        each = ", ".join(f"{model} {error:.6f}" for model, error in self.errors)
        return (
            f"value: {self.chosen} has the smallest error of purchases by customer on the holdout"
            f" ({each}); chosen by it, its printed error is a little too good"
        )
