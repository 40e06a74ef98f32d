"""What costs make of the credit, against plain Python."""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from attribution.bootstrap import Resampling
from attribution.comparison.comparison import Labels, compare_models
from attribution.comparison.measures import RETURN_BOUNDS, RETURNS
from attribution.comparison.row_names import NOTHING, UNATTRIBUTED
from attribution.comparison.spending import Spending
from attribution.journeys.windows import DAY, Window
from attribution.models import ShapleyRate, TimeDecay
from attribution.plan import Facet, NamedModel, Plan
from tests.attribution import reference_effects, reference_models, reference_walks
from tests.attribution.markov.test_effects import parts_of_all
from tests.attribution.shop import Order, Shop, Touch, findings_of, instant
from tests.attribution.strategies import CHANNELS, EXPRESSIONS, cases
from tests.examples import examples

Amounts = Mapping[str | None, int]

COSTS = st.dictionaries(
    st.sampled_from([*CHANNELS, "Never touched", "Nor this"]),
    st.sampled_from([0, 1, 33_333, 1_000_000, -20_000]),
)
"""Costs of channels with touches and without, in 1/10 000: none, odd ones, credits."""


def only_new(shop: Shop) -> Shop:
    """Return a shop that counts the orders of new customers alone."""
    return replace(shop, orders=tuple(replace(o, counted=is_new(o, shop)) for o in shop.orders))


def refund(shop: Shop, refunded: set[int]) -> Shop:
    """Return a shop without blocks in which some of the orders that do not count were refunded."""
    orders = (
        replace(order, refunded=not order.counted and place in refunded, block=None)
        for place, order in enumerate(shop.orders)
    )
    return replace(shop, orders=tuple(orders))


def is_new(order: Order, shop: Shop) -> bool:
    earlier = (
        other
        for other in shop.orders
        if other.customer == order.customer and other.at < order.at and not other.refunded
    )
    return order.counted and order.customer is not None and not any(earlier)


def credit(shop: Shop, plan: Plan) -> dict[tuple[int, int, str], tuple[Fraction, Fraction]]:
    """Return conversions and revenue of each window, model and name of a value."""
    found: dict[tuple[int, int, str], list[Fraction]] = defaultdict(lambda: [Fraction(0)] * 2)
    for (window, model, _, _, value), amounts in reference_models.credit(
        shop, plan, EXPRESSIONS
    ).items():
        cell = found[window, model, NOTHING if value is None else value]
        for place, amount in enumerate(amounts):
            cell[place] += Fraction(amount)
    return {cell: (sums[0], sums[1]) for cell, sums in found.items()}


def divide(part: Fraction, whole: Fraction) -> float | None:
    return float(part / whole) if whole else None


def figures(
    all_orders: tuple[Fraction, Fraction],
    new: tuple[Fraction, Fraction],
    cost: int | None,
    margin: Fraction,
) -> dict[str, float | None]:
    """Return what the definitions say of a channel, money in currency units."""
    known = {"new_conversions": float(new[0]), "new_revenue": float(new[1] / 10_000)}
    if cost is None:
        return known | dict.fromkeys(("cost", "roas", "roi", "cpa", "cac", "nc_roas"))
    spent = Fraction(cost, 10_000)
    revenue, new_revenue = all_orders[1] / 10_000, new[1] / 10_000
    return known | {
        "cost": float(spent),
        "roas": divide(revenue, spent),
        "roi": divide(revenue * margin - spent, spent),
        "cpa": divide(spent, all_orders[0]),
        "cac": divide(spent, new[0]),
        "nc_roas": divide(new_revenue, spent),
    }


@given(
    cases(models=2),
    COSTS,
    st.sampled_from([Fraction(1), Fraction(1, 2)]),
    st.sets(st.integers(0, 8)),
)
@examples(80)
def test_every_figure_is_that_of_the_definitions(
    case: tuple[Shop, Plan], costs: Amounts, margin: Fraction, refunded: set[int]
) -> None:
    shop, plan = refund(case[0], refunded), replace(case[1], facets=(Facet.NEW,))
    findings = findings_of(shop, plan, 3, block=None)
    labels = Labels([f"{place}" for place in range(len(plan.windows))], plan.models[0].name)
    made = compare_models(findings, labels, spending=Spending(costs, margin=float(margin)))
    whole, new = credit(shop, plan), credit(only_new(shop), plan)
    names = [NOTHING if name is None else name for name in findings.values.names]
    paid = {NOTHING if name is None else name: cost for name, cost in costs.items()}
    models = [named.name for named in plan.models]
    seen = set()
    for row in made.exact.rows(named=True):
        cell = (int(row["lookback"]), models.index(row["model"]), row[plan.dimension])
        nothing = (Fraction(0), Fraction(0))
        cost = None if cell[2] == UNATTRIBUTED else paid.get(cell[2])
        expected = figures(whole.get(cell, nothing), new.get(cell, nothing), cost, margin)
        assert {measure.name: row[measure.name] for measure in RETURNS} == {
            name: value if value is None else pytest.approx(value, rel=1e-9, abs=1e-9)
            for name, value in expected.items()
        }, cell
        seen.add(cell[2])
    assert seen == {*names, *paid, UNATTRIBUTED}


@given(cases(models=0, learning=1), COSTS, st.sets(st.integers(0, 8)))
@examples(60)
def test_models_that_learn_share_new_customers_order_by_order(
    case: tuple[Shop, Plan], costs: Amounts, refunded: set[int]
) -> None:
    shop, plan = refund(case[0], refunded), replace(case[1], facets=(Facet.NEW,))
    findings = findings_of(shop, plan, 3, block=None)
    labels = Labels([f"{place}" for place in range(len(plan.windows))], plan.models[0].name)
    made = compare_models(findings, labels, spending=Spending(costs))
    rows = {(int(row["lookback"]), row[plan.dimension]): row for row in made.exact.to_dicts()}
    for key, estimate in findings.estimates.items():
        view, _ = key
        window = plan.models[0].window or plan.windows[view.position]
        walks = reference_walks.walks(shop, plan, plan.models[0], window)
        parts = parts_of_all(walks, findings, key)
        assume(not parts.doubtful)
        orders = reference_walks.counted(shop, plan, plan.models[0], window)
        share = reference_effects.by_journey if estimate.by_journey else reference_effects.total
        new = [each for each in orders if is_new(each.order, shop)]
        whole, own = (
            (share(orders, parts), reference_effects.by_journey(new, parts))
            if estimate.defined
            else ({}, {})
        )
        learns_rates = isinstance(plan.models[0].model, ShapleyRate)
        largest = sum(abs(each.order.revenue) for each in orders) / 10_000
        for value in findings.values.names:
            nothing = (0.0, 0.0) if estimate.defined else (math.nan, math.nan)
            credit = whole.get((None, value), nothing)
            of_new = (math.nan, math.nan) if learns_rates else own.get((None, value), nothing)
            row = rows[view.position, NOTHING if value is None else value]
            check_returns(row, credit, of_new, costs.get(value), largest)


def check_returns(
    row: Mapping[str, float | None],
    credit: tuple[float, float],
    new: tuple[float, float],
    cost: int | None,
    largest: float,
) -> None:
    """Hold a row against credit that floats have rounded, NaN where a model says nothing."""
    spent = math.nan if cost is None else cost / 10_000
    revenue, new_revenue = credit[1] / 10_000, new[1] / 10_000
    part = 1e-7 * largest
    for name, value, off in (
        ("new_conversions", new[0], 1e-7),
        ("new_revenue", new_revenue, part),
        ("roas", revenue / (spent or math.nan), part / abs(spent or math.nan)),
        ("roi", (revenue - spent) / (spent or math.nan), part / abs(spent or math.nan)),
        ("nc_roas", new_revenue / (spent or math.nan), part / abs(spent or math.nan)),
        # What is next to nothing is no denominator.
        ("cpa", spent / credit[0] if abs(credit[0]) > 1e-6 else None, 1e-7),
        ("cac", spent / new[0] if abs(new[0]) > 1e-6 else None, 1e-7),
    ):
        if value is not None:
            expected = None if math.isnan(value) else pytest.approx(value, rel=1e-6, abs=off)
            assert row[name] == expected, name


@given(cases(models=1, learning=1), COSTS)
@examples(20)
def test_printed_money_adds_up(case: tuple[Shop, Plan], costs: Amounts) -> None:
    shop, plan = case
    plan = replace(plan, facets=(Facet.NEW,))
    findings = findings_of(shop, plan, block=None)
    assume(not findings.undefined)
    labels = Labels([f"{place}" for place in range(len(plan.windows))], plan.models[0].name)
    made = compare_models(findings, labels, spending=Spending(costs))
    new = sum(order.revenue for order in only_new(shop).orders if order.counted)
    for (_, model), page in made.printed.group_by("lookback", "model"):
        assert page["cost"].sum() * 100 == pytest.approx(sum(costs.values()), abs=50)
        named = next(each for each in plan.models if each.name == model)
        if named.model.additive and page["new_revenue"].null_count() == 0:
            assert page["new_revenue"].sum() * 100 == pytest.approx(new, abs=50)


@given(cases(models=1, learning=1), COSTS, st.sampled_from([2, 7]))
@examples(10)
def test_the_number_of_parts_changes_no_digit(
    case: tuple[Shop, Plan], costs: Amounts, count: int
) -> None:
    shop, plan = case
    plan = replace(plan, facets=(Facet.NEW,))
    labels = Labels([f"{place}" for place in range(len(plan.windows))], plan.models[0].name)
    tables = []
    for parts in (1, count):
        findings = findings_of(shop, plan, parts, block=None)
        made = compare_models(findings, labels, Resampling(20), Spending(costs))
        tables.append(made.exact)
    assert tables[0].equals(tables[1])
    assert set(RETURN_BOUNDS) <= set(tables[0].columns)


def test_a_price_beyond_every_cell_is_exact_and_printed_empty() -> None:
    customers = [f"customer {number}" for number in range(12)]
    touches = [
        Touch(customer, instant(at), channel)
        for customer in customers
        for at, channel in (("2026-01-01T12:00", "Early"), ("2026-03-31T12:00", "Late"))
    ]
    bought = instant("2026-03-31T12:00")
    orders = [Order(f"of {customer}", customer, bought) for customer in customers]
    plan = Plan(
        (NamedModel("decay", TimeDecay(half_life=DAY // 2)),),
        (Window(89 * DAY),),
        facets=(Facet.NEW,),
    )
    findings = findings_of(Shop(tuple(touches), tuple(orders)), plan, block=None)
    made = compare_models(
        findings, Labels(["89d"], "decay"), Resampling(20), Spending({"Early": 1_000_000})
    )
    # 89 days are 178 half-lives.
    weight = Fraction(1, 2**178 + 1)
    early, printed = (table.row(1, named=True) for table in (made.exact, made.printed))
    assert early["channel"] == printed["channel"] == "Early"
    # All customers are alike: whoever is drawn, each costs the same.
    for column in (f"{name}{end}" for name in ("cpa", "cac") for end in ("", "_low", "_high")):
        assert early[column] == pytest.approx(float(100 / (12 * weight)))
        assert printed[column] is None
