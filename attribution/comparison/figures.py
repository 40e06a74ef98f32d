"""How each measure of a comparison is computed, of point estimates and of replicates alike."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from attribution.arrays import divide_with_default
from attribution.comparison.measures import MEASURES, MeasureKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from attribution.arrays import Floats


@dataclass(frozen=True, slots=True)
class Figures:
    """Credit of one model, and what it is compared with; arrays whose shapes broadcast.

    Money is in one unit throughout; NaN is what is unknown.
    """

    conversions: "Floats"
    revenue: "Floats"
    baseline_revenue: "Floats"
    """Credit of the baseline model."""
    orders: "Floats"
    """All orders of the block, unattributed ones included."""
    paid: "Floats"
    """Their net revenue."""


COMPUTE: "Final[Mapping[str, Callable[[Figures], Floats]]]" = {
    "conversions": lambda of: of.conversions,
    "conversions_share": lambda of: divide_with_default(of.conversions, of.orders),
    "revenue": lambda of: of.revenue,
    "revenue_share": lambda of: divide_with_default(of.revenue, of.paid),
    "revenue_change": lambda of: of.revenue - of.baseline_revenue,
    "revenue_change_share": lambda of: divide_with_default(
        of.revenue - of.baseline_revenue, of.baseline_revenue
    ),
}
"""By the name of the measure; NaN where a denominator is 0 or something is unknown."""


def compute_columns(exact: Figures, money: Figures) -> "dict[str, Floats]":
    """Return the columns of all measures, money from the figures in the unit that is shown."""
    return {
        measure.name: COMPUTE[measure.name](money if measure.kind is MeasureKind.MONEY else exact)
        for measure in MEASURES
    }
