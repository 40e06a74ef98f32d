import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from attribution.arrays import sort_integers
from tests.examples import examples

SIGNED = st.lists(st.integers(-(2**63), 2**63 - 1), max_size=200)
UNSIGNED = st.lists(st.integers(0, 2**64 - 1), max_size=200)


@given(SIGNED, UNSIGNED)
@examples(100)
def test_integers_are_sorted_whatever_their_sign_and_stay_what_they_are(
    signed: list[int], unsigned: list[int]
) -> None:
    for values, kind in ((signed, np.int64), (unsigned, np.uint64)):
        key = np.array(values, dtype=kind)
        found = sort_integers(key)
        assert found.dtype == kind
        assert found.tolist() == sorted(values)
        assert key.tolist() == values
        found[:] = 0
