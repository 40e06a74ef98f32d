"""Resampling: a fixed stream, sums to the last digit, quantiles, ranks that recur."""

from fractions import Fraction
from itertools import pairwise
from statistics import quantiles

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import bootstrap
from attribution.arrays import Floats
from attribution.bootstrap import (
    Resampling,
    compute_interval,
    compute_rescaling,
    draw_group_weights,
    is_rank_stable,
    rank_revenue,
    resample,
)
from attribution.parts.buckets import GROUPS
from tests.examples import examples

FIRST_DRAW = (
    "10002211132020102101001111531111011012301010120102"
    "20200012001001010310131311143121121113012302330322"
    "10220102011010112020003100200011210021301120020202"
    "00010120200013100221040021122110011001000010200101"
)
"""The first row of weights of seed 0, a digit a group."""

WEIGHTS = draw_group_weights(Resampling(replicates=25, seed=3))

sizes = st.sampled_from((1e-7, 1.0, 1e4, 1e13))
seeds = st.integers(0, 2**32)


def some_cells(seed: int, size: float, cells: int = 12) -> Floats:
    """Return credit by group, much of it zero, some of it negative, rows of unlike size."""
    random = np.random.default_rng(seed)
    amounts = random.normal(1, 1, (cells, GROUPS)) * (random.random((cells, GROUPS)) < 0.5)
    by_group: Floats = amounts * size * 10.0 ** random.integers(-6, 7, (cells, 1))
    return by_group


def exact_sums(by_group: Floats, weights: Floats) -> list[list[Fraction]]:
    return [
        [
            sum((int(w) * Fraction(c) for w, c in zip(draw, cell, strict=True) if w), Fraction())
            for draw in weights.tolist()
        ]
        for cell in by_group.tolist()
    ]


def by_definition(revenue: list[float]) -> list[int]:
    """Return ranks by counting who stands before whom."""
    return [
        1
        + sum(
            other > own or (other == own and place < position)
            for place, other in enumerate(revenue)
        )
        for position, own in enumerate(revenue)
    ]


def test_the_stream_of_weights_does_not_change() -> None:
    first = draw_group_weights(Resampling())[0]
    assert "".join(str(int(each)) for each in first) == FIRST_DRAW


def test_a_replicate_draws_as_many_groups_as_there_are() -> None:
    weights = draw_group_weights(Resampling())
    assert weights.shape == (1000, 200)
    assert weights.dtype == np.float64
    assert (weights == np.rint(weights)).all()
    assert (weights.sum(axis=1) == 200).all()
    assert (weights == draw_group_weights(Resampling(1000, 0))).all()
    assert (weights != draw_group_weights(Resampling(1000, 1))).any()


def test_groups_count_as_often_as_draws_with_replacement_do() -> None:
    weights = draw_group_weights(Resampling())
    assert weights.mean(axis=0) == pytest.approx(np.ones(200), abs=0.15)
    assert weights.var() == pytest.approx(1 - 1 / 200, abs=0.01)
    assert (weights == 0).mean() == pytest.approx((1 - 1 / 200) ** 200, abs=0.005)


def test_totals_are_rescaled_to_all_customers() -> None:
    weights = np.zeros((2, GROUPS))
    weights[0, :2] = 150, 50
    weights[1, 1] = 200
    customers = np.zeros(GROUPS, dtype=np.int64)
    customers[:3] = 4, 2, 1
    factors = compute_rescaling(weights, customers)
    assert factors.tolist() == [7 / 700, 7 / 400]
    drawn = weights @ customers.astype(np.float64)
    assert drawn * factors == pytest.approx([7, 7], rel=1e-15)


def test_groups_of_equal_size_need_no_rescaling() -> None:
    assert (compute_rescaling(WEIGHTS, np.full(GROUPS, 7)) == 1).all()


def test_a_replicate_without_customers_has_no_factor() -> None:
    customers = np.zeros(GROUPS, dtype=np.int64)
    customers[5] = 3
    factors = compute_rescaling(WEIGHTS, customers)
    assert np.isnan(factors).tolist() == (WEIGHTS[:, 5] == 0).tolist()
    assert np.isnan(factors).any()
    assert np.isnan(compute_rescaling(WEIGHTS, np.zeros(GROUPS, dtype=np.int64))).all()


@given(seeds, sizes)
@examples(20)
def test_sums_are_those_of_exact_arithmetic(seed: int, size: float) -> None:
    by_group = some_cells(seed, size, cells=3)
    found = resample(by_group, WEIGHTS).tolist()
    for cell, sums, right in zip(by_group, found, exact_sums(by_group, WEIGHTS), strict=True):
        largest = Fraction(float(np.abs(cell).max()))
        for own, exact in zip(sums, right, strict=True):
            assert abs(Fraction(own) - exact) <= 6 * largest / 10**12


@given(seeds, sizes)
@examples(20)
def test_sums_of_positive_credit_are_right_to_nine_digits(seed: int, size: float) -> None:
    by_group = np.abs(some_cells(seed, size, cells=3))
    found = resample(by_group, WEIGHTS).tolist()
    for sums, right in zip(found, exact_sums(by_group, WEIGHTS), strict=True):
        assert sums == pytest.approx([float(each) for each in right], rel=1e-9)


@given(seeds, st.sampled_from((1, 10**9, 2**44 - 1)))
@examples(20)
def test_whole_amounts_lose_nothing(seed: int, most: int) -> None:
    amounts = np.random.default_rng(seed).integers(-most, most, (3, GROUPS), endpoint=True)
    amounts[:, 0] = most
    found = resample(amounts.astype(np.float64), WEIGHTS)
    exact = amounts.astype(object) @ WEIGHTS.astype(np.int64).astype(object).T
    assert found.tolist() == exact.tolist()


@given(seeds, sizes, st.lists(st.integers(0, 12), max_size=4))
@examples(30)
def test_digits_depend_neither_on_other_cells_nor_on_the_order_of_groups(
    seed: int, size: float, cuts: list[int]
) -> None:
    by_group = some_cells(seed, size)
    whole = resample(by_group, WEIGHTS)
    random = np.random.default_rng(seed)
    cells, groups = random.permutation(len(by_group)), random.permutation(GROUPS)
    assert np.array_equal(resample(by_group[cells], WEIGHTS), whole[cells])
    assert np.array_equal(resample(by_group[:, groups], WEIGHTS[:, groups]), whole)
    assert np.array_equal(resample(np.asfortranarray(by_group), WEIGHTS), whole)
    edges = [0, *sorted(cuts), len(by_group)]
    parts = [resample(by_group[start:stop], WEIGHTS) for start, stop in pairwise(edges)]
    assert np.array_equal(np.concatenate(parts), whole)
    draws = [resample(by_group, WEIGHTS[start : start + 4]) for start in range(0, 25, 4)]
    assert np.array_equal(np.concatenate(draws, axis=1), whole)


@pytest.mark.parametrize("amount", [0.0, 5e-324, 1e-290, 1e-200, 1.0, 1e300, -1e300])
def test_extreme_amounts_stay_finite(amount: float) -> None:
    by_group = np.full((1, GROUPS), amount)
    assert resample(by_group, WEIGHTS)[0] == pytest.approx(200 * amount, rel=1e-9, abs=1e-280)
    assert resample(by_group[:0], WEIGHTS).shape == (0, 25)


def test_bounds_of_replicates_that_hit_the_quantiles() -> None:
    found = compute_interval(np.random.default_rng(0).permutation(41.0 * np.arange(41)))
    assert [float(found.low), float(found.high)] == [41, 39 * 41]


@given(st.lists(st.lists(st.floats(-1e9, 1e9), min_size=7, max_size=7), min_size=1, max_size=5))
def test_bounds_are_type_seven_quantiles(rows: list[list[float]]) -> None:
    found = compute_interval(np.array(rows))
    for row, low, high in zip(rows, found.low, found.high, strict=True):
        cuts = quantiles(row, n=40, method="inclusive")
        assert (low, high) == pytest.approx((cuts[0], cuts[-1]), rel=1e-12, abs=1e-6)
        assert min(row) <= low <= high <= max(row)


def test_bounds_agree_with_numpy_over_the_last_axis() -> None:
    values = np.random.default_rng(1).normal(size=(3, 4, 1000))
    low, high = np.quantile(values, (0.025, 0.975), axis=-1)
    assert compute_interval(values).low == pytest.approx(low, rel=1e-12)
    assert compute_interval(values).high == pytest.approx(high, rel=1e-12)


def test_one_undefined_replicate_leaves_no_bounds() -> None:
    values = np.ones((2, 50))
    values[0, 17] = np.nan
    found = compute_interval(values)
    assert np.isnan(found.low).tolist() == np.isnan(found.high).tolist() == [True, False]
    assert (found.low[1], found.high[1]) == (1, 1)
    assert compute_interval(np.array([[4.0]])).high.tolist() == [4]


def test_half_the_width_is_that_of_a_sum_of_independent_groups() -> None:
    by_group = np.random.default_rng(7).normal(100, 15, (300, GROUPS))
    found = compute_interval(resample(by_group, draw_group_weights(Resampling())))
    ratio = (found.high - found.low) / 2 / (1.96 * by_group.std(axis=1) * GROUPS**0.5)
    assert ratio.mean() == pytest.approx(1, abs=0.02)
    assert (np.abs(ratio - 1) < 0.15).all()
    assert (found.low < by_group.sum(axis=1)).all()
    assert (found.high > by_group.sum(axis=1)).all()


@pytest.mark.parametrize(
    ("revenue", "expected"),
    [
        ([], []),
        ([3.0], [1]),
        ([10.0, 30.0, 20.0], [3, 1, 2]),
        ([5.0, 0.0, 5.0, 0.0, 9.0], [2, 4, 3, 5, 1]),
        ([-4.0, 0.0, 3.0, -0.0], [4, 2, 1, 3]),
        ([np.nan, -7.0, np.nan, 2.0], [3, 2, 4, 1]),
        ([1e300, -1e300, 0.0], [1, 3, 2]),
    ],
)
def test_ranks_descend_and_ties_go_by_position(revenue: list[float], expected: list[int]) -> None:
    assert rank_revenue(np.array(revenue)).tolist() == expected


@given(st.lists(st.integers(-3, 3) | st.integers(-(10**14), 10**14), max_size=12))
def test_ranks_are_counts_of_those_before(revenue: list[int]) -> None:
    amounts = [float(each) for each in revenue]
    assert rank_revenue(np.array(amounts)).tolist() == by_definition(amounts)


@given(st.integers(1, 10**12), st.integers(1, 12), st.integers(-3, 3))
def test_the_last_digits_of_a_sum_do_not_break_a_tie(whole: int, parts: int, ulps: int) -> None:
    amount = whole / parts
    noisy = amount + ulps * np.spacing(amount)
    assert rank_revenue(np.array([amount, noisy])).tolist() == [1, 2]
    assert rank_revenue(np.array([noisy, amount])).tolist() == [1, 2]


@pytest.mark.parametrize(("kept", "stable"), [(949, False), (950, True), (951, True)])
def test_a_stable_rank_recurs_in_950_of_1000_replicates(kept: int, stable: bool) -> None:
    replicates = np.tile([[30.0], [20.0], [10.0]], 1000)
    replicates[2, kept:] = 25.0
    found = is_rank_stable(np.array([30.0, 20.0, 10.0]), replicates)
    assert found.tolist() == [True, stable, stable]


def test_equal_revenue_is_stable_where_names_decide() -> None:
    point = np.array([4.0, 4.0, 0.0, 0.0])
    assert is_rank_stable(point, np.tile(point[:, None], 20)).all()
    assert is_rank_stable(point[::-1], np.tile(point[:, None], 20)).tolist() == [False] * 4


def test_what_is_undefined_has_no_stable_rank() -> None:
    replicates = np.tile([[3.0], [2.0], [1.0]], 100)
    assert is_rank_stable(np.array([np.nan, 3.0, 2.0]), replicates).tolist() == [False] * 3
    replicates[2, 10:] = np.nan
    assert is_rank_stable(np.array([3.0, 2.0, 1.0]), replicates).tolist() == [True, True, False]
    replicates[:] = np.nan
    assert not is_rank_stable(np.array([3.0, 2.0, 1.0]), replicates).any()


@given(seeds, st.integers(1, 9), st.integers(1, 60), st.integers(1, 40))
@examples(40)
def test_stability_counts_the_ranks_of_each_replicate(
    seed: int, values: int, count: int, cells: int
) -> None:
    random = np.random.default_rng(seed)
    point = random.integers(0, 40, values).astype(np.float64)
    noise = random.integers(-4, 5, (values, count)) * (random.random((values, count)) < 0.1)
    replicates = point[:, None] + noise
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bootstrap, "CELLS", cells)
        found = is_rank_stable(point, replicates)
    own = by_definition(point.tolist())
    drawn = [by_definition(column) for column in replicates.T.tolist()]
    for value in range(values):
        recurring = sum(each[value] == own[value] for each in drawn)
        assert found[value] == (recurring * 20 >= 19 * count)
