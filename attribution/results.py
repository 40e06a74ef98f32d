"""Everything the parts of the customers say together, however they are run."""

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np

from attribution.estimates import (
    ShapleyEstimate,
    make_estimates,
    select_by_effect,
    share_by_journey,
)
from attribution.parts.vocabulary import Vocabulary
from attribution.plan import Facet
from attribution.statistics.facets import add_facets, measure_facets
from attribution.statistics.statistics import (
    Allocations,
    add_allocations,
    add_statistics,
    allocate_part,
    measure_part,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from attribution.estimates import Estimate
    from attribution.parts.parts import Part
    from attribution.paths.plan import PathPlan
    from attribution.paths.statistics import PathStatistics
    from attribution.plan import AnyFacet, Plan, TouchDays, View
    from attribution.statistics.facets import FacetSums
    from attribution.statistics.statistics import Statistics

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AttributionResults:
    """The statistics of a plan and what its data-driven models make of them."""

    plan: "Plan"
    statistics: "Statistics"
    estimates: "Mapping[tuple[View, int], Estimate]"
    """Of each data-driven model, by view and position in the plan."""
    allocated: "Allocations | None"
    """What those give order by order that do; None where none does."""
    values: "Vocabulary"
    """Of the dimension."""
    blocks: "Vocabulary | None"
    """Of the order attribute that the report is broken down by; None: not broken down."""
    left_out: "tuple[str, ...]" = ()
    """Names of the chains that nobody asks for and that take long: the plan is without them."""
    facets: "Mapping[AnyFacet, FacetSums]" = field(default_factory=dict)
    """Of each facet that the plan asks for."""
    paths: "PathStatistics | None" = None
    """Of the journeys, where they were counted in the same pass."""
    dated: bool = False
    """Whether credit has the days of its touches: there are no orders then whose number it is a
    part of, only the credit itself."""

    parted: "AttributionResults | None" = None
    """The same in the blocks of the report, where these are periods of the touches."""

    def select_days(
        self, days: "TouchDays", periods: "TouchDays | None" = None
    ) -> "AttributionResults":
        """Return the same of the touches of some days, which the named periods are parts of.

        Its facet of new customers is that of the same touches, where the plan asks for it.
        """
        found = replace(self.select_facet(days), dated=True)
        if days.names:
            found = replace(found, blocks=Vocabulary(days.names, np.zeros(0, dtype=np.uint8)))
        new = self.facets.get(replace(days, new=True))
        return replace(
            found,
            facets={} if new is None else {Facet.NEW: new},
            parted=None if periods is None else self.select_days(periods),
        )

    def select_facet(self, facet: "AnyFacet") -> "AttributionResults":
        """Return the same of one facet alone, as if all models shared orders out one by one."""
        sums = self.facets[facet]
        return replace(
            self,
            statistics=self.statistics._replace(
                credit=sums.credit, people=sums.people, orders=sums.orders
            ),
            estimates=share_by_journey(self.estimates),
            allocated=Allocations(sums.credit.clear(), sums.pairs),
            facets={},
        )

    @property
    def indivisible(self) -> "tuple[int, ...]":
        """Return the positions of the models that give a single touch no part of an order."""
        rates = {
            place
            for (_, place), each in self.estimates.items()
            if isinstance(each, ShapleyEstimate)
        }
        models = enumerate(self.plan.models)
        return tuple(at for at, each in models if at in rates or not each.model.additive)

    def find_learner(self, view: "View") -> int:
        """Return the position of the first data-driven model of a view: `reach` is filed there."""
        return min(place for other, place in self.estimates if other == view)

    @property
    def undefined(self) -> "tuple[int, ...]":
        """Return the positions of the models that are undefined in some view."""
        return tuple(
            sorted({place for (_, place), each in self.estimates.items() if not each.defined})
        )


class PartMapper(Protocol):
    """A way to run a function over the parts."""

    def __call__(self, function: "Callable[[Part], T]") -> "Iterable[T]":
        """Return the function's results in the order of the parts."""


def run_plan(
    plan: "Plan",
    values: "Vocabulary",
    blocks: "Vocabulary | None",
    run: PartMapper,
    paths: "PathPlan | None" = None,
) -> AttributionResults:
    """Return what a plan comes to; only models that share out orders one by one run twice.

    `paths` are counted in the same pass where they are asked for: the plan has to look at journeys
    without an order where they do. Chains that nobody asks for are left out where they take long.
    Raises TooManyStatesError, and ValueError where a model shares out all orders at once and there
    are blocks, of whose orders it can say nothing.
    """
    chains = plan.find_long_chains(len(values.names))
    left_out = tuple(named.name for named in chains if not named.chosen)
    if left_out:
        shown = tuple(named for named in plan.models if named.name not in left_out)
        plan = replace(plan, models=shown)
    statistics, counted = _count_parts(plan, paths, run)
    learned = make_estimates(statistics, plan, len(values.names))
    if blocks is not None and not all(each.by_journey for each in learned.values()):
        text = "data-driven models need allocation: journey to be broken down by orders"
        raise ValueError(text)
    models = select_by_effect(learned)
    shared = (
        add_allocations(run(partial(allocate_part, plan=plan, models=models))) if models else None
    )
    facets = _run_facets(plan, learned, run)
    return AttributionResults(
        plan, statistics, learned, shared, values, blocks, left_out, facets, counted
    )


def _count_parts(
    plan: "Plan", paths: "PathPlan | None", run: PartMapper
) -> "tuple[Statistics, PathStatistics | None]":
    if paths is None:
        return add_statistics(run(partial(measure_part, plan=plan))), None
    # Here, since most comparisons count no journeys.
    from attribution.single_pass import count_both  # noqa: PLC0415

    return count_both(run, plan, paths)


def _run_facets(
    plan: "Plan", learned: "Mapping[tuple[View, int], Estimate]", run: PartMapper
) -> "dict[AnyFacet, FacetSums]":
    """Return the facets of a plan, for which the parts are gone through once more."""
    if not plan.facets:
        return {}
    models = select_by_effect(share_by_journey(learned))
    sums = add_facets(run(partial(measure_facets, plan=plan, models=models)))
    return dict(zip(plan.facets, sums, strict=True))
