"""Models that learn from all journeys, as what they give journey by journey."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from attribution.choices import Allocation
from attribution.estimates import make_estimates, select_by_effect
from attribution.models import DataDrivenModel, Markov
from attribution.statistics.statistics import add_statistics, measure_part

if TYPE_CHECKING:
    from attribution.models import ByEffect
    from attribution.plan import NamedModel, Plan
    from attribution.results import PartMapper


def learn_effects(plan: "Plan", values: int, run: "PartMapper") -> "dict[str, ByEffect]":
    """Return the data-driven models of a plan, by name, once their effects are known.

    `values` counts those of the dimension. Models that the data say nothing about are left out,
    and so are those that share all orders at once. Nothing is run where nothing learns.
    """
    learning = tuple(named for named in plan.models if isinstance(named.model, DataDrivenModel))
    if not learning:
        return {}
    alone = replace(plan, models=tuple(map(_share_by_journey, learning)))
    statistics = add_statistics(run(partial(measure_part, plan=alone)))
    found = select_by_effect(make_estimates(statistics, alone, values))
    return {alone.models[place].name: model for (_, place), model in found.items()}


def _share_by_journey(named: "NamedModel") -> "NamedModel":
    """Return a model that, where it is a chain, shares each order among its own touches."""
    if not isinstance(named.model, Markov):
        return named
    return named._replace(model=replace(named.model, allocation=Allocation.JOURNEY))


def with_effects(plan: "Plan", known: "dict[str, ByEffect]") -> "Plan":
    """Return a plan whose data-driven models are those known, without the others.

    The touches of everybody are still looked at where that was so.
    """
    models = tuple(
        named._replace(model=known.get(named.name, named.model))
        for named in plan.models
        if named.name in known or not isinstance(named.model, DataDrivenModel)
    )
    return replace(plan, models=models, nonconverting=plan.everybody)
