"""Rows by value say what all rows would, however they were parted."""

from collections import Counter

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfm.value_counts import ValueCounts

values = st.lists(st.integers(-5, 5), min_size=1, max_size=300)


@given(values, st.integers(0, 300), st.sampled_from([0, 1, 25, 50, 99, 100]))
def test_percentiles_of_parts(found: list[int], cut: int, percent: int) -> None:
    parts = [pl.Series(some, dtype=pl.Int64) for some in (found[:cut], found[cut:])]
    counts = ValueCounts.add_up([ValueCounts.of(part) for part in parts])
    assert counts.frame["value"].is_sorted()
    assert counts.total == len(found)
    # Where two ranks are equally near it is the higher one.
    rank = int((len(found) - 1) * percent / 100 + 0.5)
    assert counts.find_nearest(percent) == sorted(found)[rank]


@given(st.lists(st.integers(-5, 5) | st.integers(-(1 << 62), 1 << 62), max_size=30))
def test_values_are_counted_whether_they_are_close_together_or_not(values: list[int]) -> None:
    counts = ValueCounts.of(pl.Series(values, dtype=pl.Int64)).frame
    assert counts.schema == {"value": pl.Int64, "count": pl.Int64}
    assert counts.rows() == sorted(Counter(values).items())


def test_the_nearest_rank_is_that_of_polars() -> None:
    for length in range(1, 120):
        rows = pl.Series(range(length), dtype=pl.Int64)
        nearest = rows.quantile(0.99, "nearest")
        assert ValueCounts.of(rows).find_nearest(99) == pytest.approx(nearest)
