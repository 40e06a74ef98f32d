"""Credit by what each channel adds to every coalition of the others."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from attribution.models.base import DataDrivenModel, RowCredit
from attribution.models.value_rows import CountingModel

if TYPE_CHECKING:
    from attribution.models.base import CreditRows
    from attribution.models.value_rows import ValueRows


@dataclass(frozen=True, slots=True)
class Shapley(CountingModel):
    """Shapley values where a coalition is worth the conversions of the journeys within it.

    They have a closed form: each order is shared equally among the distinct channels of its
    journey (Zhao et al. 2018), so that the credit is known journey by journey and exact for any
    number of channels. Non-converting journeys play no part.
    """

    kind: ClassVar[str] = "shapley"
    additive: ClassVar[bool] = True
    everybody: ClassVar[bool] = True

    def credit(self, rows: "CreditRows") -> RowCredit:
        """Return 1/d for the first touch of each of the d channels of a journey, 0 for others."""
        first = rows.first_of_value
        distinct = (
            np.add.reduceat(first, rows.starts, dtype=np.int64) if len(first) else rows.starts
        )
        return RowCredit(first / np.repeat(distinct, rows.lengths))

    def credit_values(self, rows: "ValueRows") -> RowCredit:
        """Return 1/d for each of the d values of a journey."""
        return RowCredit(np.repeat(1 / rows.lengths, rows.lengths))


@dataclass(frozen=True, slots=True)
class ShapleyRate(DataDrivenModel):
    """Shapley values where a coalition is worth its conversion rate; for up to 20 channels."""

    kind: ClassVar[str] = "shapley"
    additive: ClassVar[bool] = True
