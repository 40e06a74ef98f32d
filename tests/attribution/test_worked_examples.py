"""The known answers of definitions §4 and §5, to the digits printed there."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from attribution.choices import Preset
from attribution.journeys.windows import DAY, Window
from attribution.models import (
    PRESETS,
    CreditRule,
    Custom,
    First,
    Last,
    LastAmong,
    LastNonDirect,
    Linear,
    MultiTouchModel,
    Otherwise,
    Participation,
    Position,
    PositionBased,
    SingleTouchModel,
    TimeDecay,
)
from attribution.plan import NamedModel, Plan
from tests.attribution.reference_models import UNATTRIBUTED
from tests.attribution.shop import Order, Shop, Touch, instant, parts_of, statistics_of
from tests.attribution.strategies import WEIGHTS

ORDERED = instant("2024-05-31T12:00")


def paid(
    model: SingleTouchModel | MultiTouchModel,
    gaps: tuple[float, ...],
    channels: tuple[str, ...] = ("A", "B", "C", "D"),
    amount: int = 50,
) -> Mapping[str, float]:
    """Return the revenue of each channel of one order, its touches so many days before it."""
    touches = tuple(
        Touch("a", ORDERED - timedelta(days=gap), channel)
        for gap, channel in zip(gaps, channels, strict=False)
    )
    shop = Shop(touches, (Order("1", "a", ORDERED, amount * 10_000),))
    parts = parts_of(shop)
    plan = Plan((NamedModel("model", model),), (Window(90 * DAY),))
    names = (*parts.vocabularies["channel"].names, UNATTRIBUTED)
    cells = statistics_of(parts, plan).credit
    return {
        str(names[value]): revenue / 10_000
        for value, revenue in cells.select("value", "revenue").rows()
    }


def test_time_decay_of_adobe() -> None:
    found = paid(TimeDecay(), (9, 6, 0, 0))
    assert {name: round(revenue, 2) for name, revenue in found.items()} == {
        "A": 6.92,
        "B": 9.32,
        "C": 16.88,
        "D": 16.88,
    }


def test_time_decay_of_whole_weeks() -> None:
    found = paid(TimeDecay(), (28, 21, 14, 7), amount=1)
    assert [round(share, 4) for share in found.values()] == [0.0667, 0.1333, 0.2667, 0.5333]


@pytest.mark.parametrize(
    ("preset", "four", "two"),
    [
        ("u_shaped", [20, 5, 5, 20], [25, 25]),
        ("j_shaped", [10, 5, 5, 30], [12.5, 37.5]),
        ("inverse_j", [30, 5, 5, 10], [37.5, 12.5]),
    ],
)
def test_position_based(preset: str, four: list[float], two: list[float]) -> None:
    model = PositionBased(*PRESETS[Preset(preset)])
    assert list(paid(model, (4, 3, 2, 1)).values()) == pytest.approx(four)
    assert list(paid(model, (4, 3)).values()) == pytest.approx(two)
    assert list(paid(model, (4,)).values()) == [50]


def test_factor_two_on_the_third_of_four() -> None:
    model = Custom(Linear(), (CreditRule(2, {"channel": ("c",)}),))
    assert list(paid(model, (4, 3, 2, 1), amount=100).values()) == pytest.approx([20, 20, 40, 20])


def test_factors_multiply() -> None:
    rules = (CreditRule(2, {"channel": ("A",)}), CreditRule(0.1, position=Position.FIRST))
    found = paid(Custom(Linear(), rules), (2, 1), amount=12)
    assert list(found.values()) == pytest.approx([2, 10])


def test_all_factors_zero() -> None:
    assert paid(Custom(Linear(), (CreditRule(0),)), (2, 1)) == {UNATTRIBUTED: 50}


@pytest.mark.parametrize(
    ("position", "four", "one"),
    [
        (Position.FIRST, [0, 1, 1, 1], [1]),
        (Position.MIDDLE, [1, 0, 0, 1], [1]),
        (Position.LAST, [1, 1, 1, 0], [1]),
        (Position.ONLY, [1, 1, 1, 1], [0]),
    ],
)
def test_positions(position: Position, four: list[int], one: list[int]) -> None:
    model = Custom(Linear(), (CreditRule(0, position=position),))
    for gaps, kept in (((4, 3, 2, 1), four), ((4,), one)):
        expected = {name for name, keep in zip("ABCD", kept, strict=False) if keep}
        assert paid(model, gaps).keys() == (expected or {UNATTRIBUTED})


def test_days_before_includes_both_ends() -> None:
    model = Custom(Linear(), (CreditRule(0, days_before=(0, 7)),))
    assert paid(model, (7 + 1e-6, 7, 3, 0)).keys() == {"A"}


def test_single_touch_models() -> None:
    gaps, path = (4, 3, 2, 1), ("Email", "Paid Search", "Direct", "Direct")
    among = frozenset({"Paid Search", "Email"})
    assert paid(Last(), gaps, path) == {"Direct": 50}
    assert paid(First(), gaps, path) == {"Email": 50}
    assert paid(LastNonDirect(), gaps, path) == {"Paid Search": 50}
    assert paid(LastNonDirect(), gaps, ("Direct",) * 4) == {"Direct": 50}
    assert paid(LastAmong(among), gaps, path) == {"Paid Search": 50}
    assert paid(LastAmong(frozenset({"TV"})), gaps, path) == {"Direct": 50}
    nobody = LastAmong(frozenset({"TV"}), Otherwise.UNATTRIBUTED)
    assert paid(nobody, gaps, path) == {UNATTRIBUTED: 50}


def test_participation_counts_each_channel_once() -> None:
    found = paid(Participation(), (4, 3, 2, 1), ("A", "B", "A", "A"))
    assert found == {"A": 50, "B": 50}


def test_weight_of_inverse_squares() -> None:
    model = next(weight for weight in WEIGHTS if weight.text == "1 / (1 + days_before) ** 2")
    assert list(paid(model, (1, 0)).values()) == pytest.approx([10, 40])


def test_an_order_without_touch() -> None:
    assert paid(Linear(), ()) == {UNATTRIBUTED: 50}
    assert paid(Participation(), ()) == {UNATTRIBUTED: 50}
