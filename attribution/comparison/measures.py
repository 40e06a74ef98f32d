"""What a comparison says of each model and value: the one list that all who show it read.

Nothing here imports a data library, since usage errors name metrics.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class MeasureKind(StrEnum):
    """What the numbers of a measure are."""

    CREDIT = "credit"
    """Fractional conversions."""
    SHARE = "share"
    """A fraction of one."""
    MONEY = "money"


class Metric(StrEnum):
    """What a comparison shows in the terminal; CSV and JSON have all."""

    CONVERSIONS = "conversions"
    REVENUE = "revenue"
    """Revenue and its change against the baseline in percent."""
    SHARE = "share"
    """Share of the revenue."""
    CHANGE = "change"
    """Change of revenue against the baseline, in money and percent."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure; how it is computed is in `figures`, under its name."""

    name: str
    """Name of its column."""
    kind: MeasureKind
    metric: Metric | None = None
    """The metric whose table shows it, None where no table of people does."""
    against_baseline: bool = False
    """Whether it compares a model with the baseline, which has none of it."""
    has_interval: bool = True
    """Whether it is resampled: it gets the columns NAME_low and NAME_high."""
    ranked: bool = False
    """Whether ranks by revenue stand beside it."""
    with_change: bool = False
    """Whether the change of revenue in percent stands below it."""


MEASURES: Final = (
    Measure("conversions", MeasureKind.CREDIT, Metric.CONVERSIONS),
    Measure("conversions_share", MeasureKind.SHARE),
    Measure("revenue", MeasureKind.MONEY, Metric.REVENUE, ranked=True, with_change=True),
    Measure("revenue_share", MeasureKind.SHARE, Metric.SHARE, ranked=True),
    Measure(
        "revenue_change", MeasureKind.MONEY, Metric.CHANGE, against_baseline=True, with_change=True
    ),
    Measure("revenue_change_share", MeasureKind.SHARE, against_baseline=True),
)
"""All measures, in the order of their columns."""

NAMES: Final = tuple(measure.name for measure in MEASURES)
"""Names of the columns of measures."""

BOUNDS: Final = tuple(
    f"{measure.name}_{end}"
    for measure in MEASURES
    if measure.has_interval
    for end in ("low", "high")
)
"""Names of the columns of intervals."""

COLUMNS: Final = {
    name: measure
    for measure in MEASURES
    for name in (measure.name, f"{measure.name}_low", f"{measure.name}_high")
}
"""The measure of each column, those of intervals included."""

BY_METRIC: Final = {each.metric: each for each in MEASURES if each.metric is not None}
"""The measure that each metric shows."""
