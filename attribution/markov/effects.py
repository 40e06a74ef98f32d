"""What is lost when a channel is removed, and the credit that follows from it."""

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from attribution.arrays import divide_with_default

if TYPE_CHECKING:
    from attribution.arrays import Floats

NOISE: Final = 1e-12
"""Effects below this come from rounding."""

CANCELLED: Final = 1e-6
"""Effects of both signs whose sum is a smaller part of their sizes cancel: shares of what is left
would be rounding multiplied."""


class Effects(NamedTuple):
    """Removal effects of every value of the alphabet; arrays of shape (replicates, values).

    NaN where nothing converts, or where no money comes in; 0 where there is only rounding noise.
    """

    conversions: "Floats"
    revenue: "Floats"

    def blank(self) -> "Effects":
        """Return as many effects, none of which is known."""
        return Effects(*(np.full_like(each, np.nan) for each in (self.conversions, self.revenue)))

    def credit(self, conversions: "Floats", revenue: "Floats") -> "tuple[Floats, Floats]":
        """Return totals, shape (replicates,), shared out in proportion to the effects.

        NaN wherever the effects are NaN, cancel, or do not add up to more than noise (definitions
        §6: nulls), even where there is nothing to share out.
        """
        return _share_out(self.conversions, conversions), _share_out(self.revenue, revenue)

    def credit_replicates(
        self, conversions: "Floats", revenue: "Floats"
    ) -> "tuple[Floats, Floats]":
        """Return the credit of replicates of customers, one for each row.

        As `credit`, but where a replicate has nothing to share out, everybody gets nothing: that
        nobody bought is one of the things that may happen, and belongs in an interval.
        """
        totals = (conversions, revenue)
        conversions, revenue = (
            np.where(total[:, None] == 0, 0.0, credit)
            for total, credit in zip(totals, self.credit(*totals), strict=True)
        )
        return conversions, revenue


def removal_effect(left: "Floats", whole: "Floats") -> "Floats":
    """Return the part of the whole that is not left: a removal effect.

    NaN where the whole is not above 0; exactly 0 where the two differ by rounding.
    """
    effects: Floats = 1 - divide_with_default(left, np.where(whole > 0, whole, np.nan))
    effects[np.abs(effects) < NOISE] = 0
    return effects


def _share_out(effects: "Floats", totals: "Floats") -> "Floats":
    sums = effects.sum(axis=1)
    least = np.maximum(NOISE, CANCELLED * np.abs(effects).sum(axis=1))
    shares = divide_with_default(effects, np.where(sums > least, sums, np.nan)[:, None])
    credit: Floats = shares * totals[:, None]
    return credit
