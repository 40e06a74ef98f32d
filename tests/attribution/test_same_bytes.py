"""A comparison with intervals is the same to the last bit, however the work is cut."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from random import Random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.bootstrap import Resampling
from attribution.choices import Allocation, Removal
from attribution.comparison.comparison import Comparison, Labels, compare_models
from attribution.journeys.windows import DAY, Window
from attribution.models import Linear, Markov, Participation, Shapley, ShapleyRate, TimeDecay
from attribution.plan import NamedModel, Plan
from tests.attribution.shop import INLINE, Shop, findings_of
from tests.attribution.strategies import cases
from tests.attribution.test_invariance import large
from tests.examples import examples
from tests.selection import keep

CHANNELS = 6

RULES = (
    NamedModel("linear", Linear()),
    NamedModel("time_decay", TimeDecay(), Window(60 * DAY)),
    NamedModel("participation", Participation()),
    NamedModel("shapley", Shapley()),
)
BY_JOURNEY = (
    NamedModel("journey", Markov(allocation=Allocation.JOURNEY)),
    NamedModel("journey 2", Markov(2, allocation=Allocation.JOURNEY)),
    NamedModel("journey auto", Markov(None, Removal.RECONNECT, Allocation.JOURNEY)),
)
IN_TOTAL = (
    NamedModel("total", Markov()),
    NamedModel("total 2", Markov(2)),
    NamedModel("total auto", Markov(None), Window(14 * DAY)),
    NamedModel("rate", ShapleyRate()),
)
WINDOWS = (Window(30 * DAY), Window(7 * DAY, channels=(("channel 3", DAY),)))
BROKEN_DOWN = (*RULES, *BY_JOURNEY)
WHOLE = (*RULES, *BY_JOURNEY, *IN_TOTAL)


@cache
def shop() -> Shop:
    whole = large()
    return Shop(
        tuple(
            replace(touch, channel=f"channel {int(str(touch.channel).split()[1]) % CHANNELS}")
            for touch in whole.touches[:2_000]
        ),
        tuple(
            replace(order, block=("x", "y", None)[place % 3])
            for place, order in enumerate(whole.orders[:400])
        ),
    )


def compared(
    some: Shop, block: str | None, count: int = 1, workers: int | None = None
) -> Comparison:
    models = WHOLE if block is None else BROKEN_DOWN
    plan = Plan(models, WINDOWS)
    labels = Labels(["30d", "7d"], "linear", block)
    with ThreadPoolExecutor(workers) as threads:
        pool = INLINE if workers is None else threads
        findings = findings_of(some, plan, count, pool, block=block)
    return compare_models(findings, labels, Resampling(200))


@cache
def usual(block: str | None) -> Comparison:
    return compared(shop(), block)


def same(one: Comparison, other: Comparison) -> None:
    for mine, theirs in (
        (one.exact, other.exact),
        (one.printed, other.printed),
        (one.totals, other.totals),
    ):
        assert mine.equals(theirs)


BLOCKS = pytest.mark.parametrize("block", keep([None, "block"], ["block"]))


@pytest.mark.parametrize(
    ("block", "count"),
    [
        pytest.param(None, 7, marks=pytest.mark.slow),
        pytest.param(None, 30, marks=pytest.mark.slow),
        pytest.param("block", 16, marks=pytest.mark.slow),
    ],
)
def test_parts_do_not_matter(block: str | None, count: int) -> None:
    same(usual(block), compared(shop(), block, count))


@pytest.mark.slow
@BLOCKS
def test_workers_do_not_matter(block: str | None) -> None:
    same(usual(block), compared(shop(), block, 7, 3))


@BLOCKS
def test_row_order_does_not_matter(block: str | None) -> None:
    random = Random(3)  # noqa: S311 - a repeatable shuffle, not a secret
    touches, orders = list(shop().touches), list(shop().orders)
    random.shuffle(touches)
    random.shuffle(orders)
    same(usual(block), compared(Shop(tuple(touches), tuple(orders)), block, 3))


@pytest.mark.slow
@BLOCKS
@pytest.mark.parametrize("count", [2, 200])
@pytest.mark.parametrize("workers", [1, 2, 4, 5])
def test_parts_and_workers_do_not_matter(block: str | None, count: int, workers: int) -> None:
    same(usual(block), compared(shop(), block, count, workers))


@given(cases(models=1, learning=2, ties=False), st.integers(2, 9), st.randoms())
@examples(15)
def test_any_comparison(case: tuple[Shop, Plan], count: int, random: Random) -> None:
    some, plan = case
    random.shuffle(touches := list(some.touches))
    random.shuffle(orders := list(some.orders))
    shuffled = replace(some, touches=tuple(touches), orders=tuple(orders))
    lookbacks = [f"{window}" for window in range(len(plan.windows))]
    one, other = (
        compare_models(
            findings_of(each, plan, parts, block=None),
            Labels(lookbacks, plan.models[0].name),
            Resampling(20),
        )
        for each, parts in ((some, 1), (shuffled, count))
    )
    same(one, other)


@BLOCKS
def test_figures_have_intervals(block: str | None) -> None:
    """Otherwise the other tests would compare nulls."""
    month = pl.col("lookback") == "30d"
    table = usual(block).exact.filter(month, pl.col("channel") != "(unattributed)")
    if block is not None:
        table = table.filter(pl.col(block) == "(all)")
    assert set(table["rank_stable"]) == {"no", "yes"}
    for figure in ("conversions", "conversions_share", "revenue", "revenue_share"):
        low, middle, high = (table[f"{figure}{end}"] for end in ("_low", "", "_high"))
        assert ((low < middle) & (middle < high)).all()
    changes = table.filter(pl.col("model") != "linear")
    assert (changes["revenue_change_low"] < changes["revenue_change_high"]).all()
    assert table.filter(pl.col("model") == "linear")["revenue_change_low"].is_null().all()
