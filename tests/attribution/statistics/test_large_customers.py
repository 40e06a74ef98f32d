"""Customers with very many touches are counted by value: the same credit, and in little time."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from attribution.choices import Allocation
from attribution.journeys.windows import DAY, Window
from attribution.models import (
    Granularity,
    Linear,
    Markov,
    Participation,
    PositionBased,
    Shapley,
    TimeDecay,
)
from attribution.models.base import Paths
from attribution.models.decaying_sums import DecayingSums
from attribution.plan import NamedModel, Plan
from attribution.statistics import large_customers
from tests.attribution.shop import Order, Shop, Touch, findings_of, instant, parts_of, statistics_of
from tests.attribution.strategies import cases
from tests.examples import examples

START = instant("2024-01-01T00:00")
KEYS = ["window", "model", "group", "block", "value"]
MODELS = (
    Linear(),
    Participation(),
    Shapley(),
    TimeDecay(),
    TimeDecay(DAY // 86_400),
    TimeDecay(2 * DAY, Granularity.DAY),
    PositionBased(),
    PositionBased(0, 0.3),
    PositionBased(0.6, 0.4),
)
SHARED = (
    *(NamedModel(f"model {place}", model) for place, model in enumerate(MODELS)),
    NamedModel("journey", Markov(allocation=Allocation.JOURNEY)),
)


def check_same(one: pl.DataFrame, other: pl.DataFrame, keys: list[str]) -> None:
    """Sums of other rows differ in the last digits; who gets nothing gets it in both."""
    one, other = (table.sort(keys) for table in (one, other))
    assert one.select(keys).equals(other.select(keys))
    for amount in ("conversions", "revenue"):
        assert one[amount].to_list() == pytest.approx(other[amount].to_list(), rel=1e-12)


def check_equal(one: pl.DataFrame, other: pl.DataFrame, keys: list[str]) -> None:
    """Equal to the last bit; parts come in another order."""
    assert one.sort(keys).equals(other.sort(keys))


def with_shared_models(case: tuple[Shop, Plan]) -> tuple[Shop, Plan]:
    shop, plan = case
    return shop, replace(plan, models=(*plan.models, *SHARED))


@given(cases(models=1).map(with_shared_models), st.integers(1, 7), st.sampled_from([1, 2, 5]))
@examples(150)
def test_counting_by_value_gives_the_same_credit(
    case: tuple[Shop, Plan], count: int, large: int
) -> None:
    """Of all customers, or of those with some pairs of order and touch."""
    shop, plan = case
    usual = findings_of(shop, plan)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large_customers, "LARGE", large)
        patch.setattr(large_customers, "GAIN", 0)
        counted, in_parts = findings_of(shop, plan), findings_of(shop, plan, count)
    check_same(counted.statistics.credit, usual.statistics.credit, KEYS)
    check_equal(counted.statistics.credit, in_parts.statistics.credit, KEYS)
    people = ["window", "model", "block", "value"]
    check_equal(counted.statistics.people, usual.statistics.people, people)
    assert (counted.allocated is None) == (usual.allocated is None)
    if counted.allocated is not None and usual.allocated and in_parts.allocated:
        check_same(counted.allocated.credit, usual.allocated.credit, KEYS)
        pairs = ["window", "model", "block", "value", "other"]
        check_same(counted.allocated.pairs, usual.allocated.pairs, pairs)
        check_equal(counted.allocated.pairs, in_parts.allocated.pairs, pairs)


ages = st.lists(st.integers(0, 40 * DAY), min_size=1, max_size=40).map(sorted)


@given(
    ages, st.integers(0, 40), st.integers(0, 40), st.sampled_from([1.0, 3600e6, 7.0 * DAY, 1e15])
)
@example([0, 0, 0, 0, 0], 1, 4, 1.0)
@examples(200)
def test_decaying_sums_lose_no_digit(at: list[int], one: int, other: int, half_life: float) -> None:
    first, last = sorted((min(one, len(at)), min(other, len(at))))
    until = at[max(last - 1, 0)]
    asked = (np.array([each]) for each in (0, first, last, until))
    found = DecayingSums(np.array(at), np.array([0]), half_life).sum_between(*asked)
    exact = sum(2 ** (-(until - each) / half_life) for each in at[first:last])
    assert found.tolist() == pytest.approx([exact], rel=1e-13)


@given(ages, ages)
@examples(50)
def test_decaying_sums_of_a_run_depend_on_no_other(before: list[int], own: list[int]) -> None:
    half_life, ends = 7.0 * DAY, np.arange(1, len(own) + 1)
    until = np.array(own)
    runs, first = np.zeros_like(ends), ends // 2
    alone = DecayingSums(until, np.array([0]), half_life).sum_between(runs, first, ends, until)
    starts, shift = np.array([0, len(before)]), len(before)
    both = DecayingSums(np.array([*before, *own]), starts, half_life)
    found = both.sum_between(runs + 1, first + shift, ends + shift, until)
    assert found.tolist() == alone.tolist()


def busy(touches: int, orders: int, values: int) -> Shop:
    """A till beside a few customers: ties, refunds and orders of the same moment among them."""
    second = timedelta(seconds=1)
    till = tuple(
        Touch("till", START + n // 2 * second, f"channel {n * n % 97 % values}")
        for n in range(touches)
    )
    others = tuple(Touch(f"c{n}", START, "channel 0") for n in range(50))
    bought = tuple(
        Order(
            f"{n:05}",
            "till",
            START + (touches - n % 500 * 7) // 2 * second,
            10_000 + n,
            counted=n % 13 > 0,
            block="xy"[n % 2],
        )
        for n in range(orders)
    )
    return Shop(till + others, (*bought, *(Order(f"o{n}", f"c{n}", START) for n in range(50))))


@pytest.mark.parametrize("repeated", [1, 7])
def test_a_till_makes_no_credit_rows(repeated: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pairs of order and touch would be six million; orders alike are counted as one."""
    made: list[int] = []
    merge = large_customers.merge_orders

    def count(*given: object) -> object:
        for alike in merge(*given):  # type: ignore[arg-type]
            made.append(len(alike.rows.codes))
            yield alike

    monkeypatch.setattr("attribution.statistics.credit.merge_orders", count)
    monkeypatch.setattr("attribution.statistics.credit.CreditRows", None)
    shop = busy(4_000, 1_500 * repeated, 5)
    alone = replace(
        shop,
        touches=tuple(each for each in shop.touches if each.customer == "till"),
        orders=tuple(each for each in shop.orders if each.customer == "till"),
    )
    plan = Plan(SHARED[:-1], (Window(30 * DAY),))
    found = statistics_of(parts_of(alone), plan)
    sums = found.credit.group_by("model").agg(pl.col("conversions").sum()).sort("model")
    orders = sum(each.counted for each in alone.orders)
    additive = [place for place, model in enumerate(MODELS) if model.additive]
    assert sums["conversions"].gather(additive).to_list() == pytest.approx([orders] * len(additive))
    assert 0 < sum(made) <= 5 * 2 * 1_500


@pytest.mark.slow
def test_a_till_among_others_is_the_same_in_any_number_of_parts() -> None:
    shop = busy(3_000, 400, 6)
    plan = Plan(SHARED, (Window(30 * DAY), Window(DAY // 48)))
    whole = findings_of(shop, plan)
    assert whole.statistics.credit.filter(pl.col("model") == 0).height > 0
    for count in (2, 200):
        found = findings_of(shop, plan, count).statistics.credit
        check_equal(whole.statistics.credit, found, KEYS)


@pytest.mark.parametrize("values", [1, 2_000])
def test_who_is_large_depends_on_what_is_gained(
    values: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many values as touches are no fewer rows."""
    monkeypatch.setattr(large_customers, "LARGE", 1 << 10)
    shop = Shop(
        tuple(Touch("a", START + n * timedelta(seconds=1), f"{n % values}") for n in range(2_000)),
        tuple(Order(f"{n}", "a", START + timedelta(seconds=1990 + n)) for n in range(20)),
    )
    seen: list[bool] = []
    split = large_customers.split_orders

    def note(paths: Paths) -> large_customers.SplitOrders | None:
        found = split(paths)
        seen.append(found is not None)
        return found

    monkeypatch.setattr("attribution.statistics.credit.split_orders", note)
    statistics_of(parts_of(shop), Plan(SHARED[:1], (Window(30 * DAY),)))
    assert seen == [values == 1]
