"""The Markov model computed from a chain's events."""

from functools import partial
from typing import TYPE_CHECKING, Final

from attribution.choices import Removal
from attribution.markov.events import shorten_contexts
from attribution.markov.first_order import compute_first_order_effects
from attribution.markov.order_selection import choose_order
from attribution.models.markov import Markov

if TYPE_CHECKING:
    from collections.abc import Callable

    from attribution.arrays import Floats
    from attribution.markov.effects import Effects
    from attribution.markov.events import Events


EXACT_VALUES: Final = 64
"""Values up to which every replicate of a chain of order 1 is worked out anew."""


def choose_chain(events: "Events", model: Markov) -> "Events":
    """Return the events of the chain of a model's order, chosen here where it is automatic."""
    order = choose_order(events) if model.order is None else model.order
    return events if order == events.alphabet.order else shorten_contexts(events, order)


def is_linearised(chain: "Events", model: Markov) -> bool:
    """Tell whether replicates of the effects are only right to first order in the weights."""
    exact = chain.alphabet.order == 1 and model.removal is Removal.NULL
    return not (exact and chain.alphabet.values <= EXACT_VALUES)


def make_replicator(chain: "Events", model: Markov) -> "Callable[[Floats], Effects]":
    """Return the function from group weights to the removal effects of a chain.

    The weights say how many times each resampling group counts, whole numbers, one row for each
    replicate, shape (replicates, 200). What all replicates share is worked out once, here: with
    chains that are `is_linearised` nearly everything.
    """
    if is_linearised(chain, model):
        # Here, since chains of order 1 with few values need none of what they take.
        from attribution.markov.removal import compute_losses  # noqa: PLC0415

        return compute_losses(chain, model.removal).effects
    return partial(compute_first_order_effects, chain)
