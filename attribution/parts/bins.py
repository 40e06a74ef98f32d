"""Rows put into a few bins by a small code, with what goes along, block by block on threads."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from concurrent.futures import Executor

    from attribution.arrays import Codes, Ints

Column = NDArray[Any]

BLOCK: Final = 1 << 18
"""Rows that are put into bins at a time: their values stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Bins:
    """Columns of some rows by bin."""

    count: int
    columns: "tuple[Sequence[Column], ...]"
    """Of each column an array a block: its rows in the order of (bin, row)."""
    ends: "Ints"
    """Bounds of the bins within each block, shape (blocks, count + 1)."""

    def count_rows(self, index: int) -> int:
        """Return how many rows a bin has, those that were left out included."""
        return int((self.ends[:, index + 1] - self.ends[:, index]).sum())

    def of(self, column: int, index: int) -> Column:
        """Return a column of the rows of a bin, by row."""
        bounds = self.ends[:, index : index + 2].tolist()
        blocks = zip(self.columns[column], bounds, strict=True)
        return np.concatenate([block[start:stop] for block, (start, stop) in blocks])

    def keep_column(self, column: int) -> "Bins":
        """Return the bins with one of the columns, so that the memory of the others is free."""
        return Bins(self.count, (self.columns[column],), self.ends)

    def spread(self, values: "Sequence[Column]", result: Column, pool: "Executor") -> None:
        """Put values of each bin, by row, into their places, which the first column tells."""
        sizes = np.diff(self.ends)
        ends = np.cumsum(sizes, axis=0)
        starts = ends - sizes

        def spread_block(block: int) -> None:
            bounds = zip(values, starts[block].tolist(), ends[block].tolist(), strict=True)
            pieces = [each[start:end] for each, start, end in bounds]
            result[self.columns[0][block]] = np.concatenate(pieces)

        list(pool.map(spread_block, range(len(self.ends))))


def put_into_bins(
    rows: int,
    count: int,
    block: "Callable[[int, int], tuple[Codes, Iterable[Column]]]",
    pool: "Executor",
    *,
    kept: int | None = None,
) -> Bins:
    """Put rows into bins.

    `block(start, stop)` gives the bin, below 256, of each row of a block, and the columns that go
    along. Rows of the bins from `kept` on are counted and left out; None: all are kept.
    """

    def sort_block(start: int) -> "tuple[Ints, list[Column]]":
        own, given = block(start, min(start + BLOCK, rows))
        ends = np.concatenate([[0], np.cumsum(np.bincount(own, minlength=count))])
        order = np.argsort(own, kind="stable")[: ends[count if kept is None else kept]]
        return ends, [np.take(values, order) for values in given]

    # Without rows there is an empty block.
    ends, blocks = zip(*pool.map(sort_block, range(0, max(rows, 1), BLOCK)), strict=True)
    return Bins(count, tuple(zip(*blocks, strict=True)), np.array(ends))
