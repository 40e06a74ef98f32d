"""What is left of a chain of order 1 without each value: all of it from one inverse."""

from typing import TYPE_CHECKING, Final

import numpy as np

from attribution.markov.first_order import invert_matrices
from attribution.markov.remainder import Remainder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.markov.chain import Chain

MOST: Final = 1_000
"""States of which an inverse is affordable: more are solved one by one."""


def compute_rank_one_remainders(whole: "Chain") -> "Iterator[Remainder]":
    """Yield what is left without each of the held values, ascending, removal null.

    With F = (I - Q)⁻¹, to delete the state c takes y_c F_cs / F_cc of the mean visits y_s, and
    F_sc h_c / F_cc of what is ahead of s, h_s (definitions §6).
    """
    states, size = whole.states, len(whole.visits)
    moves = np.zeros((size, size))
    moves[states.origins, states.targets] = whole.journeys[states.moves]
    inverse = invert_matrices((np.eye(size) - moves / whole.visits[:, None])[None])[0]
    ahead = (inverse[None] * (whole.worth / whole.visits)[:, None, :]).sum(axis=2)
    for state in range(size):
        reached = whole.visits[state] / inverse[state, state]
        rate = 1 - reached * inverse[state] / whole.visits
        lost = ahead[:, state, None] * inverse[:, state] / inverse[state, state]
        rest = ahead - lost
        rate[state] = rest[:, state] = 0
        yield Remainder((rate * whole.worth).sum(axis=1), rate, rest)
