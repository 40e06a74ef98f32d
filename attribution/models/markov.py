"""Credit by what would be lost without a channel."""

from dataclasses import dataclass
from typing import ClassVar

from attribution.choices import Allocation, Removal
from attribution.models.base import DataDrivenModel


@dataclass(frozen=True, slots=True)
class Markov(DataDrivenModel):
    """A Markov chain of touches, exact; credit in proportion to the removal effects."""

    kind: ClassVar[str] = "markov"
    additive: ClassVar[bool] = True
    order: int | None = 1
    """Touches that the chain remembers, 1 to 4; None: what predicts held-out events best."""
    removal: Removal = Removal.NULL
    allocation: Allocation = Allocation.TOTAL
