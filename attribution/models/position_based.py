"""What introduces and what closes count more than what lies between."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from attribution.models.base import RowCredit
from attribution.models.value_rows import CountingModel

if TYPE_CHECKING:
    from attribution.arrays import Floats, Ints
    from attribution.models.base import CreditRows
    from attribution.models.value_rows import ValueRows


@dataclass(frozen=True, slots=True)
class PositionBased(CountingModel):
    """Fixed shares for the first and the last touch, the rest shared equally between them."""

    kind: ClassVar[str] = "position_based"
    additive: ClassVar[bool] = True
    first: float = 0.4
    last: float = 0.4

    def credit(self, rows: "CreditRows") -> RowCredit:
        """Return first, (1 - first - last)/(n - 2) and last.

        One touch gets everything; of two, first : last is renormalised (Adobe, Mixpanel).
        """
        lengths = rows.lengths
        first, middle, last = self._share_by_length(lengths)
        weights = np.repeat(middle, lengths)
        ends = rows.starts + lengths - 1
        weights[rows.starts] = first
        weights[ends] = last
        weights[ends[lengths == 1]] = 1
        return RowCredit(weights)

    def credit_values(self, rows: "ValueRows") -> RowCredit:
        """Return the shares of the first and the last touch, and of those between, by value."""
        first, middle, last = (
            np.repeat(share, rows.lengths) for share in self._share_by_length(rows.totals)
        )
        opens, closes = rows.of_first_touch, rows.of_last_touch
        weights = middle * (rows.touches - opens.astype(np.int64) - closes)
        weights += first * opens + last * closes
        weights[np.repeat(rows.totals == 1, rows.lengths)] = 1
        return RowCredit(weights)

    def _share_by_length(self, lengths: "Ints") -> "tuple[Floats, Floats, Floats]":
        """Return what the first, each middle and the last touch of journeys of two and more get."""
        both = self.first + self.last
        longer = lengths > 2
        return (
            np.where(longer, self.first, self.first / both),
            np.where(longer, (1 - both) / np.maximum(lengths - 2, 1), 0),
            np.where(longer, self.last, self.last / both),
        )
