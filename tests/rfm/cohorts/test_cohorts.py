import random
from datetime import date, timedelta
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rfm.cohorts.choices import Period
from rfm.cohorts.cohort_sums import CohortSums, sum_cohorts
from rfm.cohorts.cohort_table import CohortTable, build_cohort_table
from rfm.cohorts.periods import (
    find_first_day,
    find_last_day,
    find_number,
    label_period,
    number_periods,
)
from tests.examples import examples
from tests.rfm.cohorts import reference
from tests.rfm.reference import Order
from tests.rfm.shops import table

JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 12)
DAYS = st.dates(date(2024, 11, 1), date(2026, 2, 28))
ORDERS = st.lists(
    st.builds(
        Order,
        st.sampled_from([f"c{number}" for number in range(8)]),
        DAYS,
        st.integers(-50_000, 900_000),
        st.sampled_from([False, False, False, True]),
    ),
    max_size=30,
)
EXAMPLE = [
    Order("c1", date(2026, 1, 6), 1_000_000),
    Order("c2", date(2026, 1, 2), 500_000),
    Order("c3", date(2026, 1, 10), 300_000),
    Order("c5", date(2026, 1, 8), 200_000),
    Order("c1", date(2026, 2, 12), 400_000),
]


def build(orders: list[Order], as_of: date, period: Period, number: int = 1) -> CohortTable:
    """Return the table of orders in so many parts."""
    parts = [
        sum_cohorts(
            table([o for o in orders if int(o.customer_id[1:]) % number == at]), as_of, period
        )
        for at in range(number)
    ]
    return build_cohort_table(CohortSums.add_up(parts).cells, as_of, period)


def test_the_known_answer() -> None:
    first, second = build(EXAMPLE, FEBRUARY, Period.MONTH).exact.rows(named=True)
    assert list(first.values()) == [
        *("2026-01", 0, "2026-01", 4, "yes", 4, 1.0, 4, 200.0, 200.0, 50.0, 0, 0.0),
    ]
    assert list(second.values()) == [
        *("2026-01", 1, "2026-02", 4, "no", 1, None, 1, 40.0, 240.0, None, 1, None),
    ]


def test_the_known_answer_when_the_month_is_over() -> None:
    found = build(EXAMPLE, date(2026, 2, 28), Period.MONTH)
    second = found.exact.row(1, named=True)
    assert (second["retention"], second["revenue_per_customer"]) == (0.25, 60.0)
    assert (second["complete"], second["repeat_share"]) == ("yes", 0.25)
    assert (
        build(EXAMPLE, date(2026, 2, 27), Period.MONTH).exact.row(1, named=True)["complete"] == "no"
    )


@given(ORDERS, DAYS, st.sampled_from(Period), st.sampled_from([1, 3]))
@examples(120)
@example(
    [Order("c1", date(2024, 12, 29), 1), Order("c1", date(2024, 12, 30), 1)],
    JANUARY,
    Period.WEEK,
    1,
)
@example([Order("c1", date(2026, 1, 5), 1)], date(2026, 1, 11), Period.WEEK, 1)
def test_cells_are_what_plain_python_finds(
    orders: list[Order], as_of: date, period: Period, number: int
) -> None:
    found = build(orders, as_of, period, number)
    expected = reference.compute_cells(orders, as_of, period)
    assert found.frame.select("cohort", "k", "period").rows() == list(expected)
    for row, exact, cell in zip(
        found.frame.rows(named=True), found.exact.rows(named=True), expected.values(), strict=True
    ):
        for name in ("customers", "active", "orders", "revenue", "cumulative_revenue"):
            assert row[name] == getattr(cell, name)
        assert row["repeat_customers"] == cell.repeat_customers
        assert row["complete"] == ("yes" if cell.complete else "no")
        assert exact["retention"] == _to_float(cell.retention)
        assert exact["repeat_share"] == _to_float(cell.repeat_share)
        assert exact["revenue_per_customer"] == _to_float(cell.revenue_per_customer, 10_000)
        mean = cell.revenue_per_customer
        assert row["revenue_per_customer"] == (None if mean is None else round(mean))
    counted = [o for o in orders if not o.refunded and o.ordered_on <= as_of]
    assert found.frame["revenue"].sum() == sum(o.revenue for o in counted)
    assert found.frame["orders"].sum() == len(counted)


@given(ORDERS, DAYS, st.sampled_from(Period))
@examples(60)
def test_means_are_those_of_all_customers_whose_period_is_over(
    orders: list[Order], as_of: date, period: Period
) -> None:
    found = build(orders, as_of, period)
    cells = reference.compute_cells(orders, as_of, period)
    for row in found.means.rows(named=True):
        of_k = [cell for (_, k, _), cell in cells.items() if k == row["k"]]
        over = [cell for cell in of_k if cell.complete]
        customers = sum(cell.customers for cell in over)
        assert row["revenue"] == sum(cell.revenue for cell in of_k)
        if not over:
            assert [row[name] for name in row if name not in {"k", "revenue"}] == [None] * 4
            continue
        assert row["customers"] == customers
        assert row["retention"] == sum(cell.active for cell in over) / customers
        assert row["repeat_share"] == sum(cell.repeat_customers for cell in over) / customers
        cumulative = sum(cell.cumulative_revenue for cell in over)
        assert row["revenue_per_customer"] == round(Fraction(cumulative, customers))


@given(ORDERS, DAYS, st.randoms(use_true_random=False))
@examples(30)
def test_row_order_and_parts_do_not_matter(
    orders: list[Order], as_of: date, chance: random.Random
) -> None:
    whole = build(orders, as_of, Period.WEEK)
    mixed = chance.sample(orders, len(orders))
    for number in (1, 8):
        found = build(mixed, as_of, Period.WEEK, number)
        assert found.frame.equals(whole.frame)
        assert found.exact.equals(whole.exact)
        assert found.means.equals(whole.means)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.sampled_from(Period))
@examples(200)
@example(date(2026, 12, 31), Period.WEEK)
@example(date(1970, 1, 1), Period.WEEK)
def test_each_day_is_in_its_period(day: date, period: Period) -> None:
    number = find_number(day, period)
    assert pl.select(number_periods(pl.lit(day), period)).item() == number
    first, last = find_first_day(number, period), find_last_day(number, period)
    assert first <= day <= last
    assert find_number(last + timedelta(days=1), period) == number + 1
    assert label_period(number, period) == reference.label(day, period)


def test_week_53_is_followed_by_the_first() -> None:
    orders = [Order("c1", date(2026, 12, 28), 10_000), Order("c1", date(2027, 1, 4), 10_000)]
    found = build(orders, date(2027, 1, 10), Period.WEEK).frame
    assert found.select("cohort", "k", "period", "complete").rows() == [
        ("2026-W53", 0, "2026-W53", "yes"),
        ("2026-W53", 1, "2027-W01", "yes"),
    ]


@pytest.mark.parametrize("period", Period)
def test_nobody_is_a_table_without_rows(period: Period) -> None:
    found = build([], JANUARY, period)
    assert found.frame.is_empty()
    assert found.means.is_empty()


def _to_float(value: Fraction | None, unit: int = 1) -> float | None:
    return None if value is None else float(value / unit)
