"""Sums of weights that halve with age, over any stretch of a sequence of touches."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from attribution.arrays import Floats, Ints


class DecayingSums:
    """Sums of 2^(-age/half_life) over stretches of touches whose instants ascend.

    The touches are added up by twos, the twos by fours and so on, the weights of each sum counted
    back from the last touch of its own. A stretch is made of a few of those sums, so that only
    positive numbers are added: unlike with differences of running sums nothing cancels out, and
    nothing overflows however old the touches are.
    """

    def __init__(self, at: "Ints", half_life: float) -> None:
        self._rate = -1 / half_life
        sums = np.ones(len(at))
        self._levels = [(sums, at)]
        while len(sums) > 1:
            even = len(sums) // 2 * 2
            ends = at[1:even:2]
            # Sums across two stretches are never asked for, and their ages may be negative.
            gaps = np.maximum(ends - at[0:even:2], 0)
            sums, at = sums[0:even:2] * np.exp2(gaps * self._rate) + sums[1:even:2], ends
            self._levels.append((sums, at))

    def sum_between(self, first: "Ints", last: "Ints", until: "Ints") -> "Floats":
        """Return the sums over half-open intervals of places, ages counted back from `until`.

        All have shape (n,); `until` is not before the interval's last instant.
        """
        found = np.zeros(len(first))
        for sums, ends in self._levels:
            open_ = first < last
            if not open_.any():
                break
            left = np.flatnonzero(open_ & (first & 1 == 1))
            right = np.flatnonzero(open_ & (last & 1 == 1))
            for rows, nodes in ((left, first[left]), (right, last[right] - 1)):
                found[rows] += sums[nodes] * np.exp2((until[rows] - ends[nodes]) * self._rate)
            first, last = first + 1 >> 1, last >> 1
        return found
