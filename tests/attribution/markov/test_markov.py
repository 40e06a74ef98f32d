"""Removal effects: the known answers, the invariants, and dense linear algebra."""

from dataclasses import replace
from itertools import groupby

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.markov.effects import Effects
from attribution.markov.estimator import choose_chain
from attribution.markov.first_order import compute_first_order_effects
from attribution.markov.removal import compute_losses
from attribution.models import Markov, Removal
from tests.attribution import reference_chain
from tests.attribution.drawn_paths import (
    FIRST_SET,
    ONE,
    SECOND_SET,
    copied,
    counted,
    effects_of,
    some_paths,
)
from tests.attribution.reference_chain import Path
from tests.examples import examples

ORDERS = st.integers(1, 4)
A, B, C = range(3)


def effects(
    paths: tuple[Path, ...], order: int, values: int = 3, removal: Removal = Removal.NULL
) -> Effects:
    model = Markov(order, removal)
    return effects_of(choose_chain(counted(paths, order, values), model), model)


@pytest.mark.parametrize(
    ("paths", "order", "conversions", "revenue"),
    [
        (FIRST_SET, 1, (18 / 35, 27 / 40, 2 / 5), (0.448051948, 0.820075758, 0.419191919)),
        (FIRST_SET, 2, (0.8, 0.6, 0.4), (0.545454545, 0.757575758, 0.621212121)),
        (SECOND_SET, 1, (21 / 40, 7 / 8, 3 / 5), (1 / 2, 5 / 6, 11 / 15)),
        (SECOND_SET, 2, (2 / 3, 1, 2 / 3), (5 / 9, 1, 7 / 9)),
        (SECOND_SET, 3, (1 / 2, 1, 1 / 2), (1 / 3, 1, 2 / 3)),
    ],
)
def test_known_effects(
    paths: tuple[Path, ...],
    order: int,
    conversions: tuple[float, ...],
    revenue: tuple[float, ...],
) -> None:
    found = effects(paths, order)
    assert found.conversions[0] == pytest.approx(conversions, abs=6e-10)
    assert found.revenue[0] == pytest.approx(revenue, abs=6e-10)


def test_known_credit() -> None:
    conversions, revenue = effects(FIRST_SET, 1).credit(np.array([5.0]), np.array([66.0]))
    assert conversions[0] == pytest.approx((1.617977528, 2.123595506, 1.258426966), abs=6e-10)
    assert revenue[0] == pytest.approx((17.525682826, 32.077502806, 16.396814367), abs=6e-10)


@given(some_paths(), ORDERS, st.sampled_from(Removal))
@examples(150)
def test_agrees_with_dense_linear_algebra(
    paths: tuple[Path, ...], order: int, removal: Removal
) -> None:
    found = effects(paths, order, 4, removal)
    conversions, revenue = reference_chain.removal_effects(paths, order, 4, removal)
    assert found.conversions[0] == pytest.approx(conversions, abs=1e-12, nan_ok=True)
    assert found.revenue[0] == pytest.approx(revenue, abs=1e-12, nan_ok=True)


@given(some_paths())
@examples(60)
def test_one_inverse_gives_what_deleting_states_gives(paths: tuple[Path, ...]) -> None:
    chain = counted(paths, 1, 4)
    one, other = (
        compute_first_order_effects(chain, ONE),
        compute_losses(chain, Removal.NULL).effects(ONE),
    )
    assert one.conversions == pytest.approx(other.conversions, abs=1e-12, nan_ok=True)
    assert one.revenue == pytest.approx(other.revenue, abs=1e-12, nan_ok=True)


@given(some_paths(), ORDERS)
@examples(100)
def test_effects_lie_between_nothing_and_everything(paths: tuple[Path, ...], order: int) -> None:
    found = effects(paths, order, 4)
    for each in (found.conversions, found.revenue):
        assert ((np.isnan(each)) | ((each >= -1e-12) & (each <= 1 + 1e-12))).all()


@given(some_paths(), ORDERS)
@examples(60)
def test_a_chain_converts_as_often_as_its_data(paths: tuple[Path, ...], order: int) -> None:
    paths = tuple(path for path in paths if path.journeys)
    if paths:
        conversions, revenue = reference_chain.worth(paths, order)
        journeys = sum(path.journeys for path in paths)
        assert conversions == pytest.approx(sum(path.conversions for path in paths) / journeys)
        assert revenue == pytest.approx(sum(path.revenue for path in paths) / journeys)


@given(some_paths(longest=9))
@examples(60)
def test_repeats_do_not_matter_to_order_one(paths: tuple[Path, ...]) -> None:
    collapsed = tuple(
        replace(path, codes=tuple(code for code, _ in groupby(path.codes))) for path in paths
    )
    one, other = effects(paths, 1, 4), effects(collapsed, 1, 4)
    assert one.conversions == pytest.approx(other.conversions, abs=1e-12, nan_ok=True)
    assert one.revenue == pytest.approx(other.revenue, abs=1e-12, nan_ok=True)


@given(some_paths())
@examples(40)
def test_credit_adds_up(paths: tuple[Path, ...]) -> None:
    totals = np.array([7.0]), np.array([11.0])
    for each, total in zip(effects(paths, 2, 4).credit(*totals), totals, strict=True):
        assert np.isnan(each).all() or each.sum() == pytest.approx(total[0])


@given(some_paths(), st.permutations(range(4)), ORDERS)
@examples(40)
def test_names_do_not_matter(paths: tuple[Path, ...], names: list[int], order: int) -> None:
    renamed = tuple(
        replace(path, codes=tuple(names[code] for code in path.codes)) for path in paths
    )
    one, other = effects(paths, order, 4), effects(renamed, order, 4)
    assert one.conversions[0] == pytest.approx(other.conversions[0, names], abs=1e-12, nan_ok=True)


@given(some_paths(), st.lists(st.integers(0, 3), min_size=7, max_size=7))
@examples(60)
def test_weights_count_groups_several_times(paths: tuple[Path, ...], times: list[int]) -> None:
    """Paths are in groups of their own: weights are the same as so many copies of each."""
    weights = np.zeros((2, 200))
    weights[0, :7] = times
    weights[1] = 1
    found = effects_of(counted(paths, 1, 4), Markov(1), weights)
    for row, own in enumerate((copied(paths, times), paths)):
        alone = effects(own, 1, 4)
        for mine, theirs in (
            (found.conversions[row], alone.conversions[0]),
            (found.revenue[row], alone.revenue[0]),
        ):
            assert mine == pytest.approx(theirs, abs=1e-12, nan_ok=True)


def test_without_nonconverting_journeys_effects_are_still_defined() -> None:
    paths = (Path((A, B), 1, 10), Path((B, C), 1, 30))
    found = effects(paths, 2)
    assert found.conversions[0].tolist() == [0.5, 1, 0.5]
    assert found.revenue[0].tolist() == [0.25, 1, 0.75]


def test_nothing_converts() -> None:
    """The point estimate is undefined; a replicate without orders has nothing to share out."""
    found = effects((Path((A, B), 0, 0, 3),), 1)
    assert np.isnan(found.conversions).all()
    assert np.isnan(found.revenue).all()
    nothing, something = np.array([0.0]), np.array([5.0])
    assert all(np.isnan(each).all() for each in found.credit(nothing, something))
    conversions, revenue = found.credit_replicates(nothing, something)
    assert conversions.tolist() == [[0, 0, 0]]
    assert np.isnan(revenue).all()


@pytest.mark.parametrize("removal", Removal)
@pytest.mark.parametrize("order", [1, 2])
def test_orders_that_bring_nothing_have_no_revenue_effects(order: int, removal: Removal) -> None:
    found = effects((Path((A, B), 2, 0, 3), Path((B, C), 1, 0, 3)), order, removal=removal)
    assert not np.isnan(found.conversions).any()
    assert np.isnan(found.revenue).all()


@pytest.mark.parametrize("order", [1, 2, 3])
def test_effects_that_are_rounding_noise_are_none(order: int) -> None:
    """C is only on the way to nothing; thirds and sevenths are not exact in binary."""
    paths = (Path((A, B, A), 1, 7, 2), Path((B, A, B), 1, 11, 6), Path((A, B, C), 0, 0, 3))
    found = effects(paths, order)
    assert found.conversions[0, C] == 0
    assert found.revenue[0, C] == 0


def test_effects_that_add_up_to_noise_share_nothing_out() -> None:
    found = Effects(np.array([[1e-13, 0], [2e-12, 0]]), np.array([[-1.0, 1.0], [0.5, 0.5]]))
    conversions, revenue = found.credit(np.array([3.0, 3.0]), np.array([4.0, 4.0]))
    assert np.isnan(conversions[0]).all()
    assert conversions[1].tolist() == [3, 0]
    assert np.isnan(revenue[0]).all()
    assert revenue[1].tolist() == [2, 2]


def test_a_long_memory_is_participation() -> None:
    paths = (Path((A, B), 2, 20, 1), Path((C, B, C), 2, 40))
    assert effects(paths, 4).conversions[0].tolist() == [0.5, 1, 0.5]


def test_reconnected_journeys_go_on() -> None:
    """Without B, everybody at A turns to C, who converts half of them."""
    paths = (Path((A, B), 4, 4), Path((A, C), 2, 2, 2))
    assert effects(paths, 1, removal=Removal.NULL).conversions[0] == pytest.approx(
        [1, 2 / 3, 1 / 3]
    )
    found = effects(paths, 1, removal=Removal.RECONNECT)
    assert found.conversions[0] == pytest.approx([1, 1 / 3, -1 / 3])


@pytest.mark.parametrize(
    ("order", "values", "longest"),
    [(1, 300, 4), (2, 300, 4), pytest.param(3, 40, 3_000, marks=pytest.mark.slow)],
)
def test_many_channels_and_a_very_long_journey(order: int, values: int, longest: int) -> None:
    random = np.random.default_rng(3)
    paths = tuple(
        Path(tuple(random.integers(0, values, length).tolist()), 1, 1, 1)
        for length in (longest, *random.integers(1, 5, 300).tolist())
    )
    found = effects(paths, order, values)
    both = np.stack([found.conversions, found.revenue])
    assert ((both >= -1e-12) & (both <= 1 + 1e-12)).all()
    held = {code for path in paths for code in path.codes}
    assert set(np.flatnonzero(found.conversions[0] > 1e-9).tolist()) == held


def test_a_journey_that_goes_back_and_forth_for_ever() -> None:
    """Alternating states hardly ever end: plain iteration would take tens of thousands of steps."""
    paths = (
        Path((A, B) * 10_000, 1, 5),
        Path((A, C, B), 3, 9, 5),
        Path((C, A, B, A), 1, 2, 7),
        Path((B, C), 0, 0, 4),
    )
    for order in (1, 2, 3):
        conversions, revenue = reference_chain.removal_effects(paths, order, 3)
        found = effects(paths, order)
        assert found.conversions[0] == pytest.approx(conversions, abs=1e-9)
        assert found.revenue[0] == pytest.approx(revenue, abs=1e-9)


@pytest.mark.parametrize("removal", Removal)
@pytest.mark.parametrize("order", [1, 2, 4])
def test_a_customer_with_fifty_thousand_touches(order: int, removal: Removal) -> None:
    codes = np.random.default_rng(7).integers(0, 5, 50_000)
    paths = (Path(tuple(codes.tolist()), 1, 5), Path((A, B), 3, 9, 5), Path((B, C, A), 1, 2, 7))
    conversions, revenue = reference_chain.removal_effects(paths, order, 5, removal)
    found = effects(paths, order, 5, removal)
    assert found.conversions[0] == pytest.approx(conversions, abs=1e-9)
    assert found.revenue[0] == pytest.approx(revenue, abs=1e-9)


@pytest.mark.parametrize("removal", Removal)
@pytest.mark.parametrize("order", [1, 2, 4])
def test_journeys_of_one_touch_are_worth_their_orders(order: int, removal: Removal) -> None:
    paths = (Path((A,), 1, 10, 3), Path((B,), 3, 90, 1), Path((C,), 0, 0, 4))
    found = effects(paths, order, removal=removal)
    if removal is Removal.NULL:
        assert found.conversions[0] == pytest.approx([0.25, 0.75, 0], abs=1e-12)
        assert found.revenue[0] == pytest.approx([0.1, 0.9, 0], abs=1e-12)
    else:
        assert found.conversions[0] == pytest.approx([-1 / 8, 5 / 8, -1 / 2], abs=1e-12)


@given(some_paths(), st.sampled_from((2, 3)), st.sampled_from(Removal))
@examples(40)
def test_a_factorisation_gives_the_same(
    paths: tuple[Path, ...], order: int, removal: Removal
) -> None:
    expected = effects(paths, order, 4, removal)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("attribution.markov.linear_system.ROUNDS", 0)
        found = effects(paths, order, 4, removal)
    assert found.conversions == pytest.approx(expected.conversions, abs=1e-12, nan_ok=True)
    assert found.revenue == pytest.approx(expected.revenue, abs=1e-12, nan_ok=True)
