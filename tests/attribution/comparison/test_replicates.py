"""Replicates of a whole comparison, against plain loops over them."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given

from attribution.arrays import Floats, Ints
from attribution.bootstrap import Resampling
from attribution.choices import Allocation
from attribution.comparison.replicates import WHOLE, ComparisonReplicates
from attribution.journeys.windows import DAY, Window
from attribution.models import (
    Last,
    Linear,
    Markov,
    Participation,
    Removal,
    Shapley,
    ShapleyRate,
)
from attribution.plan import NamedModel, Plan
from tests.attribution import reference, reference_chain, reference_models, reference_walks
from tests.attribution.reference_chain import Path
from tests.attribution.reference_models import UNATTRIBUTED
from tests.attribution.shop import Order, Shop, Touch, findings_of, instant
from tests.attribution.strategies import EXPRESSIONS, cases
from tests.examples import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.results import AttributionResults

RESAMPLING = Resampling(60, seed=3)
MONTH = (Window(30 * DAY),)
CHANNELS = ("Direct", "Email", "Search", "Social", "TV")


def drawn(resampling: Resampling = RESAMPLING) -> Floats:
    """Return how often each group is drawn in each replicate (definitions §8)."""
    draws = np.random.Generator(np.random.PCG64(resampling.seed))
    times = draws.multinomial(200, [1 / 200] * 200, size=resampling.replicates)
    weights: Floats = times.astype(np.float64)
    return weights


def factors(shop: Shop, weights: Floats) -> Floats:
    """Return what makes up for drawing more or fewer customers than there are."""
    groups = [reference_models.group_of(name) for name in reference.customers(shop)]
    people = np.array([sum(row[groups]) for row in weights])
    found = np.full(len(people), np.nan)
    np.divide(len(groups), people, out=found, where=people > 0)
    return found


def totals(shop: Shop, block: str | None, *, whole: bool) -> tuple[Floats, Floats]:
    """Return orders and revenue of each replicate, customer by customer."""
    weights = drawn()
    sums = np.zeros((2, len(weights)))
    for name, customer in reference.customers(shop).items():
        own = weights[:, reference_models.group_of(name)]
        for order in customer.orders:
            if order.counted and (whole or order.block == block):
                sums += np.outer((1, order.revenue), own)
    sums *= factors(shop, weights)
    return sums[0], sums[1]


def same(found: Floats, expected: Floats, largest: float = 1) -> None:
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9 * largest)


def blocks_of(findings: "AttributionResults") -> "Sequence[tuple[int, str | None]]":
    assert findings.blocks is not None
    return [(WHOLE, None), *enumerate(findings.blocks.names)]


@given(cases(models=3))
@examples(40)
def test_rule_based_models(case: tuple[Shop, Plan]) -> None:
    shop, plan = case
    findings = findings_of(shop, plan)
    draws, weights = ComparisonReplicates(findings, RESAMPLING), drawn()
    values = (*findings.values.names, UNATTRIBUTED)
    expected: dict[tuple[int, int, int, str | None], Floats] = {}
    names = dict(blocks_of(findings))
    positions = {name: number for number, name in names.items() if number != WHOLE}
    scale = factors(shop, weights)
    for cell, amounts in reference_models.credit(shop, plan, EXPRESSIONS).items():
        window, model, group, block, value = cell
        for number in (WHOLE, positions[block]):
            key = (window, model, number, value)
            sums = expected.setdefault(key, np.zeros((2, len(weights))))
            sums += np.outer(amounts, weights[:, group] * scale)
    largest = sum(abs(order.revenue) for order in shop.orders) * 200
    for window in range(len(plan.windows)):
        for model in range(len(plan.models)):
            for number in names:
                conversions, revenue = draws.credit(window, model, number)
                for row, value in enumerate(values):
                    nothing = np.zeros((2, len(weights))) * scale
                    n, v = expected.get((window, model, number, value), nothing)
                    same(conversions[row], n)
                    same(revenue[row], v, largest)


@given(cases(models=1, learning=2))
@examples(50)
def test_credit_adds_up_to_the_orders_of_every_replicate(case: tuple[Shop, Plan]) -> None:
    """Only models that share orders out one by one can be broken down."""
    shop, plan = case
    plan = replace(plan, models=tuple(map(broken_down, plan.models)))
    findings = findings_of(shop, plan)
    draws = ComparisonReplicates(findings, RESAMPLING)
    largest = sum(abs(order.revenue) for order in shop.orders) * 200
    for number, block in blocks_of(findings):
        orders, paid = totals(shop, block, whole=number == WHOLE)
        found = draws.get_totals(number)
        same(found.orders, orders)
        same(found.paid, paid, largest)
        for window in range(len(plan.windows)):
            for model, named in enumerate(plan.models):
                conversions, revenue = draws.credit(window, model, number)
                if not named.model.additive or np.isnan(conversions).all():
                    continue
                same(conversions.sum(axis=0), orders)
                same(revenue.sum(axis=0), paid, largest)


def broken_down(named: NamedModel) -> NamedModel:
    match named.model:
        case Markov():
            return named._replace(model=replace(named.model, allocation=Allocation.JOURNEY))
        case ShapleyRate():
            return named._replace(model=Shapley())
    return named


def random_shop(customers: int, seed: int = 5) -> Shop:
    """Customers of up to four touches; the later the channel, the likelier the order."""
    random = Random(seed)  # noqa: S311 - a repeatable shop, not a secret
    start = instant("2024-01-01T00:00")
    touches: list[Touch] = []
    orders: list[Order] = []
    for number in range(customers):
        places = [min(4, int(random.expovariate(0.6))) for _ in range(random.randint(1, 4))]
        touches += [
            Touch(f"c{number}", start + timedelta(hours=hour), CHANNELS[place])
            for hour, place in enumerate(places)
        ]
        if random.random() < 0.15 + 0.1 * max(places):
            paid = random.randint(1, 400) * 10_000
            at = start + timedelta(days=1)
            orders.append(Order(f"o{number}", f"c{number}", at, paid, block="xy"[number % 2]))
    return Shop(tuple(touches), tuple(orders))


class Known:
    """The paths of a shop, their outcomes by group counted once."""

    def __init__(self, shop: Shop, plan: Plan) -> None:
        codes = {name: code for code, name in enumerate(CHANNELS)}
        self.outcomes: dict[tuple[int, ...], Ints] = {}
        for walk in reference_walks.walks(shop, plan, plan.models[0], plan.windows[0]):
            path = tuple(codes[str(value)] for value in walk.values)
            sums = self.outcomes.setdefault(path, np.zeros((3, 200), dtype=np.int64))
            lost = walk.revenue is None
            sums[:, walk.group] += (not lost, walk.revenue or 0, lost)

    def effects(self, weights: Floats, order: int = 1) -> Floats:
        """Return removal effects where groups count so many times, shape (2, values)."""
        times = weights.astype(np.int64)
        paths = [Path(path, *(sums @ times).tolist()) for path, sums in self.outcomes.items()]
        return np.array(reference_chain.removal_effects(paths, order, len(CHANNELS)))


def test_the_total_of_a_markov_chain_is_estimated_anew_in_each_replicate() -> None:
    shop, plan = random_shop(400), Plan((NamedModel("markov", Markov()),), MONTH)
    known, findings = Known(shop, plan), findings_of(shop, plan, block=None)
    conversions, revenue = ComparisonReplicates(findings, RESAMPLING).credit(0, 0)
    orders, paid = totals(shop, None, whole=True)
    for replicate, own in enumerate(drawn()):
        effects = known.effects(own)
        for kind, (found, whole) in enumerate(((conversions, orders), (revenue, paid))):
            credit = effects[kind] / effects[kind].sum() * whole[replicate]
            np.testing.assert_allclose(found[:-1, replicate], credit, rtol=1e-7)
    assert not conversions[-1].any()


@pytest.mark.slow
@pytest.mark.parametrize("order", [1, 2])
def test_intervals_of_orders_shared_one_by_one_are_close_to_exact_ones(order: int) -> None:
    """The effects of a replicate move credit to first order only."""
    resampling = Resampling(200, seed=1)
    shop = random_shop(1_000)
    model = Markov(order, allocation=Allocation.JOURNEY)
    plan = Plan((NamedModel("markov", model),), MONTH)
    found = np.stack(ComparisonReplicates(findings_of(shop, plan), resampling).credit(0, 0))[:, :-1]
    weights = drawn(resampling)
    exact = exact_replicates(shop, plan, weights, order)
    exact *= factors(shop, weights)
    low, high = np.quantile(found, (0.025, 0.975), axis=-1)
    exact_low, exact_high = np.quantile(exact, (0.025, 0.975), axis=-1)
    width = exact_high - exact_low
    np.testing.assert_allclose((low - exact_low) / width, 0, atol=0.05)
    np.testing.assert_allclose((high - exact_high) / width, 0, atol=0.05)


def exact_replicates(shop: Shop, plan: Plan, weights: Floats, order: int) -> Floats:
    """Share each order by the effects of each replicate, shape (2, values, replicates)."""
    orders = reference_walks.counted(shop, plan, plan.models[0], plan.windows[0])
    held = np.array([[each.values.count(name) for name in CHANNELS] for each in orders])
    groups = [reference_models.group_of(each.customer) for each in orders]
    amounts = np.array([[1, each.order.revenue] for each in orders]).T
    found, known = np.zeros((2, len(CHANNELS), len(weights))), Known(shop, plan)
    for replicate, own in enumerate(weights):
        for kind, effects in enumerate(known.effects(own, order)):
            shares = held * effects / (held @ effects)[:, None]
            found[kind, :, replicate] = (own[groups] * amounts[kind]) @ shares
    return found


def people(model: NamedModel, shop: Shop, block: str | None = None) -> list[int]:
    plan = Plan((NamedModel("last", Last()), model), MONTH)
    findings = findings_of(shop, plan, 3, block=block)
    draws = ComparisonReplicates(findings, Resampling(1))
    number = WHOLE if block is None else 0
    return list(map(int, draws.count_contributors(0, 1, number)))


SOME = Shop(
    tuple(
        Touch(customer, instant("2024-01-01T00:00"), channel)
        for customer, channels in (("a", "DE"), ("b", "E"), ("c", "DES"), ("d", "S"))
        for channel in channels
    ),
    tuple(
        Order(f"{number}", customer, instant("2024-01-02T00:00"), block="x")
        for number, customer in enumerate(("a", "a", "b", None, None))
    ),
)
"""Two orders of a with D, then E; one of b with E; two of nobody; none of c and d."""


@pytest.mark.parametrize("block", [None, "block"])
@pytest.mark.parametrize(
    "model",
    [
        Linear(),
        Participation(),
        Shapley(),
        Markov(),
        Markov(allocation=Allocation.JOURNEY),
        ShapleyRate(),
    ],
)
def test_customers_who_contribute(model: Linear | Markov, block: str | None) -> None:
    if block is not None and isinstance(model, Markov | ShapleyRate):
        model = Markov(allocation=Allocation.JOURNEY)
    assert people(NamedModel("own", model), SOME, block) == [1, 2, 0, 2]


def test_who_holds_a_channel_without_effect_contributes_all_the_same() -> None:
    """Who first came through A buys less often: without A more would convert."""
    journeys = [("A", False)] * 10 + [("AB", True)] * 20 + [("B", True)] * 30
    start = instant("2024-01-01T00:00")
    shop = Shop(
        tuple(
            Touch(f"{number}", start + timedelta(hours=step), channel)
            for number, (channels, _) in enumerate(journeys)
            for step, channel in enumerate(channels)
        ),
        tuple(
            Order(f"{number}", f"{number}", start + timedelta(days=1))
            for number, (_, buys) in enumerate(journeys)
            if buys
        ),
    )
    model = Markov(removal=Removal.RECONNECT, allocation=Allocation.JOURNEY)
    named = NamedModel("own", model)
    credit = ComparisonReplicates(
        findings_of(shop, Plan((named,), MONTH), block=None), RESAMPLING
    ).credit(0, 0)
    assert not credit[0][0].any()
    assert people(named, shop) == [20, 50, 0]
