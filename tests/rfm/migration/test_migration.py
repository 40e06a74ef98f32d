from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rfm.migration.cells import FROM, NEW, OUT_OF_WINDOW, TO
from rfm.migration.choices import ScoresChoice
from rfm.migration.dated_customers import DatedCustomers, DatePair, TouchPair, measure_at_both
from rfm.migration.errors import DatesNotInOrderError, NobodyBeforeError
from rfm.migration.migration import Migration, compute_migration
from rfm.order_sums import OrderSums
from rfm.segmentation import segment_customers
from rfm.settings import Frequency, Method, Parameters
from tests.examples import examples
from tests.rfm.migration import reference
from tests.rfm.reference import Order
from tests.rfm.shops import AS_OF, Shop, default_map, map_for, order, shops, table, touch_table

SINCE, UNTIL = date(2026, 3, 31), date(2026, 4, 30)
PAIRS = {
    ScoresChoice.FROZEN: [
        ("Champions", "At Risk"),
        ("Loyal Customers", "Can't Lose Them"),
        ("Needs Attention", "At Risk"),
        ("Hibernating", "Lost"),
        ("Lost", "Champions"),
        ("(new)", "Potential Loyalists"),
    ],
    ScoresChoice.REFIT: [
        ("Champions", "Loyal Customers"),
        ("Loyal Customers", "At Risk"),
        ("Needs Attention", "At Risk"),
        ("Hibernating", "Lost"),
        ("Lost", "Potential Loyalists"),
        ("(new)", "New Customers"),
    ],
}
"""Who moves where in `six_customers`."""


def measure(
    orders: list[Order], dates: DatePair, touches: reference.Touches, number: int = 1
) -> list[DatedCustomers]:
    """Measure the customers in so many parts; some touches fall between the dates."""
    names = sorted({each.customer_id for each in orders})
    part_of = {name: (7 * at + 3) % number for at, name in enumerate(names)}
    pair = TouchPair(touch_table(_halve(touches)), touch_table(touches))
    parts = [[o for o in orders if part_of[o.customer_id] == at] for at in range(number)]
    return [measure_at_both(table(part), dates, pair) for part in parts]


def _halve(touches: reference.Touches) -> reference.Touches:
    return {name: count // 2 for name, count in touches.items()}


def pair_dates(parameters: Parameters, days: int) -> DatePair:
    return DatePair(replace(parameters, as_of=parameters.as_of - timedelta(days=days)), parameters)


def compare_dates(parts: list[DatedCustomers], dates: DatePair, scores: ScoresChoice) -> Migration:
    return compute_migration(
        lambda function: map(function, parts), dates, map_for(dates.after), scores
    )


def six_customers() -> list[Order]:
    """Return the orders of the known answer: five customers, one returns and one is new."""
    before = [
        Order(f"p{number}", SINCE - timedelta(days=60 - 10 * number), 100_000)
        for number in range(1, 6)
        for _ in range(number)
    ]
    return [
        *before,
        Order("p1", date(2026, 4, 25), 600_000),
        Order("p6", UNTIL, 250_000),
    ]


@pytest.mark.parametrize("scores", ScoresChoice)
def test_the_known_answer(scores: ScoresChoice) -> None:
    dates = DatePair(Parameters(SINCE), Parameters(UNTIL))
    found = compare_dates(measure(six_customers(), dates, {}), dates, scores)
    frame = found.table.frame
    assert frame.select(FROM, TO).rows() == PAIRS[scores]
    assert frame["customers"].to_list() == [1] * 6
    assert frame["customers_share"].to_list() == [1.0] * 6
    assert frame["revenue"].to_list() == [0, 0, 0, 0, 600_000, 250_000]
    # As many days before are those from 2 to 31 March: p4 and p5 bought in them, p3 on the 1st.
    assert frame["revenue_before"].to_list() == [500_000, 400_000, 0, 0, 0, 0]
    assert found.table.exact["revenue"].to_list() == [0, 0, 0, 0, 60.0, 25.0]
    largest = found.table.find_largest_moves(3)
    assert largest.select(FROM, TO).rows() == PAIRS[scores][:3]


@given(shops(), st.integers(1, 30), st.sampled_from(ScoresChoice), st.sampled_from([1, 3]))
@examples(120)
@example(
    # Leaves the window before the first date, comes back between the two, and is not new.
    Shop([order("a", 30), order("a", 2), order("b", 12)], {}, Parameters(AS_OF, window_days=10)),
    5,
    ScoresChoice.REFIT,
    1,
)
def test_cells_are_what_plain_python_finds(
    shop: Shop, days: int, scores: ScoresChoice, number: int
) -> None:
    dates = pair_dates(shop.parameters, days)
    parts = measure(shop.orders, dates, shop.touches, number)
    if _has_no_scale(parts, dates, scores):
        with pytest.raises(NobodyBeforeError):
            compare_dates(parts, dates, scores)
        return
    found = compare_dates(parts, dates, scores)
    entries = map_for(shop.parameters).entries
    touches = _halve(shop.touches), shop.touches
    cells = reference.compute_cells(shop.orders, dates, touches, entries, scores)
    rows = found.table.frame.rows(named=True)
    assert {(row[FROM], row[TO]): _read_cell(row) for row in rows} == cells
    for row in rows:
        of_row = sum(cell.customers for pair, cell in cells.items() if pair[0] == row[FROM])
        assert row["customers_share"] == row["customers"] / of_row
    names = found.table.names
    places = [(names.index(row[FROM]), names.index(row[TO])) for row in rows]
    assert places == sorted(places)
    assert names[-2:] == (NEW, OUT_OF_WINDOW)


def _has_no_scale(parts: list[DatedCustomers], dates: DatePair, scores: ScoresChoice) -> bool:
    reads_data = scores is ScoresChoice.FROZEN and dates.before.method is not Method.THRESHOLDS
    return reads_data and all(part.before.frame.is_empty() for part in parts)


def _read_cell(row: dict[str, int]) -> reference.Cell:
    return reference.Cell(row["customers"], row["revenue"], row["revenue_before"])


@given(shops(), st.integers(1, 30))
@examples(60)
def test_margins_are_the_segment_tables(shop: Shop, days: int) -> None:
    dates = pair_dates(shop.parameters, days)
    parts = measure(shop.orders, dates, shop.touches)
    found = compare_dates(parts, dates, ScoresChoice.REFIT)
    for side, segmented in (
        (FROM, [part.before for part in parts]),
        (TO, [part.after for part in parts]),
    ):
        parameters = dates.before if side == FROM else dates.after
        whole = segment_customers(
            lambda function, among=segmented: map(function, among),
            parameters,
            map_for(parameters),
        )
        margin = dict(found.table.frame.group_by(side).agg(pl.col("customers").sum()).rows())
        expected = dict(whole.table.frame.select("segment", "customers").rows())
        assert {name: margin.get(name, 0) for name in expected} == expected


@given(shops(), st.integers(1, 30))
@examples(60)
def test_money_is_that_of_the_orders_between_the_dates(shop: Shop, days: int) -> None:
    dates = pair_dates(shop.parameters, days)
    found = compare_dates(measure(shop.orders, dates, shop.touches, 3), dates, ScoresChoice.REFIT)
    first, last = dates.before.as_of, dates.after.as_of
    between = reference.sum_revenue(shop.orders, first, last)
    assert found.table.frame["revenue"].sum() == found.sums.inside_revenue == between
    before = reference.sum_revenue(shop.orders, first - (last - first), first)
    assert found.table.frame["revenue_before"].sum() + found.table.unplaced_revenue == before
    sums = found.sums
    every = (sums.inside_orders, sums.earlier_orders, sums.refunded_orders, sums.later_orders)
    assert sum(every) == len(shop.orders)


@given(shops(), st.integers(1, 30), st.sampled_from([7, 64]))
@examples(20)
def test_parts_add_up_to_the_whole(shop: Shop, days: int, number: int) -> None:
    dates = pair_dates(shop.parameters, days)
    cut = partial(measure, shop.orders, dates, shop.touches)
    whole = compare_dates(cut(), dates, ScoresChoice.REFIT)
    parts = compare_dates(cut(number), dates, ScoresChoice.REFIT)
    assert parts.table.frame.equals(whole.table.frame)
    assert parts.table.exact.equals(whole.table.exact)
    assert (parts.before, parts.after, parts.sums) == (whole.before, whole.after, whole.sums)
    assert parts.notes == whole.notes


def test_orders_that_name_nobody_are_summed_alone() -> None:
    dates = DatePair(Parameters(SINCE), Parameters(UNTIL))
    orders = table([*six_customers(), Order("x", SINCE, 7), Order("x", UNTIL, 9)]).with_columns(
        pl.when(pl.col("customer_id") != "x").then("customer_id").alias("customer_id")
    )
    sums = measure_at_both(orders, dates).sums
    assert sums == OrderSums(
        inside_orders=2,
        inside_revenue=850_000,
        earlier_orders=15,
        earlier_revenue=1_500_000,
        nameless_orders=1,
        nameless_revenue=9,
    )


def test_thresholds_need_nobody_before() -> None:
    shop = Shop([order("a", 1)], {}, Parameters(AS_OF, frequency=Frequency.ORDERS))
    dates = pair_dates(shop.parameters, 5)
    with pytest.raises(NobodyBeforeError, match="as of 2026-01-26, so there are no scores"):
        compare_dates(measure(shop.orders, dates, {}), dates, ScoresChoice.FROZEN)
    found = compare_dates(measure(shop.orders, dates, {}), dates, ScoresChoice.REFIT)
    assert found.table.frame.select(FROM, "customers").rows() == [(NEW, 1)]


@pytest.mark.parametrize("days", [0, -1])
def test_the_first_date_lies_before_the_second(days: int) -> None:
    with pytest.raises(DatesNotInOrderError, match="must lie before the as-of day"):
        pair_dates(Parameters(AS_OF), days)


def test_nobody_at_all_is_a_table_without_rows() -> None:
    dates = pair_dates(Parameters(AS_OF), 5)
    found = compute_migration(
        lambda function: map(function, measure([], dates, {})),
        dates,
        default_map(),
        ScoresChoice.REFIT,
    )
    assert found.table.frame.is_empty()
    assert found.table.frame.columns == found.table.exact.columns
