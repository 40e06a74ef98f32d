"""What is lost when a channel is removed, and the credit that follows from it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from attribution.arrays import Floats


@dataclass(frozen=True, slots=True)
class Effects:
    """Removal effects of every value of the alphabet; arrays of shape (replicates, values).

    NaN where nothing converts, or where no money comes in.
    """

    conversions: "Floats"
    revenue: "Floats"

    def credit(self, conversions: "Floats", revenue: "Floats") -> "tuple[Floats, Floats]":
        """Return totals, shape (replicates,), shared out in proportion to the effects.

        Nothing is shared out to nobody: a total of 0 is 0 for each value; NaN where there is
        something to share but the effects are NaN or add up to 0.
        """
        return _shared(self.conversions, conversions), _shared(self.revenue, revenue)


def _shared(effects: "Floats", totals: "Floats") -> "Floats":
    sums = effects.sum(axis=1)
    shares = quotients(effects, sums[:, None])
    credit: Floats = np.where(totals[:, None] == 0, 0.0, shares * totals[:, None])
    return credit


def quotients(part: "Floats", whole: "Floats", nothing: float = np.nan) -> "Floats":
    """Divide, with `nothing` where the divisor is 0 or NaN."""
    out: Floats = np.full(np.broadcast_shapes(part.shape, whole.shape), float(nothing))
    return np.divide(part, whole, out=out, where=(whole != 0) & ~np.isnan(whole))
