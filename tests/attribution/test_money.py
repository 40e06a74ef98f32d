"""Money printed in cents that add up."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.money import round_to_cents, round_to_total

NAMES = st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=12, unique=True)


@pytest.mark.parametrize(
    ("amount", "printed"),
    [(0, 0), (50, 0), (51, 1), (150, 2), (250, 2), (-50, 0), (-150, -2), (12_345_678, 123_457)],
)
def test_halves_of_a_cent_are_rounded_to_even(amount: int, printed: int) -> None:
    assert round_to_cents(amount) == printed


@given(st.integers(-(10**12), 10**12))
def test_cents_are_the_nearest(amount: int) -> None:
    assert round_to_cents(amount) == round(Fraction(amount, 100))


def test_missing_cents_go_to_the_largest_fractional_parts() -> None:
    thirds = np.array([10_000 / 3, 10_000 / 3, 10_000 / 3])
    assert round_to_total(thirds, ["c", "b", "a"], 100).tolist() == [33, 33, 34]
    assert round_to_total(np.array([160.0, 150.0, 190.0]), ["a", "b", "c"], 5).tolist() == [2, 1, 2]


def test_credit_that_is_negative_still_foots() -> None:
    assert round_to_total(np.array([-150.0, 450.0]), ["a", "b"], 3).tolist() == [-1, 4]


def test_no_amounts_come_to_none() -> None:
    assert round_to_total(np.zeros(0), [], 0).tolist() == []


def test_a_total_below_the_parts_takes_cents_away() -> None:
    assert round_to_total(np.array([100.0, 100.0]), ["a", "b"], 1).tolist() in ([1, 0], [0, 1])


def test_parts_that_nearly_cancel_foot_as_well_and_at_once() -> None:
    amounts = np.array([1e17, -1e17, 1.0])
    assert round_to_total(amounts, ["a", "b", "c"], 3_000_000_000).sum() == 3_000_000_000


@given(NAMES, st.data())
def test_printed_parts_add_up_and_are_within_a_cent(names: list[str], data: st.DataObject) -> None:
    amounts = data.draw(st.lists(st.floats(0, 1e9), min_size=len(names), max_size=len(names)))
    total = round_to_cents(round(sum(map(Fraction, amounts))))
    printed = round_to_total(np.array(amounts), names, total)
    assert printed.sum() == total
    assert (np.abs(printed - np.array(amounts) / 100) <= 1.01).all()
