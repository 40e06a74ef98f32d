"""What a reader of scores and segments should be warned about."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from rfm.settings import Dimension


class Note(ABC):
    """A warning: `name` is its machine name, `str(note)` the sentence."""

    __slots__ = ()
    name: ClassVar[str]

    @abstractmethod
    def __str__(self) -> str:
        """Return the sentence, which ends in the remedy."""


@dataclass(frozen=True, slots=True)
class CrowdedBin(Note):
    """A score that more than twice an even share of the customers have."""

    name: ClassVar[str] = "rfm_crowded_bin"
    dimension: Dimension
    score: int
    customers: int
    of: int
    """Number of customers altogether."""
    bins: int

    def __str__(self) -> str:
        return (
            f"{self.dimension}: {self.customers:,} of {self.of:,} customers have score"
            f" {self.score} (evenly {100 / self.bins:.0f} % would), which hardly tells them apart;"
            " limits of your own do: rfm.method: thresholds"
        )


@dataclass(frozen=True, slots=True)
class SingleValue(Note):
    """A dimension in which all customers are equal, so that its score says nothing."""

    name: ClassVar[str] = "rfm_single_value"
    dimension: Dimension
    value: Decimal
    """In the printed unit: days, counts, currency units."""
    customers: int

    def __str__(self) -> str:
        return (
            f"{self.dimension}: every customer ({self.customers:,}) has {self.value:f},"
            " so its score tells nobody apart; limits of your own say what it is worth:"
            " rfm.method: thresholds"
        )


@dataclass(frozen=True, slots=True)
class UnreachableEntry(Note):
    """An entry of a segment map that entries before it leave nothing for."""

    name: ClassVar[str] = "rfm_unreachable_segment"
    segment: str
    position: int
    """1 for the map's first entry."""

    def __str__(self) -> str:
        return (
            f"segment {self.segment}: entry {self.position} of rfm.segments can match nobody,"
            " entries before it take all its scores; move it up or delete it"
        )
