"""Which values journeys hold, a bit each: what can be counted fast where there are few values."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from attribution.arrays import Ints
    from attribution.paths.batches import Sequences

MOST_BITS: Final = 62
"""Values that the bits of a whole number stand for at most."""


@dataclass(frozen=True, slots=True)
class Masks:
    """The values of journeys, value n being bit n; every array has shape (journeys,)."""

    first: "Ints"
    """The value of the first touch; 0 where a journey has none, as in the others."""
    last: "Ints"
    inner: "Ints"
    """Values of touches that are neither first nor last."""

    @property
    def held(self) -> "Ints":
        """Return the values that each journey holds."""
        held: Ints = self.first | self.inner | self.last
        return held


def build_masks(found: "Sequences") -> Masks:
    """Return the values of journeys; there are no more than `MOST_BITS` of them."""
    # One more, so that a journey may end with the last touch, and an empty one begin after it.
    bits = np.append(np.left_shift(np.int64(1), found.codes), 0)
    lengths = found.lengths
    some = np.flatnonzero(lengths)
    long = np.flatnonzero(lengths > 2)
    first, last, inner = np.zeros((3, len(lengths)), dtype=np.int64)
    first[some] = bits[found.first[some]]
    last[some] = bits[found.last[some] - 1]
    ends = np.stack([found.first[long] + 1, found.last[long] - 1], axis=1).ravel()
    inner[long] = np.bitwise_or.reduceat(bits, ends)[::2] if len(long) else 0
    return Masks(first, last, inner)


def join_runs(masks: "Ints", starts: "Ints") -> "Ints":
    """Return the values that neighbouring journeys hold together, those from one start on."""
    joined: Ints = np.bitwise_or.reduceat(masks, starts) if len(starts) else masks
    return joined


def count_bits(masks: "Ints", values: int) -> "Ints":
    """Return how many masks have each value, shape (values,)."""
    counts = [np.count_nonzero(masks & (1 << value)) for value in range(values)]
    return np.array(counts, dtype=np.int64)


def list_bits(masks: "Ints", values: int) -> "tuple[Ints, Ints]":
    """Return the values of masks, ascending, one mask after the other, and how many each has."""
    held = (masks[:, None] >> np.arange(values)) & 1
    return np.nonzero(held)[1], held.sum(axis=1)
