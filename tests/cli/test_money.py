"""Money has one unit, and is written as it is kept."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import attribution.money
import rfm.units
from cli.money import UNIT, convert_to_cents, format_exactly, format_money
from cli.report import ColumnKind

AMOUNTS = st.integers(-(10**17), 10**17)


def test_every_room_counts_money_in_the_same_unit() -> None:
    assert attribution.money.UNIT == rfm.units.UNIT == UNIT


@given(AMOUNTS)
def test_the_exact_text_holds_every_digit(amount: int) -> None:
    assert Decimal(format_exactly(amount)) * UNIT == amount


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "0.00"),
        (12_345_000, "1,234.50"),
        (-5_000, "-0.50"),
        (99_999, "10.00"),
        (1_550, "0.16"),
        (1_450, "0.14"),
    ],
)
def test_a_sentence_says_an_amount_with_two_decimals(amount: int, text: str) -> None:
    assert format_money(amount) == text
    assert format_money(amount, "EUR") == f"{text} EUR"


@given(st.lists(AMOUNTS))
def test_cents_are_rounded_half_to_even_as_the_models_round_them(amounts: list[int]) -> None:
    frame = pl.DataFrame({"cost": pl.Series(amounts, dtype=pl.Int64)})
    cents = convert_to_cents(frame, {"cost": ColumnKind.MONEY})["cost"]
    assert cents.to_list() == [attribution.money.round_to_cents(each) for each in amounts]
