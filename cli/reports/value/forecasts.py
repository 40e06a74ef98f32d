"""How the value of a shop's customers is forecast: the settings, and the run over the purchases."""

from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from rfm.lifetime_value.parameters import Parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from cli.engines.rows import CustomerMap
    from cli.settings import Settings
    from rfm.lifetime_value.purchases import PurchaseDays
    from rfm.lifetime_value.valuation import PurchaseRun

T = TypeVar("T")


class PurchaseHolder(Protocol):
    """What was made of some customers' orders, the days of their purchases among it."""

    @property
    def days(self) -> "PurchaseDays | None":
        """Never None where a forecast is made."""


def build_parameters(settings: "Settings", as_of: "date") -> Parameters:
    """Return the settings of values as the library's."""
    own = settings.value
    return Parameters(
        as_of=as_of,
        model=own.model,
        months=own.months,
        discount=float(own.discount),
        holdout=own.exact_holdout,
        since_days=own.since.days or 0,
    )


def run_over_days(parts: "CustomerMap[PurchaseHolder]") -> "PurchaseRun":
    """Return a way to run functions over the purchases of each part."""
    return partial(_map_days, parts)


def _map_days(
    parts: "CustomerMap[PurchaseHolder]", function: "Callable[[PurchaseDays], T]"
) -> "Iterable[T]":
    return parts(partial(_apply_to_days, function))


def _apply_to_days(function: "Callable[[PurchaseDays], T]", part: PurchaseHolder) -> T:
    assert part.days is not None  # noqa: S101 - a forecast needs them
    return function(part.days)
