"""The facets of the credit that a plan asks for, beside the whole of it."""

from typing import TYPE_CHECKING, NamedTuple, assert_never

import polars as pl

from attribution.models import Participation
from attribution.models.shapley import share_by_touch
from attribution.plan import Facet, OrderDays, TouchDays
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
    from collections.abc import Iterable, Mapping, Sequence

    from attribution.models import ByEffect
    from attribution.parts.parts import Part
    from attribution.plan import AnyFacet, Plan, View
    from attribution.statistics.observed import ObservedPart
    from attribution.statistics.statistics import Placed


class FacetSums(NamedTuple):
    """What the models give to the orders of one facet, or to the touches of its days.

    Data-driven models share each order among the touches of its journey, whatever their
    allocation; those that cannot have no rows. Of touches models that are not additive have none.
    """

    credit: pl.DataFrame
    """As `Statistics.credit`."""
    people: pl.DataFrame
    """As `Statistics.people`."""
    pairs: pl.DataFrame
    """As `Allocations.pairs`; where touches have days, `other` is of any day."""
    orders: pl.DataFrame
    """As `Statistics.orders`; empty where touches have days, since whole orders have none."""


def measure_facets(
    part: "Part", plan: "Plan", models: "Mapping[tuple[View, int], ByEffect]"
) -> tuple[FacetSums, ...]:
    """Return the facets of a plan in one part; `models` are the data-driven ones, once known."""
    seen = observe_part(part, plan)
    return tuple(_measure_facet(seen, facet, models) for facet in plan.facets)


def _measure_facet(
    seen: "ObservedPart", facet: "AnyFacet", models: "Mapping[tuple[View, int], ByEffect]"
) -> FacetSums:
    match facet:
        case Facet.NEW:
            return _sum_up(seen.keep_new_customers(), models)
        case OrderDays():
            return _sum_up(seen.select_days(facet), models)
        case TouchDays():
            every = seen.keep_all_orders(facet.until)
            some = every.keep_new_customers() if facet.new else every
            return _keep_periods(_sum_up(some, models, facet), facet)
        case _:
            assert_never(facet)


def _sum_up(
    seen: "ObservedPart",
    models: "Mapping[tuple[View, int], ByEffect]",
    days: TouchDays | None = None,
) -> FacetSums:
    """Return what is given of the credited orders; with days values are cells of a `Filing`."""
    credit, people, pairs = RowTable(CREDIT), RowTable(PEOPLE), RowTable(PAIRS)
    for view, places in seen.plan.views.items():
        rules, learning = split_models(seen.plan, places)
        rules = rules if days is None else _choose_divisible(rules)
        learned = [(place, models[view, place]) for place in places if (view, place) in models]
        for tally, place in sum_credit(seen, view, [*rules, *learned], days, contributors=True):
            credit.add(tally.build_credit_columns(view.position, place, seen.first_group))
            if place not in {other for other, _ in learning}:
                people.add(tally.build_people_columns(view.position, place))
        # Of data-driven models, whom each value reached, under the first: see `measure_part`.
        reaching = [(place, Participation()) for place, _ in learning[:1]]
        for tally, place in sum_credit(seen, view, reaching, days, contributors=True):
            people.add(tally.build_people_columns(view.position, place))
        for place, model in learned:
            pairs.add(build_pair_columns(seen, view, place, model, days))
    return FacetSums(
        credit.to_table(), people.to_table(), pairs.to_table(), build_order_table(seen)
    )


def _choose_divisible(rules: "Sequence[Placed]") -> "list[Placed]":
    """Return the models that have a part of the order for each touch."""
    return [(place, share_by_touch(model)) for place, model in rules if model.additive]


def _keep_periods(sums: FacetSums, days: TouchDays) -> FacetSums:
    """Return the sums of the periods alone, cells being values again and named periods blocks."""
    return FacetSums(
        _tell_values(sums.credit, days),
        _tell_values(sums.people, days),
        _tell_values(sums.pairs, days),
        sums.orders.clear(),
    )


def _tell_values(table: pl.DataFrame, days: TouchDays) -> pl.DataFrame:
    """Return the rows of the periods; where each is a block, customers of all blocks have none."""
    places, cell = days.places, pl.col("value")
    known = pl.Series(places, dtype=pl.Int64)
    period = known.gather((table["value"] % len(places)).cast(pl.UInt32)).alias("period")
    told = table.with_columns(cell // len(places), period).filter(pl.col("period").is_not_null())
    block = pl.col("period").alias("block") if days.names else pl.col("block")
    return told.with_columns(block).drop("period")


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
