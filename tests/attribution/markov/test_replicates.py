"""Effects in replicates of the groups: derivatives, first order against exact, same digits."""

import os
import subprocess
import sys
from pathlib import Path as File

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import shapley
from attribution.arrays import Floats
from attribution.exact_sums import multiply_exactly
from attribution.markov import estimator, rank_one
from attribution.markov.effects import Effects
from attribution.markov.estimator import is_linearised, make_replicator
from attribution.markov.events import Events, gather_events
from attribution.markov.removal import compute_losses
from attribution.models import Markov, Removal
from attribution.shapley import ChannelSets, share_conversion_rates
from attribution.statistics.channel_sets import count_channel_sets
from attribution.statistics.transition_counts import Alphabet
from tests.attribution import reference_chain
from tests.attribution.drawn_paths import (
    ONE,
    columns,
    copied,
    counted,
    effects_of,
    some_paths,
    walked,
)
from tests.attribution.reference_chain import Path
from tests.examples import examples

MANY = 10_000
"""So many copies of everything, one more or less of a path changes little."""


def drawn(values: int, journeys: int, seed: int) -> list[tuple[Path, int]]:
    """Return journeys, each with a group, whose last value decides on what comes of them."""
    random = np.random.default_rng(seed)
    spread = []
    for _ in range(journeys):
        codes = random.integers(0, values, random.integers(1, 6)) * random.integers(0, 2)
        bought = int(random.random() < (codes[-1] + 1) / (values + 2))
        path = Path(tuple(codes.tolist()), bought, bought * int(random.integers(9, 99)), 1 - bought)
        spread.append((path, int(random.integers(200))))
    return spread


def events(spread: list[tuple[Path, int]], order: int, values: int) -> Events:
    alphabet = Alphabet(values, order)
    return gather_events(columns(spread, alphabet), alphabet)


def resampling(replicates: int) -> Floats:
    draws = np.random.Generator(np.random.PCG64(0))
    return draws.multinomial(200, [1 / 200] * 200, size=replicates).astype(np.float64)


def both(effects: Effects) -> Floats:
    return np.stack([effects.conversions, effects.revenue])


@given(some_paths(), st.integers(1, 4), st.sampled_from(Removal), st.integers(0, 6))
@examples(80)
def test_derivatives_are_finite_differences(
    paths: tuple[Path, ...], order: int, removal: Removal, group: int
) -> None:
    """A path more and a path less than many copies of all, by the definitions."""
    weights = np.full((2, 200), float(MANY))
    group %= len(paths)
    weights[:, group] += (1, -1)
    by_groups = compute_losses(counted(paths, order, 4), removal).effects(weights)
    exact = [
        reference_chain.removal_effects(copied(paths, row.astype(int).tolist()), order, 4, removal)
        for row in weights
    ]
    expected = np.array(exact[0]) - np.array(exact[1])
    found = both(by_groups)[:, 0] - both(by_groups)[:, 1]
    assert found * MANY / 2 == pytest.approx(expected * MANY / 2, abs=2e-5, nan_ok=True)


@given(some_paths(), st.integers(1, 4), st.sampled_from(Removal))
@examples(60)
def test_what_groups_contribute_adds_up_to_what_is_left(
    paths: tuple[Path, ...], order: int, removal: Removal
) -> None:
    found = compute_losses(counted(paths, order, 4), removal)
    assert found.changes.sum(axis=1) == pytest.approx(found.left, abs=1e-5, rel=1e-6)
    assert found.totals.sum(axis=1) == pytest.approx(
        [sum(path.conversions for path in paths), sum(path.revenue for path in paths)]
    )


@given(some_paths(), st.integers(1, 4), st.sampled_from(Removal))
@examples(40)
def test_a_row_of_ones_is_the_point_estimate(
    paths: tuple[Path, ...], order: int, removal: Removal
) -> None:
    chain, model = counted(paths, order, 4), Markov(order, removal)
    weights = np.concatenate([resampling(3), ONE])
    found, point = effects_of(chain, model, weights), effects_of(chain, model)
    assert np.array_equal(both(found)[:, -1], both(point)[:, 0], equal_nan=True)
    assert np.array_equal(both(make_replicator(chain, model)(ONE)), both(point), equal_nan=True)


def widths(shares: Floats) -> Floats:
    """Return the widths of the 95 % intervals of shares of the effects, shape (values,)."""
    low, high = np.quantile(shares / shares.sum(axis=1, keepdims=True), (0.025, 0.975), axis=0)
    width: Floats = high - low
    return width


def exact_effects(
    spread: list[tuple[Path, int]], model: Markov, values: int, weights: Floats
) -> Floats:
    order = model.order or 1
    rows = []
    for own in weights.astype(int).tolist():
        copies = copied([path for path, _ in spread], [own[group] for _, group in spread])
        rows.append(reference_chain.removal_effects(copies, order, values, model.removal))
    return np.moveaxis(np.array(rows), 1, 0)


@pytest.mark.parametrize(
    "model", [Markov(2), pytest.param(Markov(1, Removal.RECONNECT), marks=pytest.mark.slow)]
)
def test_intervals_to_first_order_are_nearly_exact(model: Markov) -> None:
    spread, weights = drawn(4, 1_000, 1), resampling(150)
    chain = events(spread, model.order or 1, 4)
    assert is_linearised(chain, model)
    found = both(effects_of(chain, model, weights))
    exact = exact_effects(spread, model, 4, weights)
    assert (np.sqrt(((found - exact) ** 2).mean(axis=1)) < 0.1 * exact.std(axis=1)).all()
    if model.removal is Removal.NULL:
        for mine, theirs in zip(found, exact, strict=True):
            assert widths(mine) == pytest.approx(widths(theirs), rel=0.05)


@pytest.mark.parametrize("most", [0, 1_000])
def test_many_values_to_first_order_are_nearly_exact(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With and without the inverse."""
    chain, weights = events(drawn(12, 3_000, 2), 1, 12), resampling(1_000)
    exact = both(effects_of(chain, Markov(), weights))
    monkeypatch.setattr(estimator, "EXACT_VALUES", 0)
    monkeypatch.setattr(rank_one, "MOST", most)
    assert is_linearised(chain, Markov())
    found = both(effects_of(chain, Markov(), weights))
    assert both(effects_of(chain, Markov())) == pytest.approx(
        both(effects_of(chain, Markov(), ONE)), abs=1e-12
    )
    for mine, theirs in zip(found, exact, strict=True):
        assert widths(mine) == pytest.approx(widths(theirs), rel=0.05)


def test_what_never_converts_never_costs_anything() -> None:
    paths = (Path((0, 1, 0), 1, 7, 2), Path((1, 0, 1), 1, 11, 6), Path((0, 1, 2), 0, 0, 3))
    found = effects_of(counted(paths, 2, 4), Markov(2), resampling(50))
    converting = ~np.isnan(found.conversions[:, 2])
    assert converting.any()
    assert (found.conversions[converting][:, 2:] == 0).all()


def sets_of(spread: list[tuple[Path, int]], values: int) -> ChannelSets:
    walks = (walked(spread, converting=True), walked(spread, converting=False))
    return ChannelSets(values, *count_channel_sets(walks, values))


@given(some_paths())
@examples(40)
def test_rates_by_derivatives_agree_for_a_row_of_ones(paths: tuple[Path, ...]) -> None:
    sets = sets_of([(path, place) for place, path in enumerate(paths)], 4)
    exact = share_conversion_rates(sets)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shapley, "EXACT_VALUES", 0)
        assert shapley.is_linearised(sets)
        found = share_conversion_rates(sets, ONE)
    for mine, theirs in zip(found, exact, strict=True):
        assert mine == pytest.approx(theirs, abs=1e-9, nan_ok=True)


def test_rates_to_first_order_are_nearly_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    sets, weights = sets_of(drawn(5, 4_000, 3), 5), resampling(1_000)
    exact = share_conversion_rates(sets, weights)
    monkeypatch.setattr(shapley, "EXACT_VALUES", 0)
    for mine, theirs in zip(share_conversion_rates(sets, weights), exact, strict=True):
        assert mine.sum(axis=1) == pytest.approx(1)
        assert widths(mine) == pytest.approx(widths(theirs), rel=0.05)


@given(st.lists(st.integers(-(10**12), 10**12), min_size=200, max_size=200))
@examples(40)
def test_whole_numbers_are_added_up_exactly(amounts: list[int]) -> None:
    weights = resampling(3)
    expected = [
        sum(int(w) * amount for w, amount in zip(row, amounts, strict=True)) for row in weights
    ]
    assert (
        multiply_exactly(weights, np.array(amounts, dtype=np.float64)[:, None])[:, 0].tolist()
        == expected
    )


def test_amounts_that_are_not_whole_lose_next_to_nothing() -> None:
    random, weights = np.random.default_rng(4), resampling(20)
    amounts = random.normal(size=(200, 7)) * 10.0 ** np.arange(-3, 11, 2)
    exact = np.array([[np.dot(row, each) for each in amounts.T] for row in weights])
    found = multiply_exactly(weights, amounts)
    assert (np.abs(found - exact).max(axis=0) < 1e-13 * np.abs(amounts).sum(axis=0)).all()


def digits(seed: int) -> str:
    """Return every digit of every kind of replicate, journeys in an order of the seed."""
    spread, weights = drawn(14, 2_000, 5), resampling(40)
    order = np.random.default_rng(seed).permutation(len(spread)).tolist()
    shuffled = [spread[place] for place in order] if seed else spread
    parts = [shuffled[:700], shuffled[700:]] if seed else [spread]
    found = []
    for model in (Markov(1), Markov(2), Markov(1, Removal.RECONNECT)):
        alphabet = Alphabet(14, model.order or 1)
        pieces = zip(*(columns(part, alphabet) for part in parts), strict=True)
        chain = gather_events([np.concatenate(piece) for piece in pieces], alphabet)
        found.append(both(effects_of(chain, model, weights)))
    rows = [np.concatenate(each) for each in zip(*(pieces_of(part) for part in parts), strict=True)]
    found.append(np.stack(share_conversion_rates(ChannelSets(14, *rows), weights)))
    return " ".join(each.tobytes().hex() for each in found)


def pieces_of(
    part: list[tuple[Path, int]],
) -> list[np.ndarray[tuple[int, ...], np.dtype[np.int64]]]:
    sets = sets_of(part, 14)
    return [sets.group, sets.members, sets.conversions, sets.revenue, sets.nonconverting]


def test_parts_and_their_order_change_no_digit() -> None:
    assert digits(0) == digits(1)


@pytest.mark.slow
@pytest.mark.parametrize("threads", ["1", "2"])
def test_threads_change_no_digit(threads: str) -> None:
    """A linear algebra library adds up in another order where it has more threads."""
    root = File(__file__).parents[2]
    script = "from tests.attribution.markov.test_replicates import digits; print(digits(0))"
    environment = os.environ | {"OPENBLAS_NUM_THREADS": threads, "OMP_NUM_THREADS": threads}
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == digits(0)
