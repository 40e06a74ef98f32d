import random
from dataclasses import asdict
from datetime import date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rfm.watch.choices import KpiPeriod
from rfm.watch.order_figures import OrderFigures, WatchedOrders, sum_order_figures
from rfm.watch.periods import WatchedPeriod
from tests.examples import examples
from tests.rfm.watch import reference
from tests.rfm.watch.reference import Order

SCHEMA = {
    "customer_id": pl.String(),
    "ordered_at": pl.Datetime("us"),
    "ordered_on": pl.Date(),
    "revenue": pl.Int64(),
    "refunded": pl.Boolean(),
}
DAYS = st.dates(date(2026, 11, 20), date(2027, 1, 20))
ORDERS = st.lists(
    st.builds(
        Order,
        st.sampled_from([None, "c0", "c1", "c2", "c3"]),
        st.builds(
            lambda day, hour: datetime(day.year, day.month, day.day, hour),  # noqa: DTZ001 - local
            DAYS,
            st.sampled_from([0, 9, 23]),
        ),
        st.integers(-50_000, 900_000),
        st.sampled_from([False, False, False, True]),
    ),
    max_size=30,
)


def sum_up(orders: list[Order], as_of: date, parts: int = 1) -> OrderFigures:
    kinds = {kind: [each.number for each in list_periods(as_of, kind)] for kind in KpiPeriod}
    return OrderFigures.add_up(
        [
            sum_order_figures(
                to_table([o for o in orders if hash_name(o) % parts == at]), as_of, kinds
            )
            for at in range(parts)
        ]
    )


def list_periods(as_of: date, kind: KpiPeriod) -> tuple[WatchedPeriod, ...]:
    current = WatchedPeriod.find_latest(as_of, kind)
    return (current, *current.list_earlier())


def hash_name(order: Order) -> int:
    return 0 if order.customer_id is None else int(order.customer_id[1:])


def to_table(orders: list[Order]) -> pl.DataFrame:
    rows = [(o.customer_id, o.ordered_at, o.day, o.revenue, o.refunded) for o in orders]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


@given(ORDERS, DAYS, st.sampled_from(KpiPeriod), st.sampled_from([1, 3]))
@examples(100)
@example(
    [Order("c0", datetime(2027, 1, 3, 9), 1), Order("c0", datetime(2027, 1, 3, 9), 2)],  # noqa: DTZ001
    date(2027, 1, 3),
    KpiPeriod.WEEK,
    1,
)
def test_figures_are_what_plain_python_finds(
    orders: list[Order], as_of: date, kind: KpiPeriod, parts: int
) -> None:
    found = sum_up(orders, as_of, parts)
    for period in list_periods(as_of, kind):
        expected = reference.measure(orders, as_of, kind, period.label)
        assert asdict(found.get_figures(kind, period.number)) == expected
    watched = found.orders
    assert watched.counted_orders + watched.refunded_orders + watched.later_orders == len(orders)
    money = watched.counted_revenue + watched.refunded_revenue + watched.later_revenue
    assert money == sum(order.revenue for order in orders)


@given(ORDERS, DAYS, st.randoms(use_true_random=False))
@examples(20)
def test_row_order_does_not_matter(orders: list[Order], as_of: date, chance: random.Random) -> None:
    whole, mixed = (sum_up(some, as_of) for some in (orders, chance.sample(orders, len(orders))))
    assert all(whole.frames[kind].equals(mixed.frames[kind]) for kind in KpiPeriod)


def test_an_empty_shop_has_nothing_in_any_period() -> None:
    found = sum_up([], date(2027, 1, 1))
    assert found.orders == WatchedOrders()
    for kind in KpiPeriod:
        period = WatchedPeriod.find_latest(date(2027, 1, 1), kind)
        assert set(asdict(found.get_figures(kind, period.number)).values()) == {0}


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.sampled_from(KpiPeriod))
@examples(60)
@example(date(2026, 12, 31), KpiPeriod.WEEK)
@example(date(2027, 1, 3), KpiPeriod.WEEK)
@example(date(2028, 2, 29), KpiPeriod.MONTH)
@example(date(2026, 3, 29), KpiPeriod.DAY)
def test_periods_are_those_of_the_calendar(as_of: date, kind: KpiPeriod) -> None:
    current, *earlier = list_periods(as_of, kind)
    assert current.label == reference.find_current(as_of, kind)
    assert [each.label for each in earlier] == reference.list_earlier(as_of, kind)
    assert current.last_day <= as_of
    for each in (current, *earlier):
        assert reference.label(each.first_day, kind) == each.label
        assert reference.label(each.last_day, kind) == each.label
        assert reference.label(each.last_day + timedelta(days=1), kind) != each.label


@pytest.mark.parametrize(
    ("kind", "as_of", "label", "year_ago"),
    [
        (KpiPeriod.DAY, date(2026, 3, 31), "2026-03-31", "2025-04-01"),
        (KpiPeriod.WEEK, date(2027, 1, 3), "2026-W53", "2026-W01"),
        (KpiPeriod.WEEK, date(2027, 1, 9), "2026-W53", "2026-W01"),
        (KpiPeriod.WEEK, date(2027, 1, 10), "2027-W01", "2026-W02"),
        (KpiPeriod.MONTH, date(2028, 2, 28), "2028-01", "2027-01"),
        (KpiPeriod.MONTH, date(2028, 2, 29), "2028-02", "2027-02"),
        (KpiPeriod.QUARTER, date(2026, 12, 31), "2026-Q4", "2025-Q4"),
    ],
)
def test_the_last_day_completes_a_period(
    kind: KpiPeriod, as_of: date, label: str, year_ago: str
) -> None:
    current = WatchedPeriod.find_latest(as_of, kind)
    assert (current.label, current.find_year_ago().label) == (label, year_ago)
