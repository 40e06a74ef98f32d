"""The states of a chain of any order: windows of the last values, and what moves between them."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from attribution.arrays import sum_by_place

if TYPE_CHECKING:
    from attribution.arrays import Bools, Floats, Ints
    from attribution.markov.events import Events


@dataclass(frozen=True)
class States:
    """The windows that occur, and which of the events are starts, moves and ends of theirs.

    Places of events are positions in `events.event`; states are positions in `windows`.
    """

    events: "Events"
    windows: "Ints"
    """Contexts of full length, and those of paths that are shorter, ascending."""
    starts: "Ints"
    """Places of the events that complete a path's first window."""
    started: "Ints"
    """The states that they lead to."""
    short: "Ints"
    """Places of the events that end a path shorter than a window: it starts there as well."""
    moves: "Ints"
    """Places of the events that lead from state to state."""
    origins: "Ints"
    targets: "Ints"
    ends: "Ints"
    """Places of the events that end a path."""
    ended: "Ints"
    """The states that they leave."""

    @cached_property
    def holding(self) -> "Bools":
        """Tell of each state which values its window holds, shape (states, values)."""
        base, order = self.events.alphabet.base, self.events.alphabet.order
        holding = np.zeros((len(self.windows), base), dtype=np.bool_)
        for place in range(order):
            holding[np.arange(len(self.windows)), self.windows // base**place % base] = True
        return holding[:, 1:]

    @cached_property
    def latest(self) -> "Ints":
        """Return the code of the last value of each window."""
        return self.windows % self.events.alphabet.base - 1

    @cached_property
    def started_short(self) -> "Ints":
        """The states of the paths that are shorter than a window."""
        return np.searchsorted(self.windows, self.events.context[self.short])

    @cached_property
    def converting(self) -> "Bools":
        """Tell which of the events that end a path are conversions."""
        converting: Bools = self.events.event[self.ends] == self.events.alphabet.conversion
        return converting

    def count_starts(self, journeys: "Floats") -> "Floats":
        """Return how many paths start in each state, given how often each event happened."""
        places = np.concatenate([self.started, self.started_short])
        happened = journeys[np.concatenate([self.starts, self.short])]
        return sum_by_place(places, happened, len(self.windows))

    def sum_conversions(self, amounts: "Floats") -> "Floats":
        """Return the sum of an amount over the conversions that leave each state."""
        ended, ends = self.ended[self.converting], self.ends[self.converting]
        return sum_by_place(ended, amounts[ends], len(self.windows))

    def count_ends(self, journeys: "Floats") -> "Floats":
        """Return how many paths end in each state, in an order or in nothing."""
        return sum_by_place(self.ended, journeys[self.ends], len(self.windows))

    def count_visits(self, journeys: "Floats") -> "Floats":
        """Return how often each state was left, which is how often it was visited."""
        places = np.concatenate([self.origins, self.ended])
        happened = journeys[np.concatenate([self.moves, self.ends])]
        return sum_by_place(places, happened, len(self.windows))


def build_states(events: "Events") -> States:
    """Return the states of a chain of the alphabet's order (definitions §6)."""
    alphabet = events.alphabet
    lengths, full = alphabet.get_lengths(events.context), alphabet.order
    next_window = alphabet.cut_to_last(events.context * alphabet.base + events.event + 1, full)
    starts = np.flatnonzero(~events.ends & (lengths == full - 1))
    moves = np.flatnonzero(~events.ends & (lengths == full))
    ends = np.flatnonzero(events.ends)
    left, led = events.context[moves], next_window[moves]
    windows = np.unique(np.concatenate([next_window[starts], led, events.context[ends]]))
    places = (next_window[starts], left, led, events.context[ends])
    started, origins, targets, ended = (np.searchsorted(windows, each) for each in places)
    short = ends[lengths[ends] < full]
    return States(events, windows, starts, started, short, moves, origins, targets, ends, ended)
