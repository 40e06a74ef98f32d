"""The Markov model computed from a chain's events."""

from functools import partial
from typing import TYPE_CHECKING, Final

from attribution.choices import MEMORIES, Removal
from attribution.data_driven.events import shortened
from attribution.data_driven.first_order import first_order
from attribution.data_driven.order import best_order
from attribution.data_driven.removal import losses
from attribution.data_driven.states import states
from attribution.models.markov import Markov

if TYPE_CHECKING:
    from collections.abc import Callable

    from attribution.arrays import Floats
    from attribution.data_driven.effects import Effects
    from attribution.data_driven.events import Events

EXACT_VALUES: Final = 64
"""Values up to which every replicate of a chain of order 1 is worked out anew."""


def remembered(model: Markov) -> int:
    """Return the order of the chain that has to be counted for a model."""
    return max(MEMORIES) if model.order is None else model.order


def chain_of(events: "Events", model: Markov) -> "Events":
    """Return the events of the chain of a model's order, chosen here where it is automatic."""
    order = best_order(events) if model.order is None else model.order
    return events if order == events.alphabet.order else shortened(events, order)


def linearised(chain: "Events", model: Markov) -> bool:
    """Tell whether replicates of the effects are only right to first order in the weights."""
    exact = chain.alphabet.order == 1 and model.removal is Removal.NULL
    return not (exact and chain.alphabet.values <= EXACT_VALUES)


def replicable(chain: "Events", model: Markov) -> "Callable[[Floats], Effects]":
    """Return the function from group weights to the removal effects of a chain.

    The weights say how many times each resampling group counts, whole numbers, one row for each
    replicate, shape (replicates, 200). What all replicates share is worked out once, here: with
    chains that are `linearised` nearly everything.
    """
    if linearised(chain, model):
        return losses(states(chain), model.removal).effects
    return partial(first_order, chain)
