"""Shapley values: the axioms, brute force, and the traps of conversion rates."""

from itertools import permutations
from math import factorial
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.journeys.windows import DAY, Window
from attribution.models import Shapley
from attribution.plan import NamedModel, Plan
from attribution.shapley import (
    ChannelSets,
    Coalition,
    compute_shapley_values,
    find_small_coalitions,
    share_conversion_rates,
)
from attribution.statistics.channel_sets import count_channel_sets
from tests.attribution.drawn_paths import ONE, some_paths, walked
from tests.attribution.reference_chain import Path
from tests.attribution.shop import Order, Shop, Touch, instant, parts_of, statistics_of
from tests.examples import examples

if TYPE_CHECKING:
    from attribution.arrays import Floats

Worth = list[float]
"""Worth of each coalition as a set of bits."""


@st.composite
def games(draw: st.DrawFn, most: int = 6) -> tuple[int, Worth]:
    players = draw(st.integers(1, most))
    number = st.floats(-100, 100, allow_subnormal=False)
    worth = draw(st.lists(number, min_size=(1 << players) - 1, max_size=(1 << players) - 1))
    return players, [0.0, *worth]


def by_arrival(players: int, worth: Worth) -> list[float]:
    """Return what each adds on average when all arrive one by one, in every order."""
    added = [0.0] * players
    for order in permutations(range(players)):
        coalition = 0
        for player in order:
            added[player] += worth[coalition | 1 << player] - worth[coalition]
            coalition |= 1 << player
    return [total / factorial(players) for total in added]


def values_of(worth: Worth) -> "Floats":
    found: Floats = compute_shapley_values(np.array([worth]))[0]
    return found


@given(games())
@examples(60)
def test_agrees_with_brute_force(game: tuple[int, Worth]) -> None:
    worth = game[1]
    found = values_of(worth)
    assert found == pytest.approx(by_arrival(*game), abs=1e-9)
    assert found.sum() == pytest.approx(worth[-1], abs=1e-9)


def test_eight_players_agree_with_brute_force() -> None:
    worth = [0.0, *np.random.default_rng(5).normal(size=255).tolist()]
    assert values_of(worth) == pytest.approx(by_arrival(8, worth), abs=1e-9)


@given(games(), games())
@examples(40)
def test_values_of_a_sum_are_sums(one: tuple[int, Worth], other: tuple[int, Worth]) -> None:
    players = min(one[0], other[0])
    games = np.array([worth[: 1 << players] for _, worth in (one, other)])
    both = compute_shapley_values(games.sum(axis=0)[None])[0]
    assert both == pytest.approx(compute_shapley_values(games).sum(axis=0), abs=1e-9)


@given(games(5), st.integers(0, 5))
@examples(40)
def test_who_adds_nothing_gets_nothing_and_twins_get_the_same(
    game: tuple[int, Worth], place: int
) -> None:
    """A player is put in at some place who adds nothing, then one who is any other's twin."""
    players, worth = game
    place = min(place, players)
    low = (1 << place) - 1
    without = [
        worth[(coalition & low) | (coalition >> place + 1 << place)]
        for coalition in range(2 << players)
    ]
    found = values_of(without)
    assert found[place] == pytest.approx(0, abs=1e-9)
    assert np.delete(found, place) == pytest.approx(by_arrival(*game), abs=1e-9)
    twins = [worth[_merged(coalition)] for coalition in range(2 << players)]
    both = values_of(twins)
    assert both[0] == pytest.approx(both[1], abs=1e-9)


def _merged(coalition: int) -> int:
    """Return a coalition in which the first two players are one."""
    return coalition >> 2 << 1 | int(coalition & 3 > 0)


def sets_of(paths: tuple[Path, ...], values: int) -> ChannelSets:
    spread = [(path, place % 200) for place, path in enumerate(paths)]
    walks = (walked(spread, converting=True), walked(spread, converting=False))
    return ChannelSets(values, *count_channel_sets(walks, values))


def within(paths: tuple[Path, ...], coalition: int) -> list[Path]:
    return [path for path in paths if all(coalition >> code & 1 for code in path.codes)]


def rate(paths: tuple[Path, ...], coalition: int, amount: str) -> float:
    inside = within(paths, coalition)
    journeys = sum(path.journeys for path in inside)
    return sum(getattr(path, amount) for path in inside) / journeys if journeys else 0.0


@given(some_paths())
@examples(60)
def test_conversion_rates_agree_with_brute_force(paths: tuple[Path, ...]) -> None:
    found = share_conversion_rates(sets_of(paths, 4), ONE)
    for shares, amount in zip(found, ("conversions", "revenue"), strict=True):
        worth = [rate(paths, coalition, amount) for coalition in range(16)]
        if worth[-1]:
            expected = [value / worth[-1] for value in by_arrival(4, worth)]
            assert shares[0] == pytest.approx(expected, abs=1e-9)
        else:
            assert np.isnan(shares).all()


@given(some_paths(), st.lists(st.integers(0, 3), min_size=7, max_size=7))
@examples(40)
def test_weights_count_groups_several_times(paths: tuple[Path, ...], times: list[int]) -> None:
    weights = np.zeros((1, 200))
    weights[0, :7] = times
    copies = tuple(
        Path(path.codes, path.conversions * n, path.revenue * n, path.nonconverting * n)
        for path, n in zip(paths, times, strict=False)
    )
    alone = share_conversion_rates(sets_of(copies, 4), ONE)
    for mine, theirs in zip(share_conversion_rates(sets_of(paths, 4), weights), alone, strict=True):
        assert mine == pytest.approx(theirs, abs=1e-9, nan_ok=True)


def test_one_lucky_journey_takes_the_credit_from_a_thousand() -> None:
    paths = (Path((0,), 20, 20, 980), Path((1,), 1, 1))
    shares, _ = share_conversion_rates(sets_of(paths, 2), ONE)
    assert shares[0, 0] * 21 == pytest.approx(-480, abs=0.5)
    assert shares[0].sum() == pytest.approx(1)
    assert find_small_coalitions(sets_of(paths, 2)) == [Coalition((1,), 1)]


def test_rates_of_many_journeys_are_not_warned_about() -> None:
    paths = (Path((0,), 20, 20, 980), Path((1,), 10, 1, 20), Path((0, 1), 1, 1, 100))
    assert find_small_coalitions(sets_of(paths, 2)) == []


@pytest.mark.slow
def test_twenty_channels() -> None:
    random = np.random.default_rng(1)
    paths = tuple(Path(tuple(random.integers(0, 20, 3).tolist()), 1, 1, 2) for _ in range(200))
    shares, _ = share_conversion_rates(sets_of(paths, 20), ONE)
    assert shares.sum() == pytest.approx(1)


@given(some_paths(values=5))
@examples(40)
def test_closed_form_agrees_with_brute_force(paths: tuple[Path, ...]) -> None:
    """Worth of a coalition: the conversions of the orders whose channels lie within it."""
    start = instant("2024-01-01T00:00")
    touches, orders = [], []
    for row, path in enumerate(paths):
        for time in range(path.conversions):
            person, at = f"{row} {time}", start
            touches += [
                Touch(person, at, f"{code}", id=place) for place, code in enumerate(path.codes)
            ]
            orders.append(Order(person, person, at, path.revenue))
    shop = Shop(tuple(touches), tuple(orders), ids=True)
    parts = parts_of(shop)
    plan = Plan((NamedModel("shapley", Shapley()),), (Window(DAY),))
    names = parts.vocabularies["channel"].names
    found = np.zeros(5)
    for value, conversions in (
        statistics_of(parts, plan).credit.select("value", "conversions").rows()
    ):
        found[int(names[value] or "")] += conversions
    worth = [float(sum(p.conversions for p in within(paths, each))) for each in range(32)]
    assert found == pytest.approx(by_arrival(5, worth), abs=1e-9)
