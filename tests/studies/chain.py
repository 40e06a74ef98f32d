"""A chain that journeys are drawn from, and what it says about them without drawing any."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from attribution.arrays import Floats, Ints

LONGEST: Final = 60
"""Touches of a journey; longer ones come about less than once in a billion."""


@dataclass(frozen=True, slots=True)
class Chain:
    """States, each of which is a touch with a channel; arrays of shape (states,)."""

    channel: "Ints"
    """Code of the channel of each state."""
    start: "Floats"
    """Probability that a journey begins in each state."""
    moves: "Floats"
    """Probability of each state (row) to be followed by each other, shape (states, states)."""
    converts: "Floats"
    """Probability that an order follows; what is left of the row is the probability of nothing."""
    basket: "Floats"
    """Mean revenue of an order that follows, in currency units."""

    @property
    def channels(self) -> int:
        return int(self.channel.max()) + 1

    @property
    def worth(self) -> "Floats":
        """Return what leaving each state brings, shape (2, states): orders, and their revenue."""
        return np.stack([self.converts, self.converts * self.basket])

    @property
    def visits(self) -> "Floats":
        """Return how often a journey visits each state, on average."""
        staying = np.eye(len(self.start)) - self.moves.T
        return np.linalg.solve(staying, self.start).astype(np.float64, copy=False)

    @property
    def total(self) -> "Floats":
        """Return orders and revenue of a journey, on average, shape (2,)."""
        return self.worth @ self.visits

    def without(self, channel: int) -> "Chain":
        """Return the chain in which whoever comes to a channel is lost."""
        kept = self.channel != channel
        return replace(self, start=self.start * kept, moves=self.moves * kept)

    def linear(self) -> "Floats":
        """Return the linear credit of each channel for a journey, on average.

        Shape (2, channels): orders and revenue. The chance to be at a state at each step, times
        what comes at each number of further steps, divided by the length of such a journey.
        """
        here, ahead = [self.start], [self.worth]
        for _ in range(LONGEST):
            here.append(here[-1] @ self.moves)
            ahead.append(ahead[-1] @ self.moves.T)
        credit = np.zeros_like(self.worth)
        for length in range(1, LONGEST + 1):
            for step in range(length):
                credit += here[step] * ahead[length - 1 - step] / length
        return self._by_channel(credit)

    def removal(self) -> "Floats":
        """Return the share of orders and of revenue lost without a channel, (2, channels)."""
        left = np.stack([self.without(code).total for code in range(self.channels)], axis=1)
        effects: Floats = 1 - left / self.total[:, None]
        return effects

    def _by_channel(self, amounts: "Floats") -> "Floats":
        return np.stack([np.bincount(self.channel, each, self.channels) for each in amounts])


def shared(effects: "Floats", totals: "Floats") -> "Floats":
    """Return totals, shape (n,), shared out in proportion to effects, shape (n, channels)."""
    parts: Floats = effects / effects.sum(axis=1, keepdims=True) * totals[:, None]
    return parts
