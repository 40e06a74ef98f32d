"""Models that look only at which touches there are."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from attribution.models.base import MultiTouchModel, RowCredit

if TYPE_CHECKING:
    from attribution.models.base import CreditRows


@dataclass(frozen=True, slots=True)
class Linear(MultiTouchModel):
    """Every touch of the journey alike."""

    kind: ClassVar[str] = "linear"
    additive: ClassVar[bool] = True
    everybody: ClassVar[bool] = True

    def credit(self, rows: "CreditRows") -> RowCredit:
        """Return 1/n for each of the n touches."""
        return RowCredit(np.repeat(1 / rows.lengths, rows.lengths))


@dataclass(frozen=True, slots=True)
class Participation(MultiTouchModel):
    """One whole order for each distinct channel of the path: not additive, never totalled."""

    kind: ClassVar[str] = "participation"
    additive: ClassVar[bool] = False
    everybody: ClassVar[bool] = True

    def credit(self, rows: "CreditRows") -> RowCredit:
        """Return 1 for the first touch of each channel of a journey and 0 for the rest."""
        return RowCredit(rows.first_of_value.astype(np.float64))
