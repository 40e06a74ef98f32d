"""Which columns of ids may repeat one."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from cli.inputs.orders.duplicates import may_repeat

IDS = st.one_of(st.none(), st.integers(0, 3000).map(str), st.text(max_size=3))


@given(st.lists(IDS), st.booleans())
def test_ids_that_repeat_are_noticed_in_any_order(ids: list[str | None], ascending: bool) -> None:
    values = sorted(ids, key=lambda each: (len(each or ""), each or "")) if ascending else ids
    known = [each for each in values if each is not None]
    repeats = len(set(known)) < len(known)
    assert may_repeat(pl.Series("order_id", values, dtype=pl.String)) == repeats


@given(st.integers(0, 10**6), st.integers(0, 2000))
def test_one_number_that_comes_again_far_below_is_noticed(start: int, count: int) -> None:
    numbers = pl.Series("order_id", range(start, start + 1500 + count)).cast(pl.String)
    assert not may_repeat(numbers)
    assert may_repeat(pl.concat([numbers, numbers[:1]]))
    assert may_repeat(pl.concat([numbers, numbers[-1:]]))
