"""How many touches a chain should remember: what predicts the next event best."""

from typing import TYPE_CHECKING, Final

import numpy as np

from attribution.arrays import divide_with_default, sum_by_place
from attribution.choices import MEMORIES

if TYPE_CHECKING:
    from attribution.arrays import Floats, Ints
    from attribution.markov.events import Events

HELD_OUT: Final = 40
"""Customer groups below this number are predicted, the others are learned from."""


def choose_order(events: "Events") -> int:
    """Return the order from 1 to 4 with the smallest loss, the smaller one on ties.

    1 where there is nothing to predict.
    """
    losses = compute_log_losses(events)
    return MEMORIES[min(range(len(losses)), key=lambda place: losses[place])]


def compute_log_losses(events: "Events") -> list[float]:
    """Return the mean log loss of each order from 1 to the alphabet's, 0 without held-out events.

    The next event (a value, or how the path ends) is predicted from the last values, as many as
    there are and the order allows, with p_k = (count + p_{k-1}) / (total + 1) from the other
    groups, backed off down to the uniform (definitions §6).
    """
    alphabet = events.alphabet
    new = events.group < HELD_OUT
    cells = len(events.event)
    held_out = sum_by_place(events.cell[new], events.journeys[new].astype(np.float64), cells)
    learned = sum_by_place(events.cell[~new], events.journeys[~new].astype(np.float64), cells)
    lengths = alphabet.get_lengths(events.context)
    chance = np.full(cells, 1 / (alphabet.values + 2))
    losses = []
    for length in range(alphabet.order + 1):
        longer = np.flatnonzero(lengths >= length)
        context = alphabet.cut_to_last(events.context[longer], length)
        chance[longer] = _sharpen_chances(
            context, events.event[longer], learned[longer], chance[longer]
        )
        loss = -(held_out * np.log(chance)).sum()
        losses.append(float(divide_with_default(np.array(loss), np.array(held_out.sum()), 0)))
    return losses[1:]


def _sharpen_chances(
    context: "Ints", event: "Ints", learned: "Floats", chance: "Floats"
) -> "Floats":
    """Return the chances of events given contexts, backed off to those of shorter contexts."""
    contexts, of_context = np.unique(context, return_inverse=True)
    total = sum_by_place(of_context, learned, len(contexts))
    events, of_pair = np.unique(
        of_context * (int(event.max(initial=0)) + 1) + event, return_inverse=True
    )
    count = sum_by_place(of_pair, learned, len(events))
    sharpened: Floats = (count[of_pair] + chance) / (total[of_context] + 1)
    return sharpened
