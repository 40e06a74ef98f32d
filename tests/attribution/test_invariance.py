"""What must not change a single bit of the result, and what must not change it visibly."""

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from attribution.journeys.windows import DAY, Window
from attribution.models import Custom, Linear, PositionBased, TimeDecay
from attribution.plan import NamedModel, Plan
from attribution.statistics.statistics import Statistics
from tests.attribution.shop import Order, Shop, Touch, instant, parts_of, statistics_of
from tests.attribution.strategies import CUSTOMERS, RULES, cases
from tests.examples import examples
from tests.selection import keep

CELL = ["window", "model", "group", "block", "value"]


def canonical(statistics: Statistics) -> pl.DataFrame:
    return statistics.credit.sort(CELL)


def run(shop: Shop, plan: Plan, count: int = 1) -> Statistics:
    return statistics_of(parts_of(shop, count), plan)


def same(one: Statistics, other: Statistics) -> None:
    assert canonical(one).equals(canonical(other))
    assert one.counts == other.counts


@given(cases(models=3), st.integers(2, 9))
@examples(40)
def test_parts_do_not_matter(case: tuple[Shop, Plan], count: int) -> None:
    same(run(*case), run(*case, count))


@given(cases(ties=False), st.randoms(use_true_random=False))
@examples(80)
def test_row_order_does_not_matter(case: tuple[Shop, Plan], random: Random) -> None:
    shop, plan = case
    touches, orders = list(shop.touches), list(shop.orders)
    random.shuffle(touches)
    random.shuffle(orders)
    same(run(shop, plan), run(replace(shop, touches=tuple(touches), orders=tuple(orders)), plan))


@given(cases(), st.permutations(["Anna", "b@example.org", "7", "漢字"]))
@examples(60)
def test_ids_only_decide_the_group(case: tuple[Shop, Plan], names: list[str]) -> None:
    shop, plan = case
    other = dict(zip(CUSTOMERS, names, strict=True))
    renamed = replace(
        shop,
        touches=tuple(replace(touch, customer=other[touch.customer]) for touch in shop.touches),
        orders=tuple(
            replace(order, customer=order.customer and other[order.customer])
            for order in shop.orders
        ),
    )
    one, two = run(shop, plan), run(renamed, plan)
    assert one.counts == two.counts
    assert_frame_equal(_by_value(one), _by_value(two), rel_tol=1e-9, abs_tol=1e-6)


def _by_value(statistics: Statistics) -> pl.DataFrame:
    cell = [name for name in CELL if name != "group"]
    sums = statistics.credit.group_by(cell).agg(pl.col("conversions", "revenue").sum())
    return sums.sort(cell)


def large(seed: int = 7) -> Shop:
    """Three hundred customers whose touches never tie."""
    random = Random(seed)  # noqa: S311 - a repeatable shop, not a secret
    start = instant("2024-01-01T00:00")
    people = [f"customer {number}" for number in range(300)]
    seconds = random.sample(range(90 * 86_400), 6_000)
    touches = [
        Touch(random.choice(people), start + second * SECOND, f"channel {second % 11}")
        for second in seconds
    ]
    orders = [
        Order(f"o{n}", random.choice(people), start + random.randrange(7_776_000) * SECOND, n * 7)
        for n in range(800)
    ]
    return Shop(tuple(touches), tuple(orders))


SECOND = timedelta(seconds=1)

PLAN = Plan(
    (
        NamedModel("linear", Linear()),
        NamedModel("time_decay", TimeDecay()),
        NamedModel("position_based", PositionBased()),
        NamedModel("custom", Custom(TimeDecay(), RULES)),
        NamedModel("own", TimeDecay(), Window(60 * DAY)),
    ),
    (Window(30 * DAY), Window(7 * DAY, channels=(("channel 3", DAY),))),
)


def digest(statistics: Statistics) -> str:
    columns = canonical(statistics).to_dict(as_series=False)
    return hashlib.sha256(repr((columns, statistics.counts)).encode()).hexdigest()


@pytest.mark.parametrize("count", keep([2, 7, 64, 1000], [2, 7]))
def test_a_larger_shop_in_parts(count: int) -> None:
    same(run(large(), PLAN), run(large(), PLAN, count))


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_workers_do_not_matter(workers: int) -> None:
    with ThreadPoolExecutor(workers) as pool:
        threaded = statistics_of(parts_of(large(), 7, pool), PLAN, pool)
    same(run(large(), PLAN), threaded)


def test_batches_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run(large(), PLAN)
    for rows in (1 << 10, 1 << 13):
        monkeypatch.setattr("attribution.statistics.batches.ROWS", rows)
        assert_frame_equal(canonical(whole), canonical(run(large(), PLAN)), rel_tol=1e-12)
        same(run(large(), PLAN), run(large(), PLAN, 9))


@pytest.mark.slow
def test_threads_of_polars_do_not_matter() -> None:
    script = (
        "from tests.attribution.test_invariance import PLAN, digest, large, run;"
        "print(digest(run(large(), PLAN)))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=Path(__file__).parents[2],
            env=os.environ | {"POLARS_MAX_THREADS": threads, "PYTHONHASHSEED": threads},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for threads in ("1", "2", "3")
    }
    assert found == {digest(run(large(), PLAN)) + "\n"}
