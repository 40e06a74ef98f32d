"""What data-driven models are given to learn from, against the plain-Python reference."""

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given

from attribution.models import DataDrivenModel, Markov, ShapleyRate
from attribution.statistics.transition_counts import Alphabet
from tests.attribution import reference, reference_models, reference_walks
from tests.attribution.reference_models import UNATTRIBUTED
from tests.attribution.shop import Shop, parts_of, statistics_of
from tests.attribution.strategies import EXPRESSIONS, cases
from tests.examples import examples

if TYPE_CHECKING:
    from attribution.parts.parts import Parts
    from attribution.plan import Plan, View
    from attribution.statistics.statistics import Statistics
    from tests.attribution.reference_walks import Event, Outcome, Value

    People = dict[tuple[int, int, Value, Value], set[str]]

ALL = "(all)"


def learning(plan: "Plan") -> "list[tuple[int, View, list[int]]]":
    """Return the views that data-driven models look at, with their numbers and those models."""
    found = []
    for number, (view, places) in enumerate(plan.views.items()):
        mine = [p for p in places if isinstance(plan.models[p].model, DataDrivenModel)]
        if mine:
            found.append((number, view, mine))
    return found


def decoded(context: int, alphabet: Alphabet, names: "tuple[Value, ...]") -> "tuple[Value, ...]":
    values: tuple[Value, ...] = ()
    while context:
        context, digit = divmod(context, alphabet.base)
        values = (names[digit - 1], *values)
    return values


def chain_of(
    statistics: "Statistics", number: int, alphabet: Alphabet, names: "tuple[Value, ...]"
) -> "dict[Event, tuple[int, int]]":
    ends = {alphabet.conversion: "conversion", alphabet.null: "null"}
    found: dict[Event, tuple[int, int]] = {}
    rows = statistics.chains.filter(pl.col("view") == number).drop("view")
    for group, context, event, journeys, revenue in rows.rows():
        inner = event not in ends
        value = names[event] if inner else ends[event]
        key = (group, decoded(context, alphabet, names), value, inner)
        assert key not in found
        found[key] = (journeys, revenue)
    return found


def sets_of(
    statistics: "Statistics", number: int, names: "tuple[Value, ...]"
) -> "dict[tuple[int, frozenset[Value]], Outcome]":
    found = {}
    rows = statistics.sets.filter(pl.col("view") == number).drop("view")
    for group, members, conversions, revenue, nonconverting in rows.rows():
        values = frozenset(name for code, name in enumerate(names) if members >> code & 1)
        assert (group, values) not in found
        found[group, values] = (conversions, revenue, nonconverting)
    return found


def check_tables(shop: Shop, plan: "Plan", parts: "Parts", statistics: "Statistics") -> None:
    names = parts.vocabularies[plan.dimension].names
    for number, view, places in learning(plan):
        first = plan.models[places[0]]
        window = first.window or plan.windows[view.position]
        walks = reference_walks.walks(shop, plan, first, window)
        models = [plan.models[place].model for place in places]
        memories = [model.order or 4 for model in models if isinstance(model, Markov)]
        expected = reference_walks.events(walks, max(memories)) if memories else {}
        alphabet = Alphabet(len(names), max(memories, default=1))
        assert chain_of(statistics, number, alphabet, names) == expected
        rated = any(isinstance(model, ShapleyRate) for model in models)
        expected_sets = reference_walks.sets(walks) if rated else {}
        assert sets_of(statistics, number, names) == expected_sets


def check_reach(shop: Shop, plan: "Plan", parts: "Parts", statistics: "Statistics") -> None:
    assert parts.blocks is not None
    values, blocks = (*parts.vocabularies[plan.dimension].names, UNATTRIBUTED), parts.blocks.names
    found = {
        (window, model, group, blocks[block], values[value]): amounts
        for window, model, group, block, value, *amounts in statistics.reach.rows()
    }
    assert len(found) == statistics.reach.height
    expected: dict[reference_models.Cell, list[float]] = defaultdict(lambda: [0, 0])
    for _, view, places in learning(plan):
        named = plan.models[places[0]]
        window = named.window or plan.windows[view.position]
        for each in reference_walks.counted(shop, plan, named, window):
            group = reference_models.group_of(each.customer)
            for value in set(each.values) or {UNATTRIBUTED}:
                key = (view.position, places[0], group, each.order.block, value)
                expected[key][0] += 1
                expected[key][1] += each.order.revenue
    assert found == expected


def check_people(shop: Shop, plan: "Plan", parts: "Parts", statistics: "Statistics") -> None:
    assert parts.blocks is not None
    values, blocks = (*parts.vocabularies[plan.dimension].names, UNATTRIBUTED), parts.blocks.names
    found: Counter[tuple[int, int, Value, Value]] = Counter()
    for window, model, block, value, customers in statistics.people.rows():
        found[window, model, ALL if block < 0 else blocks[block], values[value]] += customers
    people = reference_models.people(shop, plan, EXPRESSIONS)
    for _, view, places in learning(plan):
        named = plan.models[places[0]]
        window = named.window or plan.windows[view.position]
        for each in reference_walks.counted(shop, plan, named, window):
            for value in set(each.values) or {UNATTRIBUTED}:
                key = (view.position, places[0], each.order.block, value)
                people[key].add(each.customer)
    expected: People = defaultdict(set)
    for (position, model, block, value), customers in people.items():
        expected[position, model, ALL, value] |= customers
        if len(blocks) > 1:
            expected[position, model, block, value] |= customers
    assert found == {key: len(customers) for key, customers in expected.items()}


def check(case: "tuple[Shop, Plan]", count: int) -> None:
    shop, plan = case
    parts = parts_of(shop, count, everybody=plan.everybody)
    statistics = statistics_of(parts, plan)
    check_tables(shop, plan, parts, statistics)
    check_reach(shop, plan, parts, statistics)
    check_people(shop, plan, parts, statistics)
    assert statistics.counts == tuple(
        reference.counts(shop, window, plan.repeat, everybody=plan.everybody)
        for window in plan.windows
    )
    for counts in statistics.counts:
        lines = (counts.in_journeys, counts.in_other_journeys, counts.nonconverting)
        rows = counts.duplicates + sum(lines) + counts.without_orders + counts.outside
        assert rows == len(shop.touches)
    people = reference.customers(shop)
    groups = [reference_models.group_of(name) for name in people]
    assert statistics.customers.tolist() == [groups.count(group) for group in range(200)]


@given(cases(models=1, learning=2))
@examples(80)
def test_one_part(case: "tuple[Shop, Plan]") -> None:
    check(case, 1)


@given(cases(models=1, learning=2))
@examples(10)
def test_seven_parts(case: "tuple[Shop, Plan]") -> None:
    check(case, 7)


@pytest.mark.slow
@pytest.mark.parametrize(("count", "shops"), [(1, 500), (7, 80), (64, 16)])
def test_many_shops(count: int, shops: int) -> None:
    @given(cases(models=2, learning=4))
    @examples(shops)
    def agrees(case: "tuple[Shop, Plan]") -> None:
        check(case, count)

    agrees()


@given(cases(models=2, learning=1))
@examples(10)
def test_contributors_that_nobody_asks_for_change_nothing_else(case: "tuple[Shop, Plan]") -> None:
    shop, plan = case
    parts = parts_of(shop, 1, everybody=plan.everybody)
    usual = statistics_of(parts, plan)
    without = statistics_of(parts, replace(plan, contributors=False))
    assert without.people.is_empty()
    for table in ("credit", "reach", "chains", "sets", "orders"):
        assert getattr(without, table).equals(getattr(usual, table))
