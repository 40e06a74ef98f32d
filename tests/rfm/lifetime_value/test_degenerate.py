"""Shops in which a likelihood has no maximum, or nothing can be learned."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from rfm.lifetime_value.cautions import list_cautions
from rfm.lifetime_value.choices import ModelChoice
from rfm.lifetime_value.errors import NobodyBoughtAgainError
from rfm.lifetime_value.parameters import Parameters
from rfm.lifetime_value.valuation import Valuation, value_customers
from tests.rfm.lifetime_value.cdnow import make_days, run_in_parts

LAST = date(2026, 6, 30)
MODELS = [ModelChoice.MBG_NBD, ModelChoice.BG_NBD, ModelChoice.PARETO_NBD]


def value(
    customers: Sequence[Sequence[tuple[int, int]]], model: ModelChoice = ModelChoice.AUTO
) -> Valuation:
    """Value customers, each with pairs of days before the last and money in ten-thousandths."""
    rows = [
        (f"c{at:03}", LAST - timedelta(days=ago), amount)
        for at, purchases in enumerate(customers)
        for ago, amount in purchases
    ]
    schema = {"customer_id": pl.String, "day": pl.Date, "revenue": pl.Int64}
    days = pl.DataFrame(rows, schema=schema, orient="row")
    return value_customers(run_in_parts(make_days(days, LAST)), Parameters(LAST, model=model))


def is_sane(found: Valuation) -> bool:
    chances = found.forecasts["p_alive"].to_numpy()
    ahead = found.forecasts["discounted_if_alive"].to_numpy()
    inside = bool(((chances >= 0) & (chances <= 1)).all())
    return inside and bool(np.isfinite(ahead).all() and (ahead >= 0).all())


@pytest.mark.parametrize(
    "customers",
    [
        [[(100, 50_000)]],
        [[(ago, 50_000)] for ago in range(100)],
        [[(0, 50_000)] for _ in range(40)],
    ],
    ids=["one customer", "one-time buyers", "one day"],
)
def test_nobody_bought_again(customers: list[list[tuple[int, int]]]) -> None:
    with pytest.raises(NobodyBoughtAgainError, match="cannot be learned") as raised:
        value(customers)
    assert raised.value.exit_status == 1


@pytest.mark.parametrize("model", MODELS)
def test_all_alike(model: ModelChoice) -> None:
    found = value([[(90, 50_000), (60, 50_000), (30, 50_000)]] * 50, model)
    assert is_sane(found)
    notes = " ".join(str(note) for note in list_cautions(found))
    assert "at bound" in notes
    assert "every purchase is taken to be worth the mean of all repeat purchases, 5.00" in notes
    assert found.spend.mean_value == 5.0


@pytest.mark.parametrize("model", MODELS)
def test_nobody_leaves(model: ModelChoice) -> None:
    found = value(
        [[(ago, 10_000 + ago) for ago in range(0, 200, 5 + at % 9)] for at in range(60)], model
    )
    assert is_sane(found)
    assert found.forecasts["p_alive"].min() > 0.9  # type: ignore[operator]  # a number


@pytest.mark.parametrize("model", MODELS)
def test_a_single_customer_who_bought_again(model: ModelChoice) -> None:
    found = value([[(80, 10_000), (20, 30_000)], [(40, 50_000)]], model)
    assert is_sane(found)
    notes = " ".join(str(note) for note in list_cautions(found))
    assert "only 1 customer has bought again" in notes
    assert found.spend.mean_value == 3.0


@pytest.mark.parametrize(
    ("others", "mean", "reason"),
    [
        # One customer with 6.00 and three with nothing: a purchase brings 1.50.
        ([], 1.5, "1 customer bought again for money"),
        # Two of them alike, and three with nothing: 2.40.
        ([[(90, 0), (40, 60_000)]], 2.4, "who bought again for money all spend the same"),
    ],
)
def test_purchases_without_money_count_in_the_mean_of_all(
    others: list[list[tuple[int, int]]], mean: float, reason: str
) -> None:
    free = [[(80 - at, 70_000), (30 - at, 0)] for at in range(3)]
    found = value([[(90, 0), (20, 60_000)], *others, *free])
    assert found.spend.mean_value == mean
    notes = " ".join(str(note) for note in list_cautions(found))
    worth = f"every purchase is taken to be worth the mean of all repeat purchases, {mean:.2f}"
    assert f"{reason}; {worth}" in notes


def test_purchases_without_money() -> None:
    found = value([[(90 - at, 0), (40 - at, 0)] for at in range(35)])
    assert is_sane(found)
    assert found.spend.mean_value == 0
    assert found.spend.estimate_value(np.array([1]), np.array([0])) == [0]


@pytest.mark.parametrize("model", MODELS)
def test_a_customer_of_every_day(model: ModelChoice) -> None:
    daily = [[(ago, 10_000) for ago in range(301)] for _ in range(5)]
    found = value([*daily, *[[(400, 20_000)]] * 30], model)
    assert is_sane(found)


def test_the_unit_of_money_does_not_matter() -> None:
    rng = np.random.default_rng(3)
    shop = [
        [(int(ago), int(10_000 * amount)) for ago, amount in zip(days, money, strict=True)]
        for days, money in (
            (rng.choice(300, 4, replace=False), rng.integers(1, 90, 4)) for _ in range(80)
        )
    ]
    larger = [[(ago, amount * 1000) for ago, amount in customer] for customer in shop]
    small, large = value(shop).spend.fit, value(larger).spend.fit
    assert small is not None
    assert large is not None
    assert large.values == pytest.approx(small.values * [1, 1, 1000], rel=1e-4)
