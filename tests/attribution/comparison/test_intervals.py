"""The columns of intervals and of stability, by hand and against plain Python."""

from fractions import Fraction
from statistics import quantiles

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.arrays import Floats, Ints
from attribution.bootstrap import Resampling, compute_rescaling, draw_group_weights, resample
from attribution.comparison import intervals
from attribution.comparison.intervals import (
    BlockTotals,
    ModelCredit,
    Replicates,
    Stability,
    compute_bounds,
    judge_stability,
)
from attribution.comparison.measures import BOUNDS
from attribution.parts.buckets import GROUPS
from tests.examples import examples

MANY = np.array([10, 10, 10])
LAST = np.arange(41.0)
"""41 replicates: the quantiles are the second smallest and the second largest."""


def replicates(conversions: Floats, revenue: Floats) -> Replicates:
    """Return replicates whose first one is the estimate from all customers."""
    return Replicates(conversions, revenue, ModelCredit(conversions[:, 0], revenue[:, 0]))


def page() -> tuple[Replicates, Replicates, BlockTotals]:
    """Return own credit, the baseline's and the totals of three rows in 41 replicates."""
    revenue = np.array([100 + LAST, 200 - 2 * LAST, np.full(41, 50.0)])
    first = np.array([np.full(41, 80.0), 200 - 2 * LAST, LAST])
    own = replicates(revenue / 10, revenue)
    return own, replicates(first / 10, first), BlockTotals(np.full(41, 40.0), np.full(41, 400.0))


def pair(found: dict[str, Floats], figure: str, row: int) -> tuple[float, float]:
    return float(found[f"{figure}_low"][row]), float(found[f"{figure}_high"][row])


def test_bounds_by_hand() -> None:
    own, first, totals = page()
    found = dict(compute_bounds(own, first, totals, MANY))
    assert pair(found, "conversions", 0) == pytest.approx((10.1, 13.9))
    assert pair(found, "conversions_share", 0) == pytest.approx((10.1 / 40, 13.9 / 40))
    assert pair(found, "revenue", 0) == (101, 139)
    assert pair(found, "revenue_share", 0) == pytest.approx((101 / 400, 139 / 400))
    assert pair(found, "revenue_change", 0) == (21, 59)
    assert pair(found, "revenue_change_share", 0) == pytest.approx((21 / 80, 59 / 80))
    assert pair(found, "revenue", 1) == (122, 198)
    assert pair(found, "revenue_change", 1) == (0, 0)
    assert pair(found, "revenue_change", 2) == (11, 49)


def test_columns_have_the_order_of_the_report() -> None:
    own, first, totals = page()
    expected = (
        "conversions_low",
        "conversions_high",
        "conversions_share_low",
        "conversions_share_high",
        "revenue_low",
        "revenue_high",
        "revenue_share_low",
        "revenue_share_high",
        "revenue_change_low",
        "revenue_change_high",
        "revenue_change_share_low",
        "revenue_change_share_high",
    )
    assert expected == BOUNDS
    assert tuple(compute_bounds(own, first, totals, MANY)) == expected
    assert tuple(compute_bounds(own, None, totals, MANY)) == expected


def test_a_change_is_a_difference_within_each_replicate() -> None:
    """Two models that go up and down together differ for certain, wide as their intervals are."""
    _, _, totals = page()
    credit = np.tile(1000 * LAST, (3, 1))
    own, first = replicates(credit, credit + 1), replicates(credit, credit)
    found = dict(compute_bounds(own, first, totals, MANY))
    assert pair(found, "revenue_change", 0) == (1, 1)
    assert pair(found, "revenue", 0) == (1001, 39_001)


def test_a_divisor_of_nothing_leaves_that_quotient_alone_empty() -> None:
    own, first, totals = page()
    found = dict(compute_bounds(own, first, totals, MANY))
    assert np.isnan(found["revenue_change_share_low"]).tolist() == [False, False, True]
    paid = totals.paid.copy()
    paid[3] = 0
    found = dict(compute_bounds(own, first, BlockTotals(totals.orders, paid), MANY))
    empty = {name for name in BOUNDS if np.isnan(found[name][:2]).all()}
    assert empty == {"revenue_share_low", "revenue_share_high"}
    nobody = BlockTotals(np.zeros(41), totals.paid)
    assert np.isnan(compute_bounds(own, first, nobody, MANY)["conversions_share_high"]).all()


def test_fewer_than_ten_customers_have_no_interval() -> None:
    own, first, totals = page()
    whole = compute_bounds(own, first, totals, MANY)
    found = compute_bounds(own, first, totals, np.array([10, 9, 0]))
    for name in BOUNDS:
        assert found[name][0] == whole[name][0]
        assert np.isnan(found[name][1:]).all()


def test_the_baseline_has_no_change() -> None:
    own, first, totals = page()
    whole = compute_bounds(own, first, totals, MANY)
    found = compute_bounds(own, None, totals, MANY)
    for name in BOUNDS:
        expected = np.full(3, np.nan) if "change" in name else whole[name]
        assert np.array_equal(found[name], expected, equal_nan=True)


def test_a_model_that_is_undefined_has_no_bounds() -> None:
    own, first, totals = page()
    nothing = np.full((3, 41), np.nan)
    found = compute_bounds(replicates(nothing, nothing), first, totals, MANY)
    assert all(np.isnan(column).all() for column in found.values())
    found = compute_bounds(replicates(own.conversions, nothing), first, totals, MANY)
    undefined = {name for name, column in found.items() if np.isnan(column).all()}
    assert undefined == {name for name in BOUNDS if name.startswith("revenue")}
    found = compute_bounds(own, replicates(nothing, nothing), totals, MANY)
    undefined = {name for name, column in found.items() if np.isnan(column).all()}
    assert undefined == {name for name in BOUNDS if "change" in name}


def test_an_undefined_estimate_has_no_bounds_whatever_the_replicates() -> None:
    """Without any revenue Markov says nothing; that each replicate gives 0 is no certainty."""
    own, first, totals = page()
    whole = compute_bounds(own, first, totals, MANY)
    unknown = ModelCredit(own.point.conversions, np.array([np.nan, 0, 0]))
    found = compute_bounds(Replicates(own.conversions, own.revenue, unknown), first, totals, MANY)
    for name in BOUNDS:
        assert np.isnan(found[name][0]) == name.startswith("revenue")
        assert np.array_equal(found[name][1:], whole[name][1:], equal_nan=True)
    found = compute_bounds(own, Replicates(first.conversions, first.revenue, unknown), totals, MANY)
    assert {name for name in BOUNDS if np.isnan(found[name][0])} == set(BOUNDS[-4:])
    assert not np.isnan(own.revenue).any()


def type_seven(drawn: list[Fraction | None]) -> tuple[float, float]:
    known = [each for each in drawn if each is not None]
    if len(known) < len(drawn):
        return np.nan, np.nan
    cuts = quantiles(known, n=40, method="inclusive")
    return float(cuts[0]), float(cuts[-1])


def divided(part: Fraction, whole: Fraction) -> Fraction | None:
    return part / whole if whole else None


def by_plain_python(
    own: Ints, first: Ints, paid: Ints, customers: Ints, weights: Floats
) -> dict[str, tuple[float, float]]:
    """Return the bounds of one row's revenue, everything given by group."""
    drawn: dict[str, list[Fraction | None]] = {}
    for draw in weights.astype(np.int64):
        factor = Fraction(int(customers.sum()), int(draw @ customers))
        own_sum, first_sum, paid_sum = (int(draw @ each) * factor for each in (own, first, paid))
        for name, value in {
            "revenue": own_sum,
            "revenue_share": divided(own_sum, paid_sum),
            "revenue_change": own_sum - first_sum,
            "revenue_change_share": divided(own_sum - first_sum, first_sum),
        }.items():
            drawn.setdefault(name, []).append(value)
    return {name: type_seven(each) for name, each in drawn.items()}


@given(st.integers(0, 2**32), st.integers(1, 60), st.sampled_from((0.01, 0.05, 0.9)))
@examples(30)
def test_bounds_agree_with_plain_python(seed: int, cells: int, share: float) -> None:
    random = np.random.default_rng(seed)
    weights = draw_group_weights(Resampling(30, seed))
    customers = random.integers(1, 9, GROUPS)
    own, first = random.integers(-5, 10**9, (2, 4, GROUPS)) * (random.random((2, 4, 200)) < share)
    paid = first.sum(axis=0)
    factors = compute_rescaling(weights, customers)

    def rescaled(by_group: Ints) -> Floats:
        sums: Floats = resample(by_group.astype(np.float64), weights) * factors
        return sums

    mine, base = (replicates(rescaled(each), rescaled(each)) for each in (own, first))
    totals = BlockTotals(factors, rescaled(paid[None])[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intervals, "CELLS", cells)
        found = dict(compute_bounds(mine, base, totals, np.full(4, 10)))
    for row in range(4):
        for figure, expected in by_plain_python(
            own[row], first[row], paid, customers, weights
        ).items():
            near = pytest.approx(expected, rel=1e-9, abs=1e-4, nan_ok=True)
            assert pair(found, figure, row) == near


def test_rescaled_totals_vary_with_orders_and_not_with_customers() -> None:
    """Where each customer buys alike, the total is known however many are drawn."""
    weights = draw_group_weights(Resampling())
    customers = np.random.default_rng(2).integers(1, 60, GROUPS)
    by_group = 500 * customers[None].astype(np.float64)
    credit = resample(by_group, weights) * compute_rescaling(weights, customers)
    orders = np.full(1000, float(customers.sum()))
    found = dict(
        compute_bounds(replicates(credit, credit), None, BlockTotals(orders, orders), MANY[:1])
    )
    total = 500.0 * float(customers.sum())
    assert pair(found, "revenue", 0) == pytest.approx((total, total), rel=1e-12)


NAMES = ["Display", "Email", "Search", "(none)", "(unattributed)"]


def test_stability_by_hand() -> None:
    point = np.array([10.0, 20.0, 30.0, 5.0, 99.0])
    revenue = np.tile(point[:, None], 100)
    revenue[0, :6] = 21.0
    contributing = np.array([40, 40, 9, 10, 40])
    own = Replicates(revenue, revenue, ModelCredit(point, point))
    assert judge_stability(own, contributing, NAMES) == ["no", "no", "too few", "yes", None]
    revenue[0, 0] = 10.0
    found = judge_stability(own, contributing, NAMES)
    assert found == [Stability.YES, Stability.YES, Stability.TOO_FEW, Stability.YES, None]


def test_printed_names_decide_ties() -> None:
    """`(none)` is coded last and printed first: it is before those it ties with."""
    point = np.full(5, 7.0)
    revenue = np.tile(point[:, None], 100)
    own = Replicates(revenue, revenue, ModelCredit(point, point))
    contributing = np.full(5, 50)
    assert judge_stability(own, contributing, NAMES)[:4] == ["yes"] * 4
    revenue[3] = 7 + np.arange(100.0)
    assert judge_stability(own, contributing, NAMES)[:4] == ["yes"] * 4
    revenue[3] = 7 - np.arange(100.0)
    assert judge_stability(own, contributing, NAMES)[:4] == ["no"] * 4


def test_an_undefined_model_has_no_stability() -> None:
    nothing = np.full((5, 100), np.nan)
    contributing = np.array([0, 50, 50, 50, 50])
    assert judge_stability(replicates(nothing, nothing), contributing, NAMES) == [None] * 5
    point = np.array([4.0, 3.0, 2.0, 1.0, 0.0])
    found = judge_stability(
        Replicates(nothing, nothing, ModelCredit(point, point)), contributing, NAMES
    )
    assert found == ["too few", "no", "no", "no", None]


def test_a_shop_without_values_has_its_unattributed_row_alone() -> None:
    one = np.ones((1, 40))
    own = replicates(one, one)
    assert judge_stability(own, np.array([50]), ["(unattributed)"]) == [None]
    found = compute_bounds(own, None, BlockTotals(one[0], one[0]), np.array([50]))
    assert found["revenue_share_high"].tolist() == [1]
