"""Shops at the edge of what there is to compare, and beyond it."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import polars as pl
import pytest

from attribution.bootstrap import Resampling
from attribution.choices import Allocation, Removal
from attribution.comparison.comparison import Comparison, Labels, compare_models
from attribution.comparison.measures import BOUNDS
from attribution.errors import TooManyChannelsError
from attribution.journeys.windows import DAY, Window
from attribution.models import Last, Linear, Markov, Shapley, ShapleyRate
from attribution.plan import NamedModel, Plan
from tests.attribution.shop import Order, Shop, Touch, findings_of, instant

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from attribution.results import AttributionResults

START = instant("2024-01-01T00:00")
HOUR = timedelta(hours=1)
RULES = (
    NamedModel("last", Last()),
    NamedModel("linear", Linear()),
    NamedModel("shapley", Shapley()),
)
BY_JOURNEY = (
    NamedModel("journey", Markov(allocation=Allocation.JOURNEY)),
    NamedModel("journey 3", Markov(3, Removal.RECONNECT, Allocation.JOURNEY)),
)
IN_TOTAL = (
    NamedModel("markov", Markov()),
    NamedModel("markov 2", Markov(2)),
    NamedModel("markov auto", Markov(None)),
    NamedModel("reconnect", Markov(removal=Removal.RECONNECT)),
    NamedModel("rate", ShapleyRate()),
)
ALL = (*RULES, *BY_JOURNEY, *IN_TOTAL)
LEARNING = (*BY_JOURNEY, *IN_TOTAL)


def compared(
    shop: Shop,
    models: "Sequence[NamedModel]" = ALL,
    block: str | None = None,
    baseline: str = "last",
) -> tuple["AttributionResults", Comparison]:
    findings = findings_of(shop, Plan(tuple(models), (Window(30 * DAY),)), 3, block=block)
    return findings, compare_models(findings, Labels(["30d"], baseline, block), Resampling(100))


def journeys(
    count: int, channels: "Callable[[int], str]", *, buys: "Callable[[int], bool]", paid: int = 9
) -> Shop:
    """Customers with one journey each, of one touch for each letter."""
    touches = [
        Touch(f"c{number}", START + step * HOUR, channel)
        for number in range(count)
        for step, channel in enumerate(channels(number))
    ]
    orders = [
        Order(f"o{number}", f"c{number}", START + timedelta(days=2), paid * 10_000)
        for number in range(count)
        if buys(number)
    ]
    return Shop(tuple(touches), tuple(orders))


def silent(found: Comparison) -> set[str]:
    """Return the models that say nothing, in the printed table and in the exact one alike."""
    frames = (found.exact, found.printed, found.totals)
    names = [set(table.filter(pl.col("conversions").is_null())["model"]) for table in frames]
    known = found.exact.filter(~pl.col("model").is_in(names[0]))
    assert not known["conversions"].null_count() + known["revenue"].null_count()
    nothing = found.exact.filter(pl.col("model").is_in(names[0]))
    figures = pl.col(*BOUNDS, "revenue", "revenue_change", "rank_stable")
    assert nothing.select((figures.is_not_null()).any()).sum_horizontal().sum() == 0
    assert names[0] == names[1] == names[2]
    return names[0]


def check_sums(found: Comparison, orders: int, paid: float) -> None:
    sums = found.exact.group_by("model").agg(pl.col("conversions", "revenue").sum())
    for name, conversions, revenue in sums.rows():
        if name not in silent(found):
            assert conversions == pytest.approx(orders, rel=1e-9), name
            assert revenue == pytest.approx(paid, rel=1e-9), name
    cents = found.printed.group_by("model").agg(pl.col("revenue").sum())["revenue"]
    assert set(cents) <= {round(paid * 100), 0}


def every_second(number: int) -> bool:
    return number % 2 == 0


@pytest.mark.slow
def test_a_customer_of_fifty_thousand_touches_and_twenty_orders() -> None:
    second = timedelta(seconds=1)
    touches = tuple(Touch("a", START + n * second, "ABCD"[n * n % 7 % 4]) for n in range(50_000))
    orders = tuple(
        Order(f"{n}", "a", START + 50_000 * second - n * timedelta(minutes=10)) for n in range(20)
    )
    findings, found = compared(Shop(touches, orders))
    check_sums(found, 20, 20)
    assert not findings.undefined
    assert set(found.exact["rank_stable"].drop_nulls()) == {"too few"}


@pytest.mark.slow
def test_three_hundred_channels() -> None:
    shop = journeys(3_000, lambda _: "...", buys=lambda number: number % 3 > 0)
    touches = tuple(
        replace(touch, channel=f"{(number * 7 + number // 300 % 5) % 300}")
        for number, touch in enumerate(shop.touches)
    )
    wide = replace(shop, touches=touches)
    models = [each for each in ALL if not isinstance(each.model, ShapleyRate)]
    _, found = compared(wide, models)
    check_sums(found, 2_000, 18_000)
    assert found.exact["channel"].n_unique() == 301
    assert silent(found) <= {"journey 3", "reconnect"}
    with pytest.raises(TooManyChannelsError, match="have 300"):
        compared(wide)


def test_journeys_of_one_touch() -> None:
    """All models agree: a journey is lost with its only channel, unless others make up for it."""
    shop = journeys(300, lambda number: "ABC"[number % 3], buys=every_second)
    _, found = compared(shop)
    check_sums(found, 150, 1350)
    assert silent(found) == {"reconnect", "journey 3"}
    credit = found.exact.filter(pl.col("channel") != "(unattributed)")["conversions"].drop_nulls()
    assert credit.to_list() == pytest.approx([50] * 8 * 3)


def test_converting_journeys_only() -> None:
    shop = journeys(300, lambda number: ("A", "AB", "ABC")[number % 3], buys=lambda _: True)
    findings, found = compared(shop)
    check_sums(found, 300, 2700)
    assert not findings.undefined
    markov = found.exact.filter(pl.col("model") == "markov").sort("channel")
    effects = [1, 2 / 3, 1 / 3]
    assert markov["conversions"][1:].to_list() == pytest.approx(
        [150 * effect for effect in effects]
    )


@pytest.mark.parametrize("block", [None, "block"])
def test_no_orders(block: str | None) -> None:
    """Rules give nothing; who learns from orders says nothing."""
    shop = journeys(50, lambda _: "AB", buys=lambda _: False)
    models = ALL if block is None else (*RULES, *BY_JOURNEY)
    findings, found = compared(shop, models, block)
    assert silent(found) == {each.name for each in models if each not in RULES}
    assert [findings.plan.models[place].name for place in findings.undefined] == [
        each.name for each in models if each not in RULES
    ]
    rules = found.exact.filter(pl.col("model") == "linear")
    assert rules["conversions"].to_list() == [0, 0, 0]
    assert rules["conversions_share"].null_count() == 3


def test_refunded_orders_only() -> None:
    shop = journeys(50, lambda _: "AB", buys=every_second)
    refunded = replace(shop, orders=tuple(replace(each, counted=False) for each in shop.orders))
    findings, found = compared(refunded)
    assert silent(found) == {each.name for each in LEARNING}
    assert findings.statistics.counts[0].in_other_journeys == 50
    assert findings.statistics.counts[0].nonconverting == 50


def test_orders_without_revenue() -> None:
    """Without money coming in there are no effects on it (definitions: V ≤ 0)."""
    shop = journeys(200, lambda number: ("AB", "B", "CA")[number % 3], buys=every_second, paid=0)
    findings, found = compared(shop)
    assert silent(found) == {each.name for each in LEARNING}
    assert len(findings.undefined) == len(LEARNING)
    linear = found.exact.filter(pl.col("model") == "linear")
    assert linear["conversions"].sum() == pytest.approx(100)
    assert linear["revenue_share_low"].null_count() == linear.height
    assert linear["conversions_low"].null_count() == 1


def test_a_baseline_that_says_nothing() -> None:
    """Rows go by name, and nothing can be said of changes."""
    shop = journeys(200, lambda number: ("AB", "B", "CA")[number % 3], buys=every_second, paid=0)
    _, found = compared(shop, baseline="markov")
    linear = found.printed.filter(pl.col("model") == "linear")
    assert linear["channel"].to_list() == ["A", "B", "C", "(unattributed)"]
    assert linear.select(pl.col("^revenue_change.*$").is_not_null().any()).row(0) == (False,) * 6
    assert not linear["conversions_low"][:3].null_count()


def test_a_single_customer() -> None:
    shop = journeys(1, lambda _: "ABA", buys=lambda _: True)
    findings, found = compared(shop)
    check_sums(found, 1, 9)
    assert not findings.undefined
    assert set(found.exact["rank_stable"].drop_nulls()) == {"too few"}
    assert found.exact.select(pl.col(*BOUNDS).is_not_null().any()).sum_horizontal().item() == 0


@pytest.mark.parametrize("model", ["linear", "markov", "journey", "rate"])
@pytest.mark.parametrize(("customers", "stable"), [(9, {"too few"}), (10, {"no", "yes"})])
def test_intervals_begin_with_ten_customers(customers: int, stable: set[str], model: str) -> None:
    shop = journeys(customers, lambda number: "AB" if number else "ABA", buys=lambda _: True)
    _, found = compared(shop)
    channels = found.exact.filter(pl.col("model") == model, pl.col("channel").is_in(["A", "B"]))
    assert set(channels["rank_stable"]) <= stable
    assert channels["conversions_low"].is_null().to_list() == [customers < 10] * 2


def test_no_touches() -> None:
    """Every order is unattributed, and there is no channel to say anything of."""
    shop = replace(journeys(30, lambda _: "A", buys=lambda _: True), touches=())
    _, found = compared(shop)
    assert set(found.exact["channel"]) == {"(unattributed)"}
    check_sums(found, 30, 270)


def test_nothing_at_all() -> None:
    _, found = compared(Shop((), ()))
    assert found.exact["conversions"].drop_nulls().sum() == 0


def test_one_block_is_the_whole() -> None:
    shop = journeys(60, lambda number: ("AB", "B", "CA")[number % 3], buys=every_second)
    one = replace(shop, orders=tuple(replace(each, block="x") for each in shop.orders))
    _, found = compared(one, (*RULES, *BY_JOURNEY), "block")
    whole, block = (
        found.exact.filter(pl.col("block") == name).drop("block") for name in ("(all)", "x")
    )
    assert whole.equals(block)


@pytest.mark.parametrize("model", [Markov(), ShapleyRate()])
def test_blocks_need_credit_order_by_order(model: Markov | ShapleyRate) -> None:
    shop = journeys(60, lambda number: ("AB", "B", "CA")[number % 3], buys=every_second)
    with pytest.raises(ValueError, match="allocation: journey"):
        compared(shop, (NamedModel("total", model),), "block")
