"""The facets of the credit that a plan asks for, beside the whole of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

import polars as pl

from attribution.models import Participation
from attribution.plan import Facet, OrderDays
from attribution.statistics.credit import CREDIT
from attribution.statistics.customer_counts import PEOPLE
from attribution.statistics.observed import observe_part
from attribution.statistics.pairs import PAIRS, add_pairs
from attribution.statistics.statistics import (
    RowTable,
    build_order_table,
    build_pair_columns,
    split_models,
    sum_credit,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from attribution.models import ByEffect
    from attribution.parts.parts import Part
    from attribution.plan import Plan, View
    from attribution.statistics.observed import ObservedPart


@dataclass(frozen=True, slots=True)
class FacetSums:
    """What the models give to the orders of one facet.

    Data-driven models share each order among the touches of its journey, whatever their
    allocation; those that cannot have no rows.
    """

    credit: pl.DataFrame
    """As `Statistics.credit`."""
    people: pl.DataFrame
    """As `Statistics.people`."""
    pairs: pl.DataFrame
    """As `Allocations.pairs`."""
    orders: pl.DataFrame
    """As `Statistics.orders`."""


def measure_facets(
    part: "Part", plan: "Plan", models: "Mapping[tuple[View, int], ByEffect]"
) -> tuple[FacetSums, ...]:
    """Return the facets of a plan in one part; `models` are the data-driven ones, once known."""
    seen = observe_part(part, plan)
    return tuple(_measure_facet(_select_facet(seen, facet), models) for facet in plan.facets)


def _select_facet(seen: "ObservedPart", facet: Facet | OrderDays) -> "ObservedPart":
    match facet:
        case Facet.NEW:
            return seen.keep_new_customers()
        case OrderDays():
            return seen.select_days(facet)
        case _:
            assert_never(facet)


def _measure_facet(
    seen: "ObservedPart", models: "Mapping[tuple[View, int], ByEffect]"
) -> FacetSums:
    credit, people, pairs = RowTable(CREDIT), RowTable(PEOPLE), RowTable(PAIRS)
    for view, places in seen.plan.views.items():
        rules, learning = split_models(seen.plan, places)
        learned = [(place, models[view, place]) for place in places if (view, place) in models]
        for tally, place in sum_credit(seen, view, [*rules, *learned], contributors=True):
            credit.add(tally.build_credit_columns(view.position, place, seen.first_group))
            if place not in {other for other, _ in learning}:
                people.add(tally.build_people_columns(view.position, place))
        # Of data-driven models, whom each value reached, under the first: see `measure_part`.
        reaching = [(place, Participation()) for place, _ in learning[:1]]
        for tally, place in sum_credit(seen, view, reaching, contributors=True):
            people.add(tally.build_people_columns(view.position, place))
        for place, model in learned:
            pairs.add(build_pair_columns(seen, view, place, model))
    return FacetSums(
        credit.to_table(), people.to_table(), pairs.to_table(), build_order_table(seen)
    )


def add_facets(parts: "Iterable[tuple[FacetSums, ...]]") -> tuple[FacetSums, ...]:
    """Return the sums over the parts, given in their order."""
    return tuple(_add_facet(each) for each in zip(*parts, strict=True))


def _add_facet(parts: "Iterable[FacetSums]") -> FacetSums:
    some = list(parts)
    return FacetSums(
        pl.concat(each.credit for each in some),
        pl.concat(each.people for each in some),
        add_pairs(each.pairs for each in some),
        pl.concat(each.orders for each in some),
    )
