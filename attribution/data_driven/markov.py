"""The Markov model computed from a chain's events."""

from typing import TYPE_CHECKING

import numpy as np

from attribution.buckets import GROUPS
from attribution.choices import MEMORIES, Removal
from attribution.data_driven.events import shortened
from attribution.data_driven.first_order import first_order
from attribution.data_driven.order import best_order
from attribution.data_driven.removal import removal_effects
from attribution.data_driven.states import states
from attribution.models.markov import Markov

if TYPE_CHECKING:
    from attribution.arrays import Floats
    from attribution.data_driven.effects import Effects
    from attribution.data_driven.events import Events


def remembered(model: Markov) -> int:
    """Return the order of the chain that has to be counted for a model."""
    return max(MEMORIES) if model.order is None else model.order


def chain_of(events: "Events", model: Markov) -> "Events":
    """Return the events of the chain of a model's order, chosen here where it is automatic."""
    order = best_order(events) if model.order is None else model.order
    return events if order == events.alphabet.order else shortened(events, order)


def effects_of(chain: "Events", model: Markov, weights: "Floats | None" = None) -> "Effects":
    """Return the removal effects of the chain that `chain_of` returns.

    `weights` says how many times each resampling group counts, one row for each replicate, shape
    (replicates, 200); None: one replicate in which each counts once.
    """
    own = np.ones((1, GROUPS)) if weights is None else weights
    if chain.alphabet.order == 1 and model.removal is Removal.NULL:
        return first_order(chain, own)
    return removal_effects(states(chain), own, model.removal)
