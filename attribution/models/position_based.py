"""What introduces and what closes count more than what lies between."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from attribution.models.base import MultiTouchModel, RowCredit

if TYPE_CHECKING:
    from attribution.models.base import CreditRows


@dataclass(frozen=True, slots=True)
class PositionBased(MultiTouchModel):
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
        both = self.first + self.last
        longer = lengths > 2
        middle = np.where(longer, (1 - both) / np.maximum(lengths - 2, 1), 0)
        weights = np.repeat(middle, lengths)
        ends = rows.starts + lengths - 1
        weights[rows.starts] = np.where(longer, self.first, self.first / both)
        weights[ends] = np.where(longer, self.last, self.last / both)
        weights[ends[lengths == 1]] = 1
        return RowCredit(weights)
