"""How each measure of a comparison is computed, of point estimates and of replicates alike."""

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

from attribution.arrays import divide_with_default
from attribution.comparison.measures import MEASURES, RETURNS, MeasureKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from attribution.arrays import Bools, Floats
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
    partly_paid: "Bools" = field(default_factory=partial(np.array, False))
    """Whether a row is of several values, some without costs: it has no quotients of costs, which
    would divide what all of them brought by what some of them cost."""
    margin: float = 1.0
    """What is left of revenue after the goods, as a share."""
    no_denominator: float = np.nan
    """What a quotient of costs is where it divides by 0."""

    @property
    def spent(self) -> "Floats":
        """What was spent on all that a row holds; NaN where nothing was on some of it."""
        return np.where(self.partly_paid, np.nan, self.cost)

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
    "roas": lambda of: of.divide(of.revenue, of.spent),
    "roi": lambda of: of.divide(of.revenue * of.margin - of.spent, of.spent),
    "cpa": lambda of: of.divide(of.spent, of.conversions),
    "new_conversions": lambda of: of.new_conversions,
    "new_revenue": lambda of: of.new_revenue,
    "cac": lambda of: of.divide(of.spent, of.new_conversions),
    "nc_roas": lambda of: of.divide(of.new_revenue, of.spent),
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
