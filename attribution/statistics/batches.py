"""Orders cut into batches, of which whole resampling groups or pieces of one are gone through."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.arrays import Ints

ROWS = 1 << 16
"""Credit rows made at a time."""


def cut_into_batches(groups: "Ints", lengths: "Ints") -> "Iterator[tuple[int, int]]":
    """Cut orders into intervals of about `ROWS` credit rows.

    An interval holds whole groups, or, where a group alone has more rows, a piece of one group
    whose bounds depend on that group's rows only.
    """
    before = np.concatenate([[0], np.cumsum(lengths)])
    ends = np.flatnonzero(np.append(groups[1:] != groups[:-1], True)) + 1
    start = group = 0
    for stop in ends.tolist() if len(groups) else ():
        if before[stop] - before[start] > ROWS and start < group:
            yield start, group
            start = group
        if before[stop] - before[group] > ROWS:
            yield from _cut_into_pieces(before, group, stop)
            start = stop
        group = stop
    if start < group:
        yield start, group


def _cut_into_pieces(before: "Ints", start: int, stop: int) -> "Iterator[tuple[int, int]]":
    """Cut the orders of one group after every `ROWS` rows; no order is cut."""
    piece = (before[start:stop] - before[start]) // ROWS
    cuts = [*(np.flatnonzero(np.diff(piece)) + 1 + start).tolist(), stop]
    for cut in cuts:
        yield start, cut
        start = cut
