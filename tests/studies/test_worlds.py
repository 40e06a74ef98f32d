"""The truths that the studies compute, against counting what is drawn."""

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest

from tests.selection import keep
from tests.studies import worlds
from tests.studies.run import buyers, findings_of
from tests.studies.shops import UNIT, shop
from tests.studies.truth import truth
from tests.studies.worlds import World, harvesting, losing

if TYPE_CHECKING:
    from attribution.arrays import Floats
    from tests.studies.shops import Drawn

CUSTOMERS = 15_000

UNLIKELY = 4.5
"""Standard errors; one of a hundred thousand sums is further off."""

both = pytest.mark.parametrize("world", [losing(), harvesting()], ids=["losing", "harvesting"])


def errors(of_customers: "Floats", true: "Floats") -> "Floats":
    """Return by how many standard errors sums over customers, the rows, miss the truth."""
    expected = np.sqrt(len(of_customers) * of_customers.var(axis=0))
    missed: Floats = np.abs(of_customers.sum(axis=0) - true) / expected
    return missed


def by_customer(world: World, drawn: "Drawn", of_touches: "Floats") -> "Floats":
    """Add up an amount of each touch, shape (customers, channels)."""
    sums = np.zeros((CUSTOMERS, len(world.channels)))
    places = drawn.customer[drawn.journey], world.chain.channel[drawn.state]
    np.add.at(sums, places, of_touches)
    return sums


@both
def test_linear_credit_is_what_counting_gives(world: World) -> None:
    drawn = shop(world, CUSTOMERS, 1).drawn
    weights = drawn.bought[drawn.journey] / drawn.lengths[drawn.journey]
    baskets = np.zeros(len(drawn.bought))
    baskets[drawn.journey] = world.chain.basket[drawn.state]
    true = truth(world, CUSTOMERS).credit["linear"]
    assert (errors(by_customer(world, drawn, weights), true[0]) < UNLIKELY).all()
    paid = weights * baskets[drawn.journey]
    assert (errors(by_customer(world, drawn, paid), true[1]) < UNLIKELY).all()


@both
def test_orders_are_what_counting_gives(world: World) -> None:
    made = shop(world, CUSTOMERS, 2)
    number = made.orders["customer_id"].str.split("-").list.last().cast(pl.Int64).to_numpy()
    sums = np.zeros((CUSTOMERS, 2))
    np.add.at(sums[:, 0], number, 1)
    np.add.at(sums[:, 1], number, made.orders["revenue"].to_numpy() / UNIT)
    assert (errors(sums, truth(world, CUSTOMERS).orders) < UNLIKELY).all()


def test_orders_lost_are_those_of_the_journeys_that_hold_the_channel() -> None:
    world = losing()
    drawn = shop(world, CUSTOMERS, 3).drawn
    touched = drawn.bought & (drawn.lengths > 0)
    channel = world.chain.channel[drawn.state]
    pairs = np.unique(drawn.journey * len(world.channels) + channel)
    journey, code = np.divmod(pairs, len(world.channels))
    held = np.zeros((CUSTOMERS, len(world.channels)))
    np.add.at(held, (drawn.customer[journey], code), touched[journey])
    journeys = truth(world, CUSTOMERS).credit["linear"][0].sum() / world.chain.total[0]
    assert (errors(held, world.losses * journeys) < UNLIKELY).all()


def ordered(off: int | None, dice: Random) -> bool:
    """Live through one need of the world of harvesters, in plain words."""
    table = worlds._table(worlds._HARVEST)[1].T.tolist()
    count = len(table)
    if dice.random() < worlds._BORN_DECIDED:
        return True
    (here,) = dice.choices(range(count), [row[1] for row in table])
    while True:
        power, *_ = table[here]
        if here != off and dice.random() < power / 100:
            return True
        onward = table[here][4:]
        (event,) = dice.choices([*range(count), None], [*onward, 100 - sum(onward)])
        if event is None:
            return False
        here = event


@pytest.mark.parametrize("off", keep([0, 2, 4], [2]))
def test_persuasion_lost_is_what_living_without_it_loses(off: int) -> None:
    world, needs = harvesting(), 10_000
    dice = Random(off)  # noqa: S311 - made to be repeated, not to be secret
    came = sum(ordered(off, dice) for _ in range(needs)) / needs
    left = world.chain.total[0] - world.losses[off]
    assert abs(came - left) < UNLIKELY * (left * (1 - left) / needs) ** 0.5


def test_harvesters_cause_nothing() -> None:
    world = harvesting()
    caused = dict(zip(world.channels, world.losses.tolist(), strict=True))
    for name in ("Retargeting", "Brand Search", "Direct"):
        assert caused[name] == pytest.approx(0, abs=1e-12)
    assert 0.5 < world.anyway < 0.6


@both
def test_merito_sees_the_journeys_that_were_drawn(world: World) -> None:
    made = shop(world, 2_000, 4)
    drawn, findings = made.drawn, findings_of(made)
    codes = [findings.values.names.index(name) for name in world.channels]
    path = np.array(codes)[world.chain.channel[drawn.state]].tolist()
    events: Counter[tuple[int, int]] = Counter()
    ends = np.cumsum(drawn.lengths).tolist()
    for end, length, bought in zip(ends, drawn.lengths.tolist(), drawn.bought, strict=True):
        if length:
            steps = path[end - length : end]
            last = len(codes) + (0 if bought else 1)
            events.update(zip([0, *(code + 1 for code in steps)], [*steps, last], strict=True))
    seen = findings.statistics.chains.group_by("context", "event").agg(pl.col("journeys").sum())
    assert {(context, event): count for context, event, count in seen.iter_rows()} == events
    assert findings.statistics.customers.sum() == 2_000


def test_buyers_are_the_customers_that_linear_credit_is_of() -> None:
    world = losing()
    made = shop(world, 2_000, 5)
    findings = findings_of(made)
    people = findings.statistics.people.filter(pl.col("model") == 3)
    counts = dict(people.select("value", "customers").iter_rows())
    codes = [findings.values.names.index(name) for name in world.channels]
    assert [counts.get(code, 0) for code in codes] == buyers(world, made.drawn).tolist()


def test_a_seed_draws_one_shop() -> None:
    one, again, other = (shop(losing(), 500, seed) for seed in (6, 6, 7))
    assert one.touches.equals(again.touches)
    assert one.orders.equals(again.orders)
    assert not one.touches.equals(other.touches)
