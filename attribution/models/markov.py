"""Credit by what would be lost without a channel."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from attribution.choices import Allocation, Removal
from attribution.models.base import Credit, DataDrivenModel, MultiTouchModel, normalised

if TYPE_CHECKING:
    from attribution.arrays import Floats
    from attribution.models.base import CreditRows


@dataclass(frozen=True, slots=True)
class Markov(DataDrivenModel):
    """A Markov chain of touches, exact; credit in proportion to the removal effects."""

    kind: ClassVar[str] = "markov"
    additive: ClassVar[bool] = True
    order: int | None = 1
    """Touches that the chain remembers, 1 to 4; None: what predicts held-out events best."""
    removal: Removal = Removal.NULL
    allocation: Allocation = Allocation.TOTAL


@dataclass(frozen=True, slots=True, eq=False)
class ByEffect(MultiTouchModel):
    """Each order among the touches of its journey in proportion to their removal effects.

    What `allocation: journey` comes to once the effects are known, arrays of shape (values,);
    negative effects count as 0, and where all of a journey are 0 its touches are alike.
    """

    kind: ClassVar[str] = "markov"
    additive: ClassVar[bool] = True
    conversions: "Floats"
    revenue: "Floats"

    def credit(self, rows: "CreditRows") -> Credit:
        """Return the shares of the order and, by effects of its own, of its revenue."""
        codes = rows.codes(rows.paths.dimension)
        return Credit(
            _proportional(self.conversions[codes], rows),
            of_revenue=_proportional(self.revenue[codes], rows),
        )


def _proportional(effects: "Floats", rows: "CreditRows") -> "Floats":
    credit = normalised(np.maximum(effects, 0), rows)
    if credit.nobody is None:
        return credit.weights
    alike = np.zeros(len(rows.lengths))
    alike[credit.nobody] = 1 / rows.lengths[credit.nobody]
    return credit.weights + np.repeat(alike, rows.lengths)
