"""How customers are measured and scored."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rfm.errors import (
    BinsError,
    ThresholdCountError,
    ThresholdOrderError,
    ThresholdsMissingError,
    WindowError,
)

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

LOWEST_BINS = 2
HIGHEST_BINS = 20


class Dimension(StrEnum):
    """What is scored."""

    RECENCY = "recency"
    """Whole days since the last counted order; few are good."""
    FREQUENCY = "frequency"
    MONETARY = "monetary"


class Method(StrEnum):
    """How values become scores (definitions, section 9)."""

    PERCENTILE = "percentile"
    """1 + floor(bins * (number of customers strictly worse) / customers)."""
    QUANTILE = "quantile"
    """1 + number of inner type-7 quantiles strictly below the value; recency reversed."""
    THRESHOLDS = "thresholds"
    """As quantile, with cut points of one's own."""
    R_RFM = "r_rfm"
    """R package rfm: inner type-7 quantiles plus 1, intervals closed on the left."""


class Frequency(StrEnum):
    """What is counted as frequency."""

    ORDERS = "orders"
    ACTIVE_DAYS = "active_days"
    """Different days with a counted order."""
    TOUCHPOINTS = "touchpoints"
    """Touches in the window: engagement, not buying."""


class Monetary(StrEnum):
    """What is taken as monetary value."""

    TOTAL = "total"
    """Net revenue of the counted orders."""
    MEAN = "mean"
    """Net revenue divided by the number of counted orders, whatever the frequency counts."""


class Thresholds(NamedTuple):
    """Cut points of one's own, ascending in each dimension; equal neighbours leave a bin empty."""

    recency: "tuple[Decimal, ...]"
    """Days."""
    frequency: "tuple[Decimal, ...]"
    """Orders, active days or touches."""
    monetary: "tuple[Decimal, ...]"
    """Currency units."""

    def of(self, dimension: Dimension) -> "tuple[Decimal, ...]":
        """Return the cut points of a dimension, in its printed unit."""
        by_dimension = {
            Dimension.RECENCY: self.recency,
            Dimension.FREQUENCY: self.frequency,
            Dimension.MONETARY: self.monetary,
        }
        return by_dimension[dimension]


@dataclass(frozen=True, slots=True)
class Parameters:
    """The settings of one RFM table; raises `RfmError` where they contradict each other."""

    as_of: "date"
    """The last day that counts, in the report's time zone; recency is measured to it."""
    window_days: int | None = None
    """Number of days that count, `as_of` the last of them; None: all before it as well."""
    bins: int = 5
    """Scores run from 1, worst, to this."""
    method: Method = Method.PERCENTILE
    frequency: Frequency = Frequency.ORDERS
    monetary: Monetary = Monetary.TOTAL
    thresholds: Thresholds | None = None
    """Used by `Method.THRESHOLDS` only."""

    def __post_init__(self) -> None:
        if not LOWEST_BINS <= self.bins <= HIGHEST_BINS:
            raise BinsError(self.bins, LOWEST_BINS, HIGHEST_BINS)
        if self.window_days is not None and self.window_days < 1:
            raise WindowError(self.window_days)
        if self.method is Method.THRESHOLDS:
            self._check_thresholds()

    def get_thresholds(self, dimension: Dimension) -> "tuple[Decimal, ...]":
        """Return the thresholds of a dimension; raises `ThresholdsMissingError` without any."""
        if self.thresholds is None:
            raise ThresholdsMissingError
        return self.thresholds.of(dimension)

    def _check_thresholds(self) -> None:
        for dimension in Dimension:
            points = self.get_thresholds(dimension)
            if len(points) != self.bins - 1:
                raise ThresholdCountError(dimension, len(points), self.bins)
            finite = all(point.is_finite() for point in points)
            if not finite or any(left > right for left, right in pairwise(points)):
                raise ThresholdOrderError(dimension, points)
