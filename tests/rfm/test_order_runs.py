from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfm import order_runs
from rfm.order_runs import OrderRuns, number_day
from tests.examples import examples

FIRST = date(2026, 1, 1)
SCHEMA = {
    "customer_id": pl.String,
    "ordered_on": pl.Date,
    "revenue": pl.Int64,
    "refunded": pl.Boolean,
}
Row = tuple[str | None, date, int, bool]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["ann", "bob", "a customer with a long id", "", None]),
        st.integers(0, 40).map(lambda days: FIRST + timedelta(days)),
        st.integers(-5, 9),
        st.booleans(),
    ),
    max_size=25,
)
EXAMPLE: list[Row] = [
    ("bob", FIRST + timedelta(3), 7, False),
    (None, FIRST, 9, False),
    ("ann", FIRST + timedelta(9), 2, False),
    ("bob", FIRST, 1, True),
    ("ann", FIRST, 4, False),
    ("ann", FIRST + timedelta(9), 8, True),
]


def group(rows: list[Row]) -> OrderRuns:
    return OrderRuns.of(pl.DataFrame(rows, schema=SCHEMA, orient="row"))


def list_runs(runs: OrderRuns) -> dict[str, list[tuple[int, bool, int]]]:
    """Return day, whether refunded, and revenue of the orders of each customer."""
    ids = runs.names.select(runs.customer)
    orders = list(
        zip(runs.day.tolist(), runs.refunded.tolist(), runs.revenue.tolist(), strict=True)
    )
    pieces = zip(ids, runs.begin.tolist(), runs.lengths.tolist(), strict=True)
    return {name: orders[begin : begin + length] for name, begin, length in pieces}


def list_by_hand(rows: list[Row]) -> dict[str, list[tuple[int, bool, int]]]:
    found: dict[str, list[tuple[int, bool, int]]] = defaultdict(list)
    for name, day, revenue, refunded in rows:
        if name is not None:
            found[name].append((number_day(day), refunded, revenue))
    return dict(found)


@given(ROWS)
@examples(60)
def test_each_customer_has_a_run_in_the_order_of_the_rows(rows: list[Row]) -> None:
    runs = group(rows)
    found = list_runs(runs)
    assert len(found) == len(runs.begin)
    assert found == list_by_hand(rows)
    ids = runs.names.select(runs.customer)
    days = {name: [day for day, *_ in orders] for name, orders in found.items()}
    assert dict(zip(ids, runs.find_first_days().tolist(), strict=True)) == {
        name: min(each) for name, each in days.items()
    }
    assert dict(zip(ids, runs.find_last_days().tolist(), strict=True)) == {
        name: max(each) for name, each in days.items()
    }


def hash_all_alike() -> pl.Expr:
    return pl.repeat(7, pl.len(), dtype=pl.UInt64)


def hash_some_alike() -> pl.Expr:
    return pl.col("customer_id").str.len_bytes().cast(pl.UInt64) * (1 << 40)


@pytest.mark.parametrize("first", [hash_all_alike, hash_some_alike])
def test_ids_of_one_hash_are_told_apart(
    monkeypatch: pytest.MonkeyPatch, first: Callable[[], pl.Expr]
) -> None:
    def collide(seed: int) -> pl.Expr:
        return pl.col("customer_id").hash(seed) if seed else first()

    monkeypatch.setattr(order_runs, "hash_ids", collide)
    assert list_runs(group(EXAMPLE)) == list_by_hand(EXAMPLE)


def test_hashes_that_all_agree_are_one_customer(monkeypatch: pytest.MonkeyPatch) -> None:
    # What the second hash is for: where it agrees as well, nothing can tell ids apart.
    monkeypatch.setattr(order_runs, "hash_ids", lambda _: hash_all_alike())
    assert len(group(EXAMPLE).begin) == 1


def test_one_customer_and_no_orders() -> None:
    alone = group([("ann", FIRST, 3, False)])
    assert list_runs(alone) == {"ann": [(number_day(FIRST), False, 3)]}
    assert alone.merge(alone.day).lengths.tolist() == [1]
    nobody = group([(None, FIRST, 3, False)])
    for runs in (group([]), nobody, alone.keep(alone.refunded)):
        assert list_runs(runs) == {}
        assert runs.merge(runs.day).sum(runs.revenue).tolist() == []


@given(ROWS)
@examples(60)
def test_orders_of_a_period_are_one(rows: list[Row]) -> None:
    runs = group(rows)
    kept = runs.keep(~runs.refunded)
    weeks = kept.merge(kept.day // 7)
    expected: dict[tuple[str, int], list[int]] = defaultdict(list)
    for name, orders in list_by_hand(rows).items():
        for day, refunded, revenue in orders:
            if not refunded:
                expected[name, day // 7].append(revenue)
    names = weeks.names.select(np.repeat(weeks.customer, weeks.lengths))
    found = zip(
        zip(names, weeks.period.tolist(), strict=True),
        zip(weeks.orders.tolist(), weeks.revenue.tolist(), strict=True),
        strict=True,
    )
    assert dict(found) == {key: (len(each), sum(each)) for key, each in expected.items()}


@given(st.lists(st.lists(st.integers(-3, 1 << 20), min_size=1, max_size=9), min_size=1), st.data())
@examples(60)
def test_values_are_put_in_order_within_their_runs(
    runs: list[list[int]], data: st.DataObject
) -> None:
    begin = np.cumsum([0, *map(len, runs)])[:-1]
    values = np.array([each for run in runs for each in run])
    bits = data.draw(st.sampled_from([63, 8]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(order_runs, "_SORTED_BITS", bits)
        order = order_runs.order_in_runs(values, begin)
    in_order = [each for run in runs for each in sorted(run)]
    assert (order is None) == (values.tolist() == in_order)
    assert order is None or values[order].tolist() == in_order
    stable = [
        place
        for start, run in zip(begin.tolist(), runs, strict=True)
        for place in sorted(range(start, start + len(run)), key=values.tolist().__getitem__)
    ]
    assert order is None or order.tolist() == stable


@given(st.lists(st.integers(1, 40), max_size=9), st.data())
@examples(100)
def test_wanted_orders_are_counted_by_run_whether_few_or_many(
    lengths: list[int], data: st.DataObject
) -> None:
    begin = np.cumsum([0, *lengths])[:-1]
    total = sum(lengths)
    places = st.lists(st.integers(0, max(total - 1, 0)), max_size=data.draw(st.integers(0, total)))
    wanted = np.zeros(total, dtype=np.bool_)
    wanted[data.draw(places)] = True
    pieces = zip(begin, lengths, strict=True)
    by_hand = [sum(wanted[start : start + length].tolist()) for start, length in pieces]
    assert order_runs.count_in_runs(wanted, begin).tolist() == by_hand


def test_rows_are_those_of_the_orders_as_they_came() -> None:
    runs = group(EXAMPLE)
    groups = pl.Series([name and len(name) + ord(name[0]) for name, *_ in EXAMPLE])
    found = dict(zip(runs.names.select(runs.customer), runs.names.get_values(groups), strict=True))
    assert found == {"ann": 3 + ord("a"), "bob": 3 + ord("b")}
