"""Intervals of cohorts and moves are what drawing the groups one by one comes to."""

from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.bootstrap import Resampling, draw_group_weights
from attribution.parts.buckets import assign_groups
from cli.reports.cohorts.intervals import compute_cohort_bounds
from cli.reports.customer_groups import add_groups
from cli.reports.migration.intervals import compute_move_bounds
from cli.settings import Settings
from rfm.cohorts.choices import Period
from rfm.cohorts.cohort_sums import CohortSums, sum_cohorts
from rfm.cohorts.cohort_table import build_cohort_table
from rfm.cohorts.periods import find_number
from rfm.migration.cells import FROM, TO
from tests.examples import examples
from tests.rfm.reference import Order
from tests.rfm.shops import table

AS_OF = date(2026, 4, 10)
CHANCE = Settings.model_validate({"uncertainty": {"replicates": 100}}).uncertainty
NAMES = [f"c{number}" for number in range(24)]
ORDERS = st.lists(
    st.builds(
        Order,
        st.sampled_from(NAMES),
        st.dates(date(2026, 1, 1), date(2026, 4, 20)),
        st.integers(0, 90_000),
        st.sampled_from([False, False, True]),
    ),
    min_size=20,
    max_size=80,
)


def list_weights() -> list[dict[str, float]]:
    """Return how often each customer counts in each replicate."""
    groups = assign_groups(pl.Series(NAMES))
    weights = draw_group_weights(Resampling(CHANCE.replicates, CHANCE.seed))
    return [dict(zip(NAMES, row[groups].tolist(), strict=True)) for row in weights]


WEIGHTS = list_weights()


@given(ORDERS)
@examples(15)
def test_retention_is_resampled_by_groups_of_customers(orders: list[Order]) -> None:
    sums = CohortSums.add_up([sum_cohorts(add_groups(table(orders)), AS_OF, Period.MONTH)])
    assert sums.grouped is not None
    frame = build_cohort_table(sums.cells, AS_OF, Period.MONTH).frame
    last = find_number(AS_OF, Period.MONTH)
    bounds = compute_cohort_bounds(sums.grouped, last, frame["complete"], CHANCE)
    counted = [o for o in orders if not o.refunded and o.ordered_on <= AS_OF]
    months: dict[str, list[str]] = {}
    for order in sorted(counted, key=lambda each: each.ordered_on):
        months.setdefault(order.customer_id, []).append(f"{order.ordered_on:%Y-%m}")
    for row, ends in zip(frame.rows(named=True), bounds.rows(named=True), strict=True):
        members = [name for name, own in months.items() if own[0] == row["cohort"]]
        if len(members) < 10 or row["complete"] == "no":
            assert set(ends.values()) == {None}
            continue
        active = [name for name in members if row["period"] in months[name]]
        drawn = [sum(each[name] for name in active) for each in WEIGHTS]
        whole = [sum(each[name] for name in members) for each in WEIGHTS]
        shares = [part / of if of else np.inf for part, of in zip(drawn, whole, strict=True)]
        low, high = np.quantile(shares, [0.025, 0.975])
        assert ends["retention_low"] == pytest.approx(low)
        assert ends["retention_high"] == pytest.approx(high)


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=24, max_size=24))
@examples(10)
def test_moves_are_resampled_and_multiplied_up(places: list[tuple[int, int]]) -> None:
    groups = assign_groups(pl.Series(NAMES))
    rows = [
        {FROM: one, TO: other, "group": int(group), "customers": 1, "revenue": 20_000}
        for (one, other), group in zip(places, groups, strict=True)
    ]
    keys = [FROM, TO, "group"]
    grouped = pl.DataFrame(rows).group_by(keys).agg(pl.all().sum()).sort(keys)
    found = compute_move_bounds(grouped, CHANCE)
    cells = grouped.select(FROM, TO).unique(maintain_order=True).rows()
    assert found.height == len(cells)
    for cell, ends in zip(cells, found.rows(named=True), strict=True):
        inside = [name for name, place in zip(NAMES, places, strict=True) if place == cell]
        if len(inside) < 10:
            assert set(ends.values()) == {None}
            continue
        drawn = [
            sum(each[name] for name in inside) * Fraction(24, int(sum(each.values())))
            for each in WEIGHTS
        ]
        low, high = np.quantile([float(each) for each in drawn], [0.025, 0.975])
        assert ends["customers_low"] == pytest.approx(low)
        assert ends["revenue_high"] == pytest.approx(2 * high)


def test_a_day_has_no_group_of_nobody() -> None:
    orders = table([Order("c1", AS_OF - timedelta(days=1), 5)])
    nobody = orders.with_columns(pl.lit(None, pl.String).alias("customer_id"))
    assert add_groups(nobody)["group"].to_list() == [None]
