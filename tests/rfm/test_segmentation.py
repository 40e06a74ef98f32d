import random
from dataclasses import replace
from math import isclose

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from rfm.customer_table import CustomerTable, build_customer_table
from rfm.scores import add_scores
from rfm.segmentation import Segmentation, segment_customers
from rfm.settings import Dimension, Method, Monetary, Parameters, Thresholds
from tests.examples import examples
from tests.rfm import reference
from tests.rfm.shops import AS_OF, Shop, map_for, order, shops


def _run(shop: Shop, number: int = 1) -> tuple[Segmentation, CustomerTable]:
    parts = shop.parts(number)
    found = segment_customers(
        lambda function: map(function, parts), shop.parameters, map_for(shop.parameters)
    )
    listed = build_customer_table(
        [each.frame for each in parts], found.scales, found.segments, shop.parameters.monetary
    )
    return found, listed


def _check_against_reference(shop: Shop, number: int) -> None:
    parameters = shop.parameters
    found, listed = _run(shop, number)
    measures = reference.measured(shop.orders, parameters, shop.touches)
    scores = reference.scored(measures, parameters)
    entries = map_for(parameters).entries
    segments = {name: reference.segment(scores[name], entries) for name in scores}
    expected = [
        (
            name,
            one.recency_days,
            one.frequency,
            round(one.monetary),
            *scores[name],
            (scores[name][1] + scores[name][2] + 1) // 2,
            segments[name],
        )
        for name, one in sorted(measures.items())
    ]
    assert listed.frame.rows() == expected
    exact = [float(one.monetary / 10_000) for _, one in sorted(measures.items())]
    assert listed.exact["monetary"].to_list() == exact
    rows = reference.segment_rows(measures, segments, found.segments.names)
    _check_rows(found.table.frame, found.table.exact, rows)
    refunded = reference.refunded_customers(shop.orders, parameters)
    assert found.left_out.refunded_customers == refunded


def _check_rows(frame: pl.DataFrame, exact: pl.DataFrame, rows: list[reference.Row]) -> None:
    money = {"revenue", "average_order_value", "monetary_mean", "monetary_median"}
    for at, row in enumerate(rows):
        for name, value in row.items():
            if value is None or isinstance(value, str):
                assert frame[at, name] == exact[at, name] == value
                continue
            unit = 10_000 if name in money else 1
            assert isclose(exact[at, name], value / unit, rel_tol=1e-12)
            if name == "monetary_median":
                assert abs(frame[at, name] - value) <= 0.5 + 1e-6
            else:
                assert frame[at, name] == (round(value) if name in money else float(value))


@given(shops(), st.sampled_from([1, 3]))
@examples(100)
def test_everything_is_what_plain_python_finds(shop: Shop, number: int) -> None:
    _check_against_reference(shop, number)


@pytest.mark.slow
@given(shops(), st.sampled_from([1, 2, 7]))
@examples(300)
def test_many_shops_are_what_plain_python_finds(shop: Shop, number: int) -> None:
    _check_against_reference(shop, number)


@pytest.mark.slow
@given(shops())
@examples(12)
def test_parts_add_up_to_the_whole(shop: Shop) -> None:
    whole, listed = _run(shop)
    for number in (7, 64):
        cut, cut_listed = _run(shop, number)
        assert cut.table.frame.equals(whole.table.frame)
        assert cut.table.exact.equals(whole.table.exact)
        assert cut.table.totals.equals(whole.table.totals)
        assert cut.table.exact_totals.equals(whole.table.exact_totals)
        assert (cut.scales, cut.bins, cut.notes) == (whole.scales, whole.bins, whole.notes)
        assert cut.left_out == whole.left_out
        assert cut_listed.frame.equals(listed.frame)
        assert cut_listed.exact.equals(listed.exact)


@given(shops(), st.randoms(use_true_random=False))
@examples(50)
def test_row_order_and_ids_do_not_matter(shop: Shop, chance: random.Random) -> None:
    names = sorted({one.customer_id for one in shop.orders} | set(shop.touches))
    aliases = dict(zip(names, chance.sample(range(1000), len(names)), strict=True))
    renamed = {name: f"é{alias}" for name, alias in aliases.items()}
    orders = [replace(one, customer_id=renamed[one.customer_id]) for one in shop.orders]
    chance.shuffle(orders)
    touches = {renamed[name]: number for name, number in shop.touches.items()}
    before, before_listed = _run(shop)
    after, listed = _run(replace(shop, orders=orders, touches=touches))
    assert_frame_equal(after.table.frame, before.table.frame, check_exact=True)
    assert_frame_equal(after.table.exact, before.table.exact, check_exact=True)
    back = {alias: name for name, alias in renamed.items()}
    ids = pl.col("customer_id").replace_strict(back, return_dtype=pl.String)
    assert_frame_equal(listed.frame.with_columns(ids).sort("customer_id"), before_listed.frame)


@given(shops(), st.sampled_from([2, 3, 100, 12_347]))
@examples(50)
def test_the_scale_of_money_does_not_matter(shop: Shop, factor: int) -> None:
    parameters = shop.parameters
    if parameters.method is Method.R_RFM:
        return
    orders = [replace(one, revenue=one.revenue * factor) for one in shop.orders]
    given_points = parameters.thresholds
    assert given_points is not None
    points = tuple(point * factor for point in given_points.monetary)
    scaled = replace(parameters, thresholds=given_points._replace(monetary=points))
    _, before = _run(shop)
    _, after = _run(replace(shop, orders=orders, parameters=scaled))
    without_money = pl.exclude("monetary")
    assert_frame_equal(after.frame.select(without_money), before.frame.select(without_money))


@given(shops())
@examples(50)
def test_a_better_value_never_scores_lower_and_an_equal_one_scores_the_same(shop: Shop) -> None:
    frame = shop.measured().frame
    part = shop.measured()
    found = segment_customers(
        lambda function: [function(part)], shop.parameters, map_for(shop.parameters)
    )
    rows = add_scores(frame, found.scales)
    for value, score, sign in (
        ("recency_days", "r", -1),
        ("frequency", "f", 1),
        ("monetary", "m", 1),
    ):
        pairs = sorted((sign * one, points) for one, points in rows.select(value, score).rows())
        by_value = dict(pairs)
        assert all(by_value[one] == points for one, points in pairs)
        assert [points for _, points in pairs] == sorted(points for _, points in pairs)


@given(shops(), st.sampled_from([Method.QUANTILE, Method.PERCENTILE]))
@examples(100)
def test_printed_cut_points_pasted_as_thresholds_give_the_same_scores(
    shop: Shop, method: Method
) -> None:
    shop = replace(shop, parameters=replace(shop.parameters, method=method))
    found, listed = _run(shop)
    if listed.frame.is_empty():
        return
    printed = {str(scale.dimension): scale.cut_points for scale in found.scales}
    pasted = replace(shop.parameters, method=Method.THRESHOLDS, thresholds=Thresholds(**printed))
    _, again = _run(replace(shop, parameters=pasted))
    assert_frame_equal(again.frame, listed.frame)


@given(shops())
@examples(50)
def test_rows_and_bins_add_up(shop: Shop) -> None:
    found, listed = _run(shop)
    frame, totals = found.table.frame, found.table.totals
    for column in ("customers", "orders", "revenue"):
        assert frame[column].sum() == totals[0, column]
    left = found.left_out
    assert totals[
        0, "orders"
    ] + left.later_orders + left.earlier_orders + left.refunded_orders == len(shop.orders)
    revenue = left.later_revenue + left.earlier_revenue + left.refunded_revenue
    assert totals[0, "revenue"] + revenue == sum(one.revenue for one in shop.orders)
    assert totals[0, "customers"] == listed.frame.height
    for dimension in Dimension:
        bins = [one for one in found.bins if one.dimension is dimension]
        assert [one.score for one in bins] == list(range(1, shop.parameters.bins + 1))
        assert sum(one.customers for one in bins) == listed.frame.height
        assert all((one.lowest is None) == (one.customers == 0) for one in bins)


def test_nobody_left_is_a_table_of_zeros(shop_of_refunds: Shop) -> None:
    found, listed = _run(shop_of_refunds)
    assert found.table.frame.height == 11
    assert found.table.frame["customers"].sum() == 0
    assert found.table.frame["monetary_mean"].null_count() == 11
    assert found.table.totals[0, "revenue_share"] is None
    assert found.left_out.refunded_customers == 1
    assert found.notes == ()
    assert listed.frame.is_empty()
    assert listed.frame.columns[-1] == "segment"


@pytest.fixture
def shop_of_refunds() -> Shop:
    parameters = Parameters(as_of=AS_OF)
    return Shop([order("a", 3, 0, refunded=True), order("a", 5, 0, refunded=True)], {}, parameters)


@pytest.mark.parametrize("monetary", Monetary)
@pytest.mark.parametrize("number", [1, 2, 64])
def test_exact_money_is_the_nearest_float(monetary: Monetary, number: int) -> None:
    parameters = Parameters(as_of=AS_OF, monetary=monetary, bins=2)
    orders = [order("a", 1, 21_927), order("b", 1, 3), order("c", 1, 7)]
    _, listed = _run(Shop(orders, {}, parameters), number)
    assert listed.exact["monetary"].to_list() == [2.1927, 0.0003, 0.0007]


def test_means_of_money_are_exact_sums_divided_once() -> None:
    parameters = Parameters(as_of=AS_OF, monetary=Monetary.MEAN, bins=2)
    orders = [order("a", 1, 10_000), order("a", 1, 10_000), order("a", 1, 0), order("b", 1, 5)]
    found, listed = _run(Shop(orders, {}, parameters))
    assert listed.frame["monetary"].to_list() == [6_667, 5]
    assert listed.exact["monetary"].to_list() == [20_000 / 30_000, 0.0005]
    assert found.table.exact_totals[0, "monetary_mean"] == (20_000 / 3 + 5) / 2 / 10_000
    assert found.table.totals[0, "monetary_mean"] == 3_336
    assert found.table.totals[0, "average_order_value"] == 5_001
