"""The numbers of customers, with those who have no order and without."""

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.parts.buckets import BUCKETS, GROUPS
from attribution.parts.customer_numbers import NumberedRows, number_rows
from attribution.parts.parts import list_buyers
from attribution.plan import Plan
from attribution.statistics.statistics import Statistics
from tests.attribution.shop import INLINE, Shop, orders_table, parts_of, statistics_of
from tests.attribution.strategies import cases
from tests.examples import examples

if TYPE_CHECKING:
    from attribution.arrays import Codes

texts = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), max_size=20)


def number(touches: list[str], buyers: list[str], *, strangers: bool) -> NumberedRows:
    of_touches, of_orders = (pl.Series(ids, dtype=pl.String) for ids in (touches, buyers))
    return number_rows(of_touches, of_orders, INLINE, strangers=strangers)


def get_names(rows: NumberedRows, numbers: "Codes") -> list[str | None]:
    names = [*rows.known.ids, None]
    return [names[number] for number in numbers]


@given(texts, texts)
@examples(100)
def test_buyers_alone_are_numbered(touches: list[str], buyers: list[str]) -> None:
    rows = number(touches, buyers, strangers=False)
    assert set(rows.known.ids) == set(buyers)
    assert get_names(rows, rows.of_orders) == buyers
    assert get_names(rows, rows.of_touches) == [
        name if name in buyers else None for name in touches
    ]


@given(texts, texts)
@examples(100)
def test_strangers_leave_the_order_of_buyers_as_it_is(
    touches: list[str], buyers: list[str]
) -> None:
    rows = number(touches, buyers, strangers=True)
    ids = rows.known.ids.to_list()
    assert sorted(ids) == sorted({*touches, *buyers})
    assert get_names(rows, rows.of_orders) == buyers
    assert get_names(rows, rows.of_touches) == touches
    assert rows.known.groups.tolist() == [
        zlib.crc32(name.encode()) % BUCKETS % GROUPS for name in ids
    ]
    assert (np.diff(rows.known.groups) >= 0).all()
    alone = number([], buyers, strangers=False).known.ids.to_list()
    assert [name for name in ids if name in buyers] == alone


def test_orders_without_a_customer_are_nobody_elses() -> None:
    """Each is of a customer of its own, whom no touch can have."""
    orders = pl.DataFrame({"order_id": ["1", "2"], "customer_id": [None, "ada"]})
    buyers = list_buyers(orders).to_list()
    rows = number(["ada", "1", "order 1"], buyers, strangers=False)
    assert get_names(rows, rows.of_touches) == ["ada", None, None]


@pytest.mark.parametrize("strangers", [False, True])
def test_one_customer_and_none(strangers: bool) -> None:
    assert number([], [], strangers=strangers).known.ids.is_empty()
    one = number(["ada", "ada"], ["ada"], strangers=strangers)
    assert (one.of_touches.tolist(), one.of_orders.tolist()) == ([0, 0], [0])


@given(cases(models=2))
@examples(25)
def test_statistics_are_the_same_without_strangers(case: tuple[Shop, Plan]) -> None:
    """Whom nobody asks for is not numbered, and counts as a stranger all the same."""
    shop, plan = case
    every = statistics_of(parts_of(shop, 3), plan)
    buyers = statistics_of(parts_of(shop, 3, resampled=False), plan)
    for name in ("credit", "orders"):
        assert getattr(every, name).equals(getattr(buyers, name))
    assert every.counts == buyers.counts
    assert _count_people(every) == _count_people(buyers)
    known = {*orders_table(shop)["customer_id"].drop_nulls()}
    nameless = orders_table(shop)["customer_id"].null_count()
    assert buyers.customers.sum() == len(known) + nameless
    alone = replace(shop, touches=())
    assert buyers.customers.tolist() == statistics_of(parts_of(alone), plan).customers.tolist()


def _count_people(statistics: Statistics) -> list[tuple[int, ...]]:
    keys = ["window", "model", "block", "value"]
    return statistics.people.group_by(keys).agg(pl.col("customers").sum()).sort(keys).rows()
