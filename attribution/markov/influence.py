"""What each resampling group contributes to what is left of a chain without a value."""

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from attribution.parts.buckets import GROUPS

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from attribution.arrays import Bools, Floats, Ints
    from attribution.markov.chain import Chain
    from attribution.markov.remainder import Remainder


class Influence:
    """The events of a chain by group, as matrices of shape (200, places of moves or states)."""

    def __init__(self, whole: "Chain") -> None:
        states = whole.states
        size, converting = len(whole.visits), states.converting
        self.whole = whole
        everything = np.arange(len(states.moves))
        self.moves = self._sum_by_group(states.moves, everything, len(states.moves))
        self.starts = self._sum_by_group(
            np.concatenate([states.starts, states.short]),
            np.concatenate([states.started, states.started_short]),
            size,
        )
        self.ends = self._sum_by_group(states.ends, states.ended, size)
        self.worth = [
            self._sum_by_group(
                states.ends[converting], states.ended[converting], size, revenue=paid
            )
            for paid in (False, True)
        ]

    def _sum_by_group(
        self, events: "Ints", places: "Ints", size: int, *, revenue: bool = False
    ) -> "csr_array":
        """Return how often the events at the places happened in each group, or their revenue."""
        from scipy.sparse import csr_array  # noqa: PLC0415 - 0.2 s that only long memories need

        counted = self.whole.states.events
        column = np.full(len(counted.event), -1)
        column[events] = places
        rows = np.flatnonzero(column[counted.cell] >= 0)
        amounts = (counted.revenue if revenue else counted.journeys)[rows].astype(np.float64)
        where = (counted.group[rows], column[counted.cell[rows]])
        return csr_array((amounts, where), shape=(GROUPS, size))

    @cached_property
    def totals(self) -> "Floats":
        """Return conversions and revenue of each group, shape (2, 200)."""
        return np.stack([each.sum(axis=1) for each in self.worth])

    def differentiate(self, left: "Remainder") -> "Floats":
        """Return the derivatives of what is left by the weights of the groups, shape (2, 200).

        What is left, of conversions and of revenue, is a function of how many times each group
        counts. A visit to s that goes on to t is worth h_t where one is worth h_s on average, so
        that the events of a group in s, each of which stands for rate_s visits, change what is
        left by rate_s (h_t - h_s); h is 1, or the revenue, at a conversion, and 0 where paths are
        lost. A start adds h_t. As twice all weights leave twice as much, the derivatives add up
        to what is left.
        """
        found = np.zeros((2, GROUPS))
        for kind, ahead in enumerate(left.ahead):
            gone = left.rate * ahead
            found[kind] = self.moves @ self._weigh_moves(left, ahead, gone) - self.ends @ gone
            found[kind] += self.worth[kind] @ left.rate
            found[kind] += self.starts @ self._weigh_starts(ahead, left.reconnected)
        return found

    def _weigh_moves(self, left: "Remainder", ahead: "Floats", gone: "Floats") -> "Floats":
        states = self.whole.states
        origins, targets = states.origins, states.targets
        less = gone[origins]
        if left.reconnected is not None:
            less *= left.reconnected[targets]
        moved: Floats = left.rate[origins] * ahead[targets] - less
        return moved

    def _weigh_starts(self, ahead: "Floats", reconnected: "Bools | None") -> "Floats":
        """Return what one more start in each state adds to what is left.

        Where starts in lost states are spread over the others, it is the mean of what is ahead of
        a start, and for a kept state what is ahead of it more than of others.
        """
        if reconnected is None:
            return ahead
        begun = (self.whole.starts * reconnected).sum()
        if not begun:
            return np.zeros_like(ahead)
        mean = (self.whole.starts * ahead).sum() / begun
        started: Floats = mean + reconnected * (ahead - mean) * self.whole.starts.sum() / begun
        return started
