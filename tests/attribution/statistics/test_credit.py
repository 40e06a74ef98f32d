"""Credit rows in batches, very long journeys, weights that are no weights."""

from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.errors import AttributionError, BadWeightError
from attribution.journeys.windows import DAY, Window
from attribution.models import (
    Custom,
    LastNonDirect,
    Linear,
    PositionBased,
    TimeDecay,
    Weight,
)
from attribution.plan import NamedModel, Plan
from attribution.statistics import batches
from tests.attribution.shop import Order, Shop, Touch, instant, parts_of, statistics_of
from tests.attribution.strategies import RULES
from tests.examples import examples

START = instant("2024-01-01T00:00")
MONTH = (Window(30 * DAY),)

lengths = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 40)), max_size=30)


@given(lengths, st.integers(1, 60))
@examples(300)
def test_batches_hold_whole_groups_or_pieces_of_one(
    orders: list[tuple[int, int]], rows: int
) -> None:
    groups, touches = np.array(sorted(orders), dtype=np.int64).reshape(-1, 2).T
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "ROWS", rows)
        found = list(batches.cut_into_batches(groups, touches))
        for group in np.unique(groups):
            alone = np.flatnonzero(groups == group)
            own = list(batches.cut_into_batches(groups[alone], touches[alone]))
            if len(own) > 1:
                assert [(start + alone[0], stop + alone[0]) for start, stop in own] == [
                    batch for batch in found if groups[batch[0]] == group
                ]
    assert [place for start, stop in found for place in range(start, stop)] == [*range(len(groups))]
    for start, stop in found:
        several = groups[start] != groups[stop - 1]
        assert not several or touches[start:stop].sum() <= rows
        assert touches[start : stop - 1].sum() <= max(rows, touches[groups == groups[start]].sum())


def one_customer(touches: int, orders: int) -> Shop:
    minute = timedelta(minutes=1)
    channels = ("Direct", "Email", "Search", "Social")
    return Shop(
        tuple(Touch("a", START + n * minute, channels[n * n % 7 % 4]) for n in range(touches)),
        tuple(Order(f"{n:03}", "a", START + touches * minute - n * minute) for n in range(orders)),
    )


@pytest.mark.parametrize("rows", [batches.ROWS, 1 << 12])
def test_a_customer_of_fifty_thousand_touches(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "ROWS", rows)
    models = (LastNonDirect(), Linear(), TimeDecay(), PositionBased(), Custom(TimeDecay(), RULES))
    plan = Plan(tuple(NamedModel(model.kind, model) for model in models), (Window(40 * DAY),))
    shop = one_customer(50_000, 5)
    statistics = statistics_of(parts_of(shop), plan)
    sums = statistics.credit.group_by("model").agg(pl.col("conversions").sum())
    assert sums["conversions"].to_list() == pytest.approx([5] * 5, rel=1e-9)
    assert statistics.counts[0].in_journeys == 50_000
    linear = statistics.credit.filter(pl.col("model") == 1).sort("value")
    seen = np.bincount([n * n % 7 % 4 for n in range(50_000)]) / 50_000 * 5
    assert linear["conversions"].to_list() == pytest.approx(seen.tolist(), rel=1e-3)


def test_a_short_half_life_does_not_underflow() -> None:
    plan = Plan((NamedModel("fast", TimeDecay(DAY // 86_400)),), MONTH)
    shop = Shop(
        (Touch("a", START, "A"), Touch("a", START + timedelta(seconds=1), "B")),
        (Order("1", "a", START + timedelta(days=29)),),
    )
    found = statistics_of(parts_of(shop), plan).credit.sort("value")["conversions"]
    assert found.to_list() == pytest.approx([1 / 3, 2 / 3])


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        (pl.lit(None), "null"),
        (-pl.col("position"), "-1"),
        (pl.col("position") / 0, "inf"),
        (pl.col("position") * float("nan"), "nan"),
        (pl.when(pl.col("position") == 2).then(-0.5).otherwise(1), "-0.5"),
        (pl.lit(-3), "-3"),
    ],
)
def test_a_bad_weight_names_the_order(expression: pl.Expr, found: str) -> None:
    model = Weight("the text", expression, frozenset({"position"}))
    plan = Plan((NamedModel("own", model),), MONTH)
    shop = one_customer(3, 1)
    with pytest.raises(BadWeightError, match=f"'the text': is {found} for a touch of order 000"):
        statistics_of(parts_of(shop), plan)
    assert issubclass(BadWeightError, AttributionError)
    assert BadWeightError.exit_status == 1


def test_a_bad_weight_as_base_of_rules() -> None:
    model = Custom(Weight("w", pl.lit(-1), frozenset()), RULES[:1])
    with pytest.raises(BadWeightError):
        statistics_of(parts_of(one_customer(3, 1)), Plan((NamedModel("own", model),), MONTH))


def test_weights_too_large_to_add() -> None:
    model = Weight("1e308", pl.lit(1e308), frozenset())
    plan = Plan((NamedModel("own", model),), MONTH)
    found = statistics_of(parts_of(one_customer(4, 1)), plan).credit
    assert found["conversions"].sum() == pytest.approx(1)
