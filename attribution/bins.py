"""Rows put into a few bins by a small code, block by block on several threads."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from attribution.arrays import Codes, Ints

BLOCK: Final = 1 << 20
"""Rows that are put into bins at a time."""


@dataclass(frozen=True, slots=True)
class Bins:
    """Rows by bin: of each block its rows in the order of (bin, row), and where bins begin."""

    count: int
    blocks: "tuple[tuple[Codes, Ints], ...]"
    """Of each block the rows and the bounds of its bins, shape (count + 1,)."""

    def size(self, index: int) -> int:
        """Return how many rows a bin has."""
        return sum(int(ends[index + 1] - ends[index]) for _, ends in self.blocks)

    def rows(self, index: int) -> "Codes":
        """Return the rows of a bin, ascending."""
        pieces = [rows[ends[index] : ends[index + 1]] for rows, ends in self.blocks]
        return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.uint32)


def binned(rows: int, count: int, codes: "Callable[[int, int], Codes]", pool: "Executor") -> Bins:
    """Put rows into bins; `codes(start, stop)` gives the bin, below 256, of a block of rows."""

    def block(start: int) -> "tuple[Codes, Ints]":
        own = codes(start, min(start + BLOCK, rows))
        order = np.argsort(own, kind="stable")
        ends = np.cumsum(np.bincount(own, minlength=count))
        return order.astype(np.uint32) + np.uint32(start), np.concatenate([[0], ends])

    return Bins(count, tuple(pool.map(block, range(0, rows, BLOCK))))
