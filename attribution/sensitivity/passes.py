"""All losses of a plan in the passes that one of them takes."""

from functools import partial
from typing import TYPE_CHECKING

from attribution.estimates import make_estimates, select_by_effect
from attribution.parts.parts import drop_lost_touches
from attribution.results import AttributionResults
from attribution.statistics.statistics import (
    add_allocations,
    add_statistics,
    allocate_part,
    measure_part,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.lost_touches import Loss
    from attribution.models import ByEffect
    from attribution.parts.parts import Part
    from attribution.parts.vocabulary import Vocabulary
    from attribution.plan import Plan, View
    from attribution.results import PartMapper
    from attribution.statistics.statistics import Allocations, Statistics

    Models = dict[tuple[View, int], ByEffect]


def run_lossy_plan(
    plan: "Plan", values: "Vocabulary", run: "PartMapper", losses: "Sequence[Loss]", seed: int
) -> list[AttributionResults]:
    """Return what a plan without blocks and facets comes to under each loss.

    Parts need keys of their touches. Passes cost more than rows where these are few and the parts
    are elsewhere.
    """
    measured = run(partial(_measure_thinned, plan=plan, losses=losses, seed=seed))
    statistics = [add_statistics(parts) for parts in zip(*measured, strict=True)]
    learned = [make_estimates(each, plan, len(values.names)) for each in statistics]
    models = [select_by_effect(each) for each in learned]
    allocated: list[Allocations | None] = [None] * len(losses)
    if any(models):
        shared = run(partial(_allocate_thinned, plan=plan, models=models, losses=losses, seed=seed))
        allocated = [
            add_allocations(parts) if own else None
            for own, parts in zip(models, zip(*shared, strict=True), strict=True)
        ]
    return [
        AttributionResults(plan, *each, values, None)
        for each in zip(statistics, learned, allocated, strict=True)
    ]


def _measure_thinned(
    part: "Part", plan: "Plan", losses: "Sequence[Loss]", seed: int
) -> "list[Statistics]":
    return [measure_part(drop_lost_touches(part, loss, seed), plan) for loss in losses]


def _allocate_thinned(
    part: "Part", plan: "Plan", models: "Sequence[Models]", losses: "Sequence[Loss]", seed: int
) -> "list[Allocations]":
    return [
        allocate_part(drop_lost_touches(part, loss, seed), plan, own)
        for loss, own in zip(losses, models, strict=True)
    ]
