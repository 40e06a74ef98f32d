"""Customers counted once for each value, by bits and by sorting."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.statistics.customer_counts import FEW, CustomerCounter, find_runs, pair_cells
from tests.examples import examples

rows = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 7)), max_size=30)


@given(rows, st.lists(st.integers(0, 30), max_size=3), st.sampled_from([8, 9, 33, FEW, FEW + 1]))
@examples(200)
def test_each_customer_counts_once_for_a_cell(
    pairs: list[tuple[int, int]], cuts: list[int], count: int
) -> None:
    pairs = sorted(pairs)
    people = CustomerCounter(count)
    bounds = [0, *sorted(min(cut, len(pairs)) for cut in cuts), len(pairs)]
    for start, stop in pairwise(bounds):
        piece = np.array(pairs[start:stop], dtype=np.int64).reshape(-1, 2)
        pair_cells(piece[:, 1], find_runs(piece[:, 0]), count).count(people)
    expected = np.bincount([cell for _, cell in set(pairs)], minlength=count)
    assert people.counts.tolist() == expected.tolist()


@pytest.mark.parametrize("count", [1, 8, 16, 17, FEW])
def test_the_last_cell_has_a_bit_as_well(count: int) -> None:
    people = CustomerCounter(count)
    cells = np.array([count - 1, 0, count - 1])
    pair_cells(cells, find_runs(np.array([3, 3, 4])), count).count(people)
    assert people.counts[-1] == 2
    assert people.counts.sum() == (2 if count == 1 else 3)
