"""How each measure of a comparison is computed, of point estimates and of replicates alike."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from attribution.arrays import divide_with_default
from attribution.comparison.measures import MEASURES, RETURNS, MeasureKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from attribution.arrays import Floats
    from attribution.comparison.measures import Measure


def _make_unknown() -> "Floats":
    return np.array(np.nan)


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
    cost: "Floats" = field(default_factory=_make_unknown)
    """What was spent; NaN for all without costs."""
    new_conversions: "Floats" = field(default_factory=_make_unknown)
    """Credit of the orders of new customers, as the next."""
    new_revenue: "Floats" = field(default_factory=_make_unknown)
    margin: float = 1.0
    """What is left of revenue after the goods, as a share."""
    no_denominator: float = np.nan
    """What a quotient of costs is where it divides by 0."""

    def divide(self, part: "Floats", whole: "Floats") -> "Floats":
        """Return a quotient of costs."""
        return divide_with_default(part, whole, self.no_denominator)


COMPUTE: "Final[Mapping[str, Callable[[Figures], Floats]]]" = {
    "conversions": lambda of: of.conversions,
    "conversions_share": lambda of: divide_with_default(of.conversions, of.orders),
    "revenue": lambda of: of.revenue,
    "revenue_share": lambda of: divide_with_default(of.revenue, of.paid),
    "revenue_change": lambda of: of.revenue - of.baseline_revenue,
    "revenue_change_share": lambda of: divide_with_default(
        of.revenue - of.baseline_revenue, of.baseline_revenue
    ),
    "cost": lambda of: of.cost,
    "roas": lambda of: of.divide(of.revenue, of.cost),
    "roi": lambda of: of.divide(of.revenue * of.margin - of.cost, of.cost),
    "cpa": lambda of: of.divide(of.cost, of.conversions),
    "new_conversions": lambda of: of.new_conversions,
    "new_revenue": lambda of: of.new_revenue,
    "cac": lambda of: of.divide(of.cost, of.new_conversions),
    "nc_roas": lambda of: of.divide(of.new_revenue, of.cost),
}
"""By the name of the measure; NaN where a denominator is 0 or something is unknown."""


def compute_columns(
    exact: Figures, money: Figures, to_money: "Callable[[Floats], Floats]"
) -> "dict[str, Floats]":
    """Return the columns of all measures, money from the figures in the unit that is shown.

    Quotients are of exact figures: `to_money` turns 1/10 000 of the unit into what is shown.
    """

    def compute(measure: "Measure") -> "Floats":
        if measure.quotient:
            return to_money(COMPUTE[measure.name](exact))
        return COMPUTE[measure.name](money if measure.kind is MeasureKind.MONEY else exact)

    return {measure.name: compute(measure) for measure in (*MEASURES, *RETURNS)}
