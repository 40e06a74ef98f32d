"""What the data-driven models of a plan say, from the statistics of all parts."""

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, assert_never

import numpy as np
import polars as pl

from attribution.choices import Allocation
from attribution.markov.effects import Effects
from attribution.markov.estimator import choose_chain, is_linearised, make_replicator
from attribution.markov.events import Events, gather_events
from attribution.models import ByEffect, DataDrivenModel, Markov, ShapleyRate
from attribution.models.markov import get_counted_order
from attribution.parts.buckets import GROUPS
from attribution.shapley import ChannelSets, share_conversion_rates
from attribution.shapley import is_linearised as rough
from attribution.statistics.channel_sets import CHANNEL_SETS
from attribution.statistics.transition_counts import CHAIN, Alphabet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from attribution.arrays import Floats
    from attribution.plan import Plan, View
    from attribution.statistics.statistics import Statistics


class MarkovEstimate(NamedTuple):
    """A Markov model with the chain that it is estimated from."""

    model: Markov
    chain: Events
    effects: "Callable[[Floats], Effects]"
    """Gives the effects in each replicate of group weights, shape (replicates, values)."""
    point: Effects
    """Removal effects from all customers, arrays of shape (1, values)."""

    @property
    def order(self) -> int:
        """Return how many touches the chain remembers."""
        return self.chain.alphabet.order

    @property
    def defined(self) -> bool:
        """Tell whether anything can be said: something converts, and channels matter."""
        return _is_defined(self.point)

    @property
    def by_journey(self) -> bool:
        """Tell whether orders are shared out one by one."""
        return self.model.allocation is Allocation.JOURNEY

    @property
    def linearised(self) -> bool:
        """Tell whether replicates are computed to first order only."""
        return is_linearised(self.chain, self.model)


class ShapleyEstimate(NamedTuple):
    """A Shapley model of conversion rates with the sets that it is estimated from."""

    sets: ChannelSets
    point: Effects
    """Parts of all conversions and of all revenue, arrays of shape (1, values)."""

    @property
    def defined(self) -> bool:
        """Tell whether anything can be said: something converts."""
        return _is_defined(self.point)

    @property
    def by_journey(self) -> bool:
        """Tell whether orders are shared out one by one: the parts are of all orders at once."""
        return False

    @property
    def linearised(self) -> bool:
        """Tell whether replicates are computed to first order only."""
        return rough(self.sets)

    def effects(self, weights: "Floats") -> Effects:
        """Return the parts in each replicate of groups, arrays of shape (replicates, values)."""
        return Effects(*share_conversion_rates(self.sets, weights))


def _is_defined(point: Effects) -> bool:
    one = np.ones(1)
    return all(bool(np.isfinite(credit).all()) for credit in point.credit(one, one))


Estimate = MarkovEstimate | ShapleyEstimate
"""What one data-driven model says in one view."""


def make_estimates(
    statistics: "Statistics", plan: "Plan", values: int
) -> "dict[tuple[View, int], Estimate]":
    """Return the estimates of every data-driven model, by view and position in the plan."""
    found: dict[tuple[View, int], Estimate] = {}
    for number, (view, places) in enumerate(plan.views.items()):
        learning = [(place, plan.models[place].model) for place in places]
        memories = [get_counted_order(model) for _, model in learning if isinstance(model, Markov)]
        events = (
            _gather_events(statistics, number, Alphabet(values, max(memories)))
            if memories
            else None
        )
        for place, model in learning:
            if isinstance(model, DataDrivenModel):
                found[view, place] = _make_estimate(statistics, number, values, model, events)
    return found


def _make_estimate(
    statistics: "Statistics",
    number: int,
    values: int,
    model: DataDrivenModel,
    events: Events | None,
) -> Estimate:
    if isinstance(model, Markov) and events is not None:
        chain = choose_chain(events, model)
        effects = make_replicator(chain, model)
        return MarkovEstimate(model, chain, effects, effects(np.ones((1, GROUPS))))
    if isinstance(model, ShapleyRate):
        rows = statistics.sets.filter(pl.col("view") == number)
        sets = ChannelSets(values, *(rows[name].to_numpy() for name in CHANNEL_SETS))
        return ShapleyEstimate(sets, Effects(*share_conversion_rates(sets, np.ones((1, GROUPS)))))
    raise TypeError(model)


def _gather_events(statistics: "Statistics", number: int, alphabet: Alphabet) -> Events:
    rows = statistics.chains.filter(pl.col("view") == number)
    return gather_events([rows[name].to_numpy() for name in CHAIN], alphabet)


def select_by_effect(
    found: "Mapping[tuple[View, int], Estimate]",
) -> "dict[tuple[View, int], ByEffect]":
    """Return the models that share orders out one by one, where their effects are defined."""
    return {
        key: ByEffect(estimate.point.conversions[0], estimate.point.revenue[0])
        for key, estimate in found.items()
        if estimate.by_journey and estimate.defined
    }


def share_by_journey(
    found: "Mapping[tuple[View, int], Estimate]",
) -> "dict[tuple[View, int], Estimate]":
    """Return the same models as if all of them shared orders out one by one.

    Shapley values of conversion rates are of all orders at once, and say nothing of some.
    """
    return {key: _share_one_by_one(estimate) for key, estimate in found.items()}


def _share_one_by_one(estimate: Estimate) -> Estimate:
    match estimate:
        case MarkovEstimate():
            model = replace(estimate.model, allocation=Allocation.JOURNEY)
            return estimate._replace(model=model)
        case ShapleyEstimate():
            return estimate._replace(point=estimate.point.blank())
        case _:
            assert_never(estimate)
