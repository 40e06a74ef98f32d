"""A customer with too many pairs of an order and a touch is refused with their number."""

import re
from datetime import timedelta

import polars as pl
import pytest

from attribution.choices import Transform
from attribution.errors import TooManyPairsError
from attribution.journeys.windows import DAY, Window
from attribution.models import Linear, Markov, Weight
from attribution.plan import NamedModel, Plan
from tests.attribution.shop import Order, Shop, Touch, findings_of, instant

START = instant("2026-01-01T00:00")
SHOP = Shop(
    (
        Touch("anna", START, "Email"),
        *(Touch("robot", START + timedelta(hours=step), "Search") for step in range(10)),
    ),
    (
        Order("a1", "anna", START + timedelta(days=1), 90_000),
        Order("r1", "robot", START + timedelta(days=1), 90_000),
        Order("r2", "robot", START + timedelta(days=2), 90_000),
    ),
)
POSITION = Weight("position", pl.col("position"), frozenset({"position"}))
USUAL = (Window(30 * DAY),)
ONE_DAY_FOR_SEARCH = (Window(30 * DAY, channels=(("Search", DAY),)),)


def refuse(plan: Plan) -> str:
    with pytest.raises(TooManyPairsError) as refused:
        findings_of(SHOP, plan, 2, block=None)
    assert refused.value.exit_status == 2
    return re.sub(r"; leave the customer out.*", "", str(refused.value))


@pytest.mark.parametrize(
    ("limit", "plan", "what"),
    [
        (
            "attribution.statistics.credit.MOST_PAIRS",
            Plan((NamedModel("mine", POSITION),), USUAL),
            "weight",
        ),
        (
            "attribution.statistics.observed.MOST_HELD",
            Plan((NamedModel("markov", Markov(), transforms=(Transform.UNIQUE,)),), USUAL),
            "path transforms",
        ),
        (
            "attribution.journeys.journeys.MOST_HELD",
            Plan((NamedModel("linear", Linear()),), ONE_DAY_FOR_SEARCH),
            "a window for each channel or interaction",
        ),
    ],
)
def test_a_robot_is_named_with_the_number(
    monkeypatch: pytest.MonkeyPatch, limit: str, plan: Plan, what: str
) -> None:
    monkeypatch.setattr(limit, 20)
    findings_of(SHOP, plan, 2, block=None)
    monkeypatch.setattr(limit, 19)
    assert refuse(plan) == (
        "the customer of order r1 has so many orders and touches (a robot, a till, a shared login?)"
        f" that {what} would go through 20 pairs of an order and a touch"
    )
