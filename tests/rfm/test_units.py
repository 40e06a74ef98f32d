from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfm.settings import Dimension
from rfm.units import to_printed, to_stored


@pytest.mark.parametrize(
    ("value", "dimension", "expected"),
    [
        (100, Dimension.RECENCY, "100"),
        (-1, Dimension.RECENCY, "-1"),
        (0, Dimension.MONETARY, "0"),
        (1_000_000, Dimension.MONETARY, "100"),
        (123_450, Dimension.MONETARY, "12.345"),
        (Fraction(7, 3), Dimension.FREQUENCY, "2.333333"),
        (333_333.3333333333, Dimension.MONETARY, "33.33333333333333"),
    ],
)
def test_values_are_printed_in_the_unit_people_read(
    value: Fraction | float, dimension: Dimension, expected: str
) -> None:
    assert str(to_printed(value, dimension)) == expected


def test_rounding_up_is_for_intervals_closed_on_the_left() -> None:
    assert str(to_printed(Fraction(7, 3), Dimension.RECENCY, up=True)) == "2.333334"


@given(st.floats(0, 1e15))
def test_a_float_reads_back_as_itself(value: float) -> None:
    assert float(to_stored(to_printed(value, Dimension.MONETARY), Dimension.MONETARY)) == value


@given(st.fractions(0, 10**12, max_denominator=20), st.sampled_from(Dimension), st.booleans())
def test_no_integer_lies_between_a_value_and_its_print(
    value: Fraction, dimension: Dimension, up: bool
) -> None:
    back = to_stored(to_printed(value, dimension, up=up), dimension)
    low, high = sorted((value, back))
    inside = -(-low // 1)
    assert low == high or not (inside < high if up else low < inside <= high)
    assert Decimal(str(to_printed(value, dimension, up=up))) == to_printed(value, dimension, up=up)
