"""Models that look only at which touches there are."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from attribution.models.base import RowCredit
from attribution.models.value_rows import CountingModel

if TYPE_CHECKING:
    from attribution.models.base import CreditRows
    from attribution.models.value_rows import ValueRows


@dataclass(frozen=True, slots=True)
class Linear(CountingModel):
    """Every touch of the journey alike."""

    kind: ClassVar[str] = "linear"
    additive: ClassVar[bool] = True
    everybody: ClassVar[bool] = True

    def credit(self, rows: "CreditRows") -> RowCredit:
        """Return 1/n for each of the n touches."""
        return RowCredit(np.repeat(1 / rows.lengths, rows.lengths))

    def credit_values(self, rows: "ValueRows") -> RowCredit:
        """Return k/n for the k of n touches that have the value."""
        return RowCredit(rows.touches / np.repeat(rows.totals, rows.lengths))


@dataclass(frozen=True, slots=True)
class Participation(CountingModel):
    """One whole order for each distinct channel of the path: not additive, never totalled."""

    kind: ClassVar[str] = "participation"
    additive: ClassVar[bool] = False
    everybody: ClassVar[bool] = True

    def credit(self, rows: "CreditRows") -> RowCredit:
        """Return 1 for the first touch of each channel of a journey and 0 for the rest."""
        return RowCredit(rows.first_of_value.astype(np.float64))

    def credit_values(self, rows: "ValueRows") -> RowCredit:
        """Return 1 for each value of a journey."""
        return RowCredit(np.ones(len(rows.codes)))
