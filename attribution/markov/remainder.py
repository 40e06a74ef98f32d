"""What is left of a chain without one value, by walking on through the states that are left."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from attribution.arrays import divide_with_default, sum_by_place
from attribution.choices import Removal

if TYPE_CHECKING:
    from attribution.arrays import Bools, Floats
    from attribution.markov.chain import Chain
    from attribution.markov.moves import Moves


@dataclass(frozen=True, slots=True)
class Remainder:
    """What is left of a chain without one value; arrays over the states, 0 where they are lost."""

    left: "Floats"
    """Conversions and revenue, shape (2,)."""
    rate: "Floats"
    """Mean visits for each time that what is left of a state's row was counted."""
    ahead: "Floats"
    """Conversions and revenue expected from a visit on, shape (2, states)."""
    reconnected: "Bools | None" = None
    """States that do not hold the value, where rows are spread over them; None: rows are not."""


def remove_value(whole: "Chain", value: int, removal: Removal) -> Remainder:
    """Return what is left of the chain without a value.

    y = a + yQ is solved over the states that are left, for the mean visits y. What is ahead, h,
    is found as the visits that will convert, which are those of the chain walked backwards. Both
    are only solved closely: what is left, y r, is corrected by what the balance of y misses times
    h, so that its error is the product of their two small errors.
    """
    kept = ~whole.states.holding[:, value]
    starts, divisor, reconnected = whole.starts * kept, whole.visits, None
    if removal is Removal.RECONNECT:
        starts *= divide_with_default(whole.starts.sum(), starts.sum(), 0)
        divisor, reconnected = whole.visits - _count_followed(whole, value, kept), kept
        kept = _can_end(whole, kept)
    growth = divide_with_default(whole.visits, divisor, 0)
    per_count = growth / whole.visits
    starts *= kept
    forward = whole.forward.restrict_to(kept, growth)
    visits = forward.count_visits(starts, whole.visits * kept)
    ahead = _compute_fates(whole, kept, whole.backward.restrict_to(kept, growth)) * per_count
    left = (visits * per_count * whole.worth).sum(axis=1)
    left += (forward.compute_residual(starts, visits) * ahead).sum(axis=1)
    return Remainder(left, visits * per_count, ahead, reconnected)


def _compute_fates(whole: "Chain", kept: "Bools", backward: "Moves") -> "Floats":
    """Return how many visits of each state would convert, and bring in, shape (2, states).

    Revenue is guessed to fall as conversions do.
    """
    falls = np.ones(len(kept))
    found: list[Floats] = []
    for worth, before in zip(whole.worth, whole.fates, strict=True):
        found.append(backward.count_visits(worth * kept, before * kept * falls))
        falls = divide_with_default(found[0], before, 0)
    return np.stack(found)


def _count_followed(whole: "Chain", value: int, kept: "Bools") -> "Floats":
    """Return how often each kept state was left for one that holds the value."""
    states = whole.states
    lost = np.flatnonzero(states.events.event[states.moves] == value)
    followed = sum_by_place(states.origins[lost], whole.journeys[states.moves[lost]], len(kept))
    followed *= kept
    return followed


def _can_end(whole: "Chain", kept: "Bools") -> "Bools":
    """Tell which of some states can come to an end: others may go round for ever."""
    from scipy.sparse import csr_array, hstack, vstack  # noqa: PLC0415 - see `moves`
    from scipy.sparse.csgraph import breadth_first_order  # noqa: PLC0415 - the same

    order = whole.forward.order
    places = np.flatnonzero(kept[order])
    ends = whole.states.count_ends(whole.journeys)[order[places]]
    back = vstack([whole.forward.shares[places][:, places], csr_array(ends[None])])
    back = hstack([back, csr_array((len(places) + 1, 1))], format="csr")
    found = breadth_first_order(back, len(places), return_predecessors=False)
    ending = np.zeros_like(kept)
    ending[order[places[found[1:]]]] = True
    return ending
