"""Credit by what would be lost without a channel."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from attribution.choices import MEMORIES, Allocation, Removal
from attribution.models.base import DataDrivenModel, RowCredit, normalise_weights
from attribution.models.value_rows import CountingModel

if TYPE_CHECKING:
    from attribution.arrays import Codes, Floats, Ints
    from attribution.models.base import CreditRows
    from attribution.models.value_rows import ValueRows


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
class ByEffect(CountingModel):
    """Each order among the touches of its journey in proportion to their removal effects.

    What `allocation: journey` comes to once the effects are known, arrays of shape (values,);
    negative effects count as 0, and where all of a journey are 0 its touches are alike.
    """

    kind: ClassVar[str] = "markov"
    additive: ClassVar[bool] = True
    conversions: "Floats"
    revenue: "Floats"

    def credit(self, rows: "CreditRows") -> RowCredit:
        """Return the shares of the order and, by effects of its own, of its revenue."""
        codes = rows.get_codes(rows.paths.dimension)
        touches = np.ones(len(codes), dtype=np.int64)
        return self._share_out(codes, touches, rows.lengths, rows)

    def credit_values(self, rows: "ValueRows") -> RowCredit:
        """Return the shares of all touches of a value."""
        return self._share_out(rows.values, rows.touches, rows.totals, rows)

    def _share_out(
        self, codes: "Codes", touches: "Ints", totals: "Ints", rows: "CreditRows | ValueRows"
    ) -> RowCredit:
        return RowCredit(
            _share_in_proportion(self.conversions[codes], touches, totals, rows),
            of_revenue=_share_in_proportion(self.revenue[codes], touches, totals, rows),
        )


def _share_in_proportion(
    effects: "Floats", touches: "Ints", totals: "Ints", rows: "CreditRows | ValueRows"
) -> "Floats":
    """Return shares in proportion to the effects, shape (rows,), each of so many touches.

    `totals` has the touches of each journey.
    """
    credit = normalise_weights(np.maximum(effects, 0) * touches, rows)
    if credit.nobody is None:
        return credit.weights
    alike = np.zeros(len(rows.lengths))
    alike[credit.nobody] = 1 / totals[credit.nobody]
    return credit.weights + np.repeat(alike, rows.lengths) * touches


def get_counted_order(model: Markov) -> int:
    """Return the order of the chain that has to be counted for a model."""
    return max(MEMORIES) if model.order is None else model.order
