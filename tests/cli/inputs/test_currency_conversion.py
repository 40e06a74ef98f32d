"""Amounts in several currencies, converted by the rates of the settings."""

from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.inputs.currency_conversion import (
    CurrenciesError,
    HugeTotalError,
    find_conversion,
    list_currency_names,
)
from tests.cli.inputs.small_files import ledger, orders, revenues

TEXT = (
    "order_id,customer_id,ordered_at,revenue,refunded,currency\n"
    "1,a,2026-01-01,10.00,,EUR\n2,a,2026-01-02,10.00,5.00,USD\n3,a,2026-01-03,1.00,,\n"
    "2,a,2026-01-04,-1.00,,USD\n"
)
RATES = {"usd": Decimal("0.92")}


def test_orders_are_converted_before_anything_is_added_up(tmp_path: Path) -> None:
    read = orders(tmp_path, TEXT, rates=RATES, currency="EUR")
    assert revenues(read) == {"1": 100_000, "2": 92_000 - 46_000 - 9200, "3": 10_000}
    assert read.files[0].total == 100_000 + 92_000 + 10_000 - 9200
    lines = ledger(read)
    assert sum(amount or 0 for rows, amount in lines.values() if rows) == read.files[0].total
    assert "orders: amounts converted: USD at 0.92" in read.notes


def test_the_currency_without_a_rate_is_the_reports(tmp_path: Path) -> None:
    assert revenues(orders(tmp_path, TEXT, rates=RATES))["1"] == 100_000


def test_a_single_currency_needs_no_rate(tmp_path: Path) -> None:
    text = TEXT.replace("EUR", "USD").replace(",,\n", ",,USD\n")
    assert revenues(orders(tmp_path, text))["1"] == 100_000
    assert revenues(orders(tmp_path, text, rates=RATES))["1"] == 100_000
    assert revenues(orders(tmp_path, text, rates=RATES, currency="EUR"))["1"] == 92_000


@pytest.mark.parametrize("currency", [None, "EUR", "GBP"])
def test_a_currency_without_a_rate_is_refused(currency: str | None, tmp_path: Path) -> None:
    text = TEXT.replace("EUR", "CHF").replace(",,\n", ",,SEK\n")
    with pytest.raises(CurrenciesError, match="CHF, SEK, USD"):
        orders(tmp_path, text, rates=RATES, currency=currency)


def convert(frame: pl.DataFrame, rate: Decimal) -> pl.DataFrame:
    found = find_conversion("orders", list_currency_names(frame), {"USD": rate}, "EUR")
    assert found is not None
    return found.convert(frame, ("revenue",))


@given(
    st.lists(st.integers(-(10**15), 10**15), min_size=1),
    st.decimals("0.00000001", "9000", places=8),
)
def test_amounts_are_rounded_half_to_even(amounts: list[int], rate: Decimal) -> None:
    frame = pl.DataFrame({"revenue": amounts}).with_columns(
        pl.lit("USD").cast(pl.Categorical).alias("currency")
    )
    made = convert(frame, rate)
    exact = [(Decimal(amount) * rate).quantize(Decimal(1), ROUND_HALF_EVEN) for amount in amounts]
    assert made["revenue"].to_list() == [int(each) for each in exact]


def test_amounts_past_64_bits_are_refused() -> None:
    frame = pl.DataFrame({"revenue": [10**15]}).with_columns(
        pl.lit("USD").cast(pl.Categorical).alias("currency")
    )
    with pytest.raises(HugeTotalError):
        convert(frame, Decimal(100_000))
