"""Where a value stands between two ends, with round marks."""

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_STEPS = (1, 2, 2.5, 5, 10)
_MARKS = 4
"""Steps between the ends, about."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A line from one end to the other, in percent of its width."""

    low: float
    high: float
    step: float

    @classmethod
    def of(cls, values: "Iterable[float | None]") -> "Scale":
        """Return a scale that begins at zero, or below, and ends at a round value."""
        known = [value for value in values if value is not None and isfinite(value)]
        low, high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
        high = high if high > low else low + 1.0
        step = _choose_step(high - low)
        return cls(floor(low / step) * step, ceil(high / step) * step, step)

    def place(self, value: float) -> str:
        """Return where a value stands: 43.2%."""
        share = (value - self.low) / (self.high - self.low)
        return f"{100 * min(max(share, 0), 1):.4g}%"

    def marks(self) -> list[float]:
        """Return the round values from end to end."""
        count = round((self.high - self.low) / self.step)
        return [self.low + self.step * place for place in range(count + 1)]


def _choose_step(span: float) -> float:
    power = 10.0 ** floor(log10(span / _MARKS))
    return next(step * power for step in _STEPS if step * power >= span / _MARKS)
