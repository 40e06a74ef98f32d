"""No order is lost, doubled or invented."""

from collections import Counter
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.choices import RepeatOrders
from attribution.journeys.journeys import find_journeys
from attribution.parts.timeline import build_timeline
from attribution.plan import Plan
from tests.attribution.shop import Shop, parts_of, statistics_of
from tests.attribution.strategies import cases
from tests.examples import examples


@given(cases(models=6))
@examples(70)
def test_every_order_is_credited_once(case: tuple[Shop, Plan]) -> None:
    shop, plan = case
    counted = [order for order in shop.orders if order.counted]
    revenue = sum(order.revenue for order in counted)
    largest = sum(abs(order.revenue) for order in counted)
    credit = statistics_of(parts_of(shop), plan).credit
    for window in range(len(plan.windows)):
        for position, named in enumerate(plan.models):
            if not named.model.additive:
                continue
            cells = credit.filter(pl.col("window") == window, pl.col("model") == position)
            assert cells["conversions"].sum() == pytest.approx(len(counted), rel=1e-9)
            assert cells["revenue"].sum() == pytest.approx(revenue, abs=1e-9 * largest)


@given(cases(models=6))
@examples(60)
def test_credit_of_one_order_sums_to_one(case: tuple[Shop, Plan]) -> None:
    shop, plan = case
    alone = [replace(order, counted=True, block=order.id) for order in shop.orders]
    credit = statistics_of(parts_of(replace(shop, orders=tuple(alone))), plan).credit
    additive = [n for n, named in enumerate(plan.models) if named.model.additive]
    sums = credit.filter(pl.col("model").is_in(additive)).group_by("window", "model", "block").sum()
    assert sums.height == len(additive) * len(plan.windows) * len(shop.orders)
    assert ((sums["conversions"] - 1).abs() < 1e-9).all()
    assert (credit["conversions"] >= 0).all()


@given(cases(models=1))
@examples(60)
def test_every_touch_has_one_line(case: tuple[Shop, Plan]) -> None:
    shop, plan = case
    for counts in statistics_of(parts_of(shop), plan).counts:
        lines = (counts.in_journeys, counts.in_other_journeys, counts.outside)
        rows = counts.duplicates + sum(lines) + counts.without_orders
        assert rows == len(shop.touches)


@given(cases(models=0), st.sampled_from((1, 3)))
@examples(70)
def test_restart_partitions_touches(case: tuple[Shop, Plan], count: int) -> None:
    """Orders at one instant share their journey; no touch serves orders at two instants."""
    shop, plan = case
    parts = parts_of(shop, count)
    for part in map(parts.get_part, range(parts.count)):
        line, orders = build_timeline(part.touches), part.orders
        for window in plan.windows:
            ways = find_journeys(line, orders, window, RepeatOrders.RESTART, part.vocabularies)
            places = np.arange(len(line.touches.at)) if ways.places is None else ways.places
            served: Counter[int] = Counter()
            of_instant: dict[tuple[int, int], list[int]] = {}
            for order, (first, last) in enumerate(zip(ways.first, ways.last, strict=True)):
                instant = (int(orders.customer[order]), int(orders.at[order]))
                held = places[first:last].tolist()
                assert of_instant.setdefault(instant, held) == held
            for held in of_instant.values():
                served.update(held)
            assert not served or max(served.values()) == 1


@given(cases(models=0))
@examples(60)
def test_restart_only_shortens(case: tuple[Shop, Plan]) -> None:
    shop, plan = case
    part = parts_of(shop).get_part(0)
    line = build_timeline(part.touches)
    for window in plan.windows:
        on = find_journeys(line, part.orders, window, RepeatOrders.CONTINUE, part.vocabularies)
        off = find_journeys(line, part.orders, window, RepeatOrders.RESTART, part.vocabularies)
        assert ((off.last - off.first) <= (on.last - on.first)).all()
        assert (
            off.mark_claimed(len(line.touches.at)) <= on.mark_claimed(len(line.touches.at))
        ).all()
