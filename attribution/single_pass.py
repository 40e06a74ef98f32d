"""A comparison, and the journeys it stands on, counted in one pass over the parts.

Touches are put in order and journeys found once for both, unless those of journeys are kept by
resampling group.
"""

from functools import partial
from typing import TYPE_CHECKING

from attribution.paths.statistics import (
    add_path_statistics,
    measure_observed_paths,
    measure_paths,
)
from attribution.statistics.observed import observe_part
from attribution.statistics.statistics import add_statistics, measure_observed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from attribution.parts.parts import Part
    from attribution.paths.plan import PathPlan
    from attribution.paths.statistics import PathStatistics
    from attribution.plan import Plan
    from attribution.statistics.statistics import Statistics

    PartStatistics = tuple[Statistics, PathStatistics]


def measure_both(part: "Part", plan: "Plan", paths: "PathPlan") -> "PartStatistics":
    """Return what one part says of the models, and of its journeys.

    Both plans have the same first window, dimension and range; the first looks at the journeys
    without an order where the second does.
    """
    seen = observe_part(part, plan)
    if paths.grouped:
        return measure_observed(seen), measure_paths(part, paths)
    return measure_observed(seen), measure_observed_paths(seen, paths)


def count_both(
    run: "Callable[[Callable[[Part], PartStatistics]], Iterable[PartStatistics]]",
    plan: "Plan",
    paths: "PathPlan",
) -> "PartStatistics":
    """Return what all parts say together, given a way to run a function over them."""
    statistics: list[Statistics] = []

    def iterate_paths() -> "Iterator[PathStatistics]":
        for own, counted in run(partial(measure_both, plan=plan, paths=paths)):
            statistics.append(own)
            yield counted

    counted = add_path_statistics(iterate_paths())
    return add_statistics(statistics), counted
