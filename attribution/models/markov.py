"""Credit by what would be lost without a channel."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

from attribution.models.base import DataDrivenModel

ORDERS: Final = (1, 2, 3, 4)
"""How many touches a chain may remember."""


class Removal(StrEnum):
    """Where the journeys go that lead through the removed channel."""

    NULL = "null"
    """They are lost (Anderl et al. 2016)."""
    RECONNECT = "reconnect"
    """They take the other ways on from where they are, in proportion."""


class Allocation(StrEnum):
    """What the removal effects share out."""

    TOTAL = "total"
    """All orders at once."""
    JOURNEY = "journey"
    """Each order among the touches of its journey."""


@dataclass(frozen=True, slots=True)
class Markov(DataDrivenModel):
    """A Markov chain of touches, exact; credit in proportion to the removal effects."""

    kind: ClassVar[str] = "markov"
    additive: ClassVar[bool] = True
    order: int | None = 1
    """Touches that the chain remembers, 1 to 4; None: what predicts held-out events best."""
    removal: Removal = Removal.NULL
    allocation: Allocation = Allocation.TOTAL
