"""Touches nearer to the order count more."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from attribution.choices import Granularity
from attribution.journeys.windows import DAY
from attribution.models.base import RowCredit, normalise_weights
from attribution.models.value_rows import CountingModel

if TYPE_CHECKING:
    from attribution.models.base import CreditRows
    from attribution.models.value_rows import ValueRows


@dataclass(frozen=True, slots=True)
class TimeDecay(CountingModel):
    """The weight halves with every half-life between touch and order."""

    kind: ClassVar[str] = "time_decay"
    additive: ClassVar[bool] = True
    half_life: int = 7 * DAY
    """Microseconds."""
    granularity: Granularity = Granularity.ELAPSED

    def credit(self, rows: "CreditRows") -> RowCredit:
        """Return 2^(-(T - t)/half_life), normalised.

        Ages are taken from the journey's last touch, not from the order: the common factor
        cancels, and the largest weight is 1, so that nothing underflows.
        """
        if self.granularity is Granularity.DAY:
            age, unit = rows.age_in_days, self.half_life / DAY
            age = age - np.repeat(age[rows.starts + rows.lengths - 1], rows.lengths)
        else:
            latest = rows.at[rows.starts + rows.lengths - 1]
            age, unit = np.repeat(latest, rows.lengths) - rows.at, float(self.half_life)
        return normalise_weights(np.exp2(age * (-1 / unit)), rows)

    def credit_values(self, rows: "ValueRows") -> RowCredit:
        """Return the sums of 2^(-(T - t)/half_life) by value, normalised."""
        by_day = self.granularity is Granularity.DAY
        unit = self.half_life / DAY if by_day else float(self.half_life)
        return normalise_weights(rows.sum_decayed(unit, by_day=by_day), rows)
