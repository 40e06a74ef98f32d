"""Sums of weights that halve with age, over any stretch of a sequence of touches."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from attribution.arrays import Floats, Ints


class DecayingSums:
    """Sums of 2^(-age/half_life) over stretches of touches, in runs whose instants ascend.

    The touches of a run are added up by twos, the twos by fours and so on, the weights of each sum
    counted back from the last touch of its own. A stretch is made of a few of those sums, so that
    only positive numbers are added: unlike with differences of running sums nothing cancels out,
    and nothing overflows however old the touches are. No sum depends on other runs.
    """

    def __init__(self, at: "Ints", starts: "Ints", half_life: float) -> None:
        """Add up touches, shape (n,), in runs that begin at some of them, shape (runs,)."""
        self._rate = -1 / half_life
        self._starts = starts
        sums, lengths = np.ones(len(at)), np.diff(starts, append=len(at))
        self._levels = [(sums, at, starts)]
        while lengths.max(initial=0) > 1:
            pairs = lengths // 2
            above = np.cumsum(pairs) - pairs
            left = 2 * np.arange(int(pairs.sum())) + np.repeat(starts - 2 * above, pairs)
            gaps = at[left + 1] - at[left]
            sums = sums[left] * np.exp2(gaps * self._rate) + sums[left + 1]
            at, starts, lengths = at[left + 1], above, pairs
            self._levels.append((sums, at, starts))

    def sum_between(self, runs: "Ints", first: "Ints", last: "Ints", until: "Ints") -> "Floats":
        """Return the sums over half-open intervals of places, ages counted back from `until`.

        All have shape (n,); each interval lies in its run, and `until` is not before its last
        instant.
        """
        found = np.zeros(len(first))
        first, last = first - self._starts[runs], last - self._starts[runs]
        for sums, ends, starts in self._levels:
            open_ = first < last
            if not open_.any():
                break
            left = np.flatnonzero(open_ & (first & 1 == 1))
            right = np.flatnonzero(open_ & (last & 1 == 1))
            for rows, nodes in ((left, first[left]), (right, last[right] - 1)):
                places = nodes + starts[runs[rows]]
                found[rows] += sums[places] * np.exp2((until[rows] - ends[places]) * self._rate)
            first, last = first + 1 >> 1, last >> 1
        return found
