"""Credit by the day of its touch agrees with a plain-Python reference, and adds up to the whole."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise

import numpy as np
import polars as pl
import polars.testing
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from attribution.bootstrap import Resampling
from attribution.comparison.comparison import Labels, compare_models
from attribution.comparison.credit_cube import build_cube
from attribution.comparison.spending import Spending
from attribution.journeys.windows import DAY, Window
from attribution.models import DataDrivenModel, Linear, Markov, PositionBased, Shapley, TimeDecay
from attribution.plan import Facet, NamedModel, OrderDays, Plan, TouchDays
from attribution.results import AttributionResults
from tests.attribution import reference
from tests.attribution.reference_credit import spread
from tests.attribution.reference_models import normalised, places, seen, weights
from tests.attribution.shop import MICROSECOND, Order, Shop, Touch, findings_of
from tests.attribution.strategies import EPOCH, EXPRESSIONS, cases
from tests.examples import examples

NEAR = 1e-9
BEGINNING, END = -(1 << 62), 1 << 62
EVER = TouchDays(((BEGINNING, END),))
ALWAYS = OrderDays(BEGINNING, END)
PLACES = st.lists(st.integers(0, 30), min_size=1, max_size=4)
"""Of the touches and orders that periods begin with."""
REFUNDED = st.sets(st.integers(0, 8))
Cell = tuple[int, int, int, str | None, bool]
"""Window, model, period, value, whether nobody gets it."""
Sums = dict[Cell, tuple[float, float]]


def instant(at: datetime) -> int:
    return (at - EPOCH) // MICROSECOND


def list_events(shop: Shop) -> list[int]:
    return sorted(
        {instant(touch.at) for touch in shop.touches} | {instant(order.at) for order in shop.orders}
    )


def cut(shop: Shop, places: Sequence[int]) -> TouchDays:
    """Return periods that end at the instants of some touches and orders; every second is left."""
    events = list_events(shop)
    edges = sorted({events[place % len(events)] for place in places})
    pairs = list(zip(edges, [*edges[1:], END], strict=True))
    kept = pairs[::2] if len(places) % 2 else pairs
    return TouchDays(tuple(kept), tuple(str(begin) for begin, _ in kept))


def partition(shop: Shop, places: Sequence[int]) -> TouchDays:
    """Return periods that hold all instants there are."""
    events = list_events(shop)
    edges = [BEGINNING, *sorted({events[place % len(events)] for place in places}), END]
    names = tuple(f"{place:03}" for place in range(len(edges) - 1))
    return TouchDays(tuple(pairwise(edges)), names)


def share(path: list[Touch], order: Order, plan: Plan, model: object) -> list[Fraction | float]:
    """Return what each touch of a journey is given, nothing where nobody gets the order."""
    steps = places(path, order, plan.timezone)
    if isinstance(model, Shapley):
        return list(spread(path, plan.dimension))
    assert not isinstance(model, DataDrivenModel)
    raw = weights(model, steps, plan.dimension, EXPRESSIONS) if steps else []  # type: ignore[arg-type]  # rules alone
    return list(normalised(raw)) if any(raw) else []


def give(shop: Shop, plan: Plan) -> Iterator[tuple[int, int, Order, datetime, str | None, float]]:
    """Yield window, model, order, the instant that counts, value, share; no share: to nobody."""
    for customer in reference.customers(shop).values():
        for order in customer.orders:
            for window, length in enumerate(plan.windows):
                for model, named in enumerate(plan.models):
                    chosen = reference.journey(customer, order, named.window or length, plan.repeat)
                    path = seen([customer.history[place] for place in chosen], named, plan)
                    given = share(path, order, plan, named.model)
                    if not given:
                        yield window, model, order, order.at, None, -1
                    for touch, part in zip(path, given, strict=True) if given else ():
                        value = getattr(touch, plan.dimension)
                        yield window, model, order, touch.at, value, float(part)


def is_new(order: Order, shop: Shop) -> bool:
    own = (each for each in shop.orders if each.customer == order.customer and not each.refunded)
    return order.customer is not None and not any(each.at < order.at for each in own)


def credit(shop: Shop, plan: Plan, days: TouchDays) -> Sums:
    """Return conversions and revenue by the definitions."""
    found: dict[Cell, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for window, model, order, at, value, part in give(shop, plan):
        if order.refunded or (days.new and not is_new(order, shop)):
            continue
        if not plan.models[model].model.additive:
            continue
        for period, (begin, end) in enumerate(days.periods):
            if begin <= instant(at) < end:
                cell = found[window, model, period, value, part < 0]
                cell[0] += abs(part)
                cell[1] += abs(part) * order.revenue
    return {cell: (sums[0], sums[1]) for cell, sums in found.items()}


def read(findings: AttributionResults) -> Sums:
    """Return the credit of a cube, its blocks being periods."""
    cube, names = build_cube(findings), [*findings.values.names, None]
    first = 0 if findings.blocks is None else 1
    found = {}
    for cell in np.ndindex(*cube.conversions.shape):
        window, model, block, place = cell
        sums = float(cube.conversions[cell]), float(cube.revenue[cell])
        if block >= first and any(sums) and not np.isnan(sums[0]):
            nobody = place == len(names) - 1
            found[window, model, block - first, names[place], nobody] = sums
    return found


def is_same(found: Sums, expected: Sums) -> None:
    some = {cell: sums for cell, sums in expected.items() if any(sums)}
    for cell in found.keys() | some.keys():
        nothing = (0.0, 0.0)
        assert found.get(cell, nothing) == pytest.approx(
            some.get(cell, nothing), rel=NEAR, abs=NEAR
        ), cell


def with_refunds(shop: Shop, refunded: set[int]) -> Shop:
    orders = (
        replace(order, refunded=not order.counted and place in refunded, block=None)
        for place, order in enumerate(shop.orders)
    )
    return replace(shop, orders=tuple(orders))


def check_periods(
    case: tuple[Shop, Plan], drawn: list[int], refunded: set[int], count: int
) -> None:
    shop, plan = with_refunds(case[0], refunded), case[1]
    assume(shop.touches or shop.orders)
    days = cut(shop, drawn)
    facets = (days, replace(days, new=True))
    findings = findings_of(shop, replace(plan, facets=facets), count, block=None)
    for one in facets:
        is_same(read(findings.select_days(one)), credit(shop, plan, one))


@given(cases(models=2), PLACES, REFUNDED, st.sampled_from([1, 7]))
@examples(24)
def test_each_touch_counts_in_its_period(
    case: tuple[Shop, Plan], drawn: list[int], refunded: set[int], count: int
) -> None:
    check_periods(case, drawn, refunded, count)


@pytest.mark.slow
@given(cases(models=5), PLACES, REFUNDED, st.sampled_from([1, 7, 64]))
@examples(40)
def test_many_models_and_parts(
    case: tuple[Shop, Plan], drawn: list[int], refunded: set[int], count: int
) -> None:
    check_periods(case, drawn, refunded, count)


@given(cases(models=1, learning=1), PLACES, st.sampled_from([1, 7]))
@examples(40)
def test_periods_add_up_to_all_orders(
    case: tuple[Shop, Plan], drawn: list[int], count: int
) -> None:
    shop, plan = case
    assume(shop.touches or shop.orders)
    days = partition(shop, drawn)
    facets = (EVER, days, ALWAYS)
    findings = findings_of(shop, replace(plan, facets=facets), count, block=None)
    whole = build_cube(findings.select_facet(ALWAYS))
    dated = findings.select_days(EVER, days)
    assert dated.parted is not None
    periods = build_cube(dated.parted)
    for model in range(len(plan.models)):
        if model in findings.indivisible:
            assert np.isnan(periods.revenue[:, model]).all()
            continue
        for amounts, by_period in (
            (whole.conversions, periods.conversions),
            (whole.revenue, periods.revenue),
        ):
            # The last digits of sums of very large amounts are not those of their parts.
            most = np.nanmax(np.abs(amounts), initial=1)
            sums = by_period[:, model, 1:].sum(axis=1)
            np.testing.assert_allclose(sums, amounts[:, model, 0], rtol=NEAR, atol=NEAR * most)


@pytest.mark.slow
@given(
    cases(models=1, learning=1),
    PLACES,
    st.dictionaries(st.sampled_from(["Email", "Never touched"]), st.sampled_from([0, 33_333])),
)
@examples(12)
def test_parts_change_no_digit_and_printed_periods_foot(
    case: tuple[Shop, Plan], drawn: list[int], costs: Mapping[str | None, int]
) -> None:
    shop, plan = case
    assume(shop.touches or shop.orders)
    days = partition(shop, drawn)
    facets = tuple(replace(each, new=new) for each in (EVER, days) for new in (False, True))
    labels = Labels(
        [f"{place}" for place in range(len(plan.windows))], plan.models[0].name, "period"
    )
    tables = []
    for count in (1, 7, 64):
        findings = findings_of(shop, replace(plan, facets=facets), count, block=None)
        made = compare_models(
            findings.select_days(EVER, days), labels, Resampling(20), Spending(costs)
        )
        tables.append(made)
    assert tables[0].exact.equals(tables[1].exact)
    assert tables[0].exact.equals(tables[2].exact)
    paid = sum(order.revenue for order in shop.orders if not order.refunded)
    for (_, name), page in tables[0].printed.group_by("lookback", "model"):
        cents = page.filter(page["period"] != "(all)")["revenue"]
        model = next(each.model for each in plan.models if each.name == name)
        if cents.null_count() == 0 and model.additive:
            # Where orders have parts of a cent, each cell is rounded by itself.
            rounding = 50 if paid % 100 == 0 else 50 * len(cents)
            assert abs(int(cents.sum()) * 100 - paid) <= rounding + abs(paid) * NEAR


def test_all_days_have_the_intervals_of_all_orders() -> None:
    def at(hours: int) -> datetime:
        return EPOCH + timedelta(hours=hours)

    numbers = range(120)
    touches = tuple(
        Touch(f"c{number % 40}", at(number * 7 % 300), "ABC"[number * number % 3])
        for number in numbers
    )
    orders = tuple(
        Order(f"o{number}", f"c{number % 44}", at(number * 11 % 320), 10_000 + number)
        for number in numbers
    )
    shop, models = Shop(touches, orders), (Linear(), Shapley(), TimeDecay(), Markov())
    named = tuple(NamedModel(type(model).__name__, model) for model in models)
    days = partition(shop, [20, 60])
    facets = (EVER, replace(EVER, new=True), days, replace(days, new=True), ALWAYS, Facet.NEW)
    findings = findings_of(shop, Plan(named, (Window(9 * DAY),), facets=facets), block=None)
    whole = replace(findings.select_facet(ALWAYS), facets={Facet.NEW: findings.facets[Facet.NEW]})
    labels, spending = Labels(["9d"], "Linear", "period"), Spending({"A": 50_000})
    dated, expected = (
        compare_models(found, labels, Resampling(50), spending).exact
        for found in (findings.select_days(EVER, days), whole)
    )
    every = dated.filter(pl.col("period") == "(all)").drop("period")
    assert every.columns == expected.columns
    assert expected.filter(pl.col("channel") == "A")["roas_low"].null_count() == 0
    pl.testing.assert_frame_equal(every, expected, rel_tol=1e-9, abs_tol=1e-9)


def test_customers_counted_by_value_are_dated_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    def at(hour: int) -> datetime:
        return EPOCH + timedelta(hours=hour)

    touches = tuple(Touch("a", at(hour), "AB"[hour % 3 % 2]) for hour in range(60))
    orders = tuple(Order(f"o{hour}", "a", at(hour), 9_999) for hour in range(5, 60, 9))
    shop = Shop(touches, orders)
    days = partition(shop, [7, 20, 33])
    models = (Linear(), TimeDecay(), PositionBased(), Shapley(), Markov())
    named = tuple(NamedModel(type(model).__name__, model) for model in models)
    plan = Plan(named, (Window(30 * DAY),), facets=(days,))
    expected = read(findings_of(shop, plan, block=None).select_days(days))
    monkeypatch.setattr("attribution.statistics.large_customers.LARGE", 1)
    monkeypatch.setattr("attribution.statistics.large_customers.GAIN", 0)
    is_same(read(findings_of(shop, plan, block=None).select_days(days)), expected)
