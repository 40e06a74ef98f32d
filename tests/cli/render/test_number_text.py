import math
from datetime import UTC, date, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.render.number_text import (
    format_for_machine,
    format_for_people,
    format_signed,
    localise,
    localise_sentence,
)
from cli.report import ColumnKind, NumberStyle


def written(values: list[object], kind: ColumnKind, dtype: pl.DataType | None = None) -> list[str]:
    frame = format_for_machine(pl.DataFrame({"x": pl.Series(values, dtype=dtype)}), {"x": kind})
    return frame.write_csv(float_precision=6, include_header=False).removesuffix("\n").split("\n")


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (123450, "1234.50"),
        (0, "0.00"),
        (-5, "-0.05"),
        (-100, "-1.00"),
        (None, ""),
        (9_007_199_254_740_993, "90071992547409.93"),
    ],
)
def test_money_is_cents_to_the_last_digit(cents: int | None, text: str) -> None:
    assert written([cents], ColumnKind.MONEY, pl.Int64()) == [text]


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (123_400, "12.34"),
        (123_000, "12.30"),
        (120_000, "12.00"),
        (123_450, "12.345"),
        (-1_010, "-0.101"),
        (-5, "-0.0005"),
        (0, "0.00"),
        (None, ""),
    ],
)
def test_amounts_have_all_of_their_decimals_and_two_at_least(amount: int | None, text: str) -> None:
    assert written([amount], ColumnKind.AMOUNT, pl.Int64()) == [text]


@pytest.mark.parametrize("kind", [ColumnKind.CREDIT, ColumnKind.SHARE, ColumnKind.NUMBER])
@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1 / 3, "0.333333"),
        (2.0, "2.000000"),
        (-4e-7, "0.000000"),
        (-5e-7, "0.000000"),
        (-0.0, "0.000000"),
        (-6e-7, "-0.000001"),
        (math.nan, ""),
        (math.inf, ""),
        (-math.inf, ""),
        (None, ""),
    ],
)
def test_fractions_have_six_decimals_and_are_finite(
    kind: ColumnKind, value: float | None, text: str
) -> None:
    assert written([value], kind, pl.Float64()) == [text]


def test_whole_numbers_of_a_fractional_kind_have_decimals_too() -> None:
    assert written([3], ColumnKind.NUMBER) == ["3.000000"]


def test_dates_times_and_truth_values_are_iso() -> None:
    assert written([date(2024, 1, 2)], ColumnKind.TEXT) == ["2024-01-02"]
    assert written([True], ColumnKind.TEXT) == ["true"]
    noon = datetime(2024, 1, 2, 12, tzinfo=UTC)
    assert written([noon], ColumnKind.TEXT) == ["2024-01-02T12:00:00.000000+00:00"]
    at_home = pl.Datetime("us", "Europe/Rome")
    assert written([noon], ColumnKind.TEXT, at_home) == ["2024-01-02T13:00:00.000000+01:00"]
    assert written([noon.replace(tzinfo=None)], ColumnKind.TEXT) == ["2024-01-02T12:00:00.000000"]


def test_counts_are_raw() -> None:
    assert written([1234567, None], ColumnKind.COUNT) == ["1234567", ""]


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (123456789, ColumnKind.MONEY, "1,234,567.89"),
        (-1, ColumnKind.MONEY, "-0.01"),
        (1234567, ColumnKind.COUNT, "1,234,567"),
        (1234.56, ColumnKind.CREDIT, "1,234.6"),
        (-0.04, ColumnKind.NUMBER, "0.0"),
        (0.1234, ColumnKind.SHARE, "12.3 %"),
        (12.0, ColumnKind.SHARE, "1,200.0 %"),
        ("[b]x[/b]", ColumnKind.TEXT, "[b]x[/b]"),
        (2024, ColumnKind.TEXT, "2024"),
        (date(2024, 1, 2), ColumnKind.TEXT, "2024-01-02"),
        (None, ColumnKind.MONEY, ""),
        (math.nan, ColumnKind.SHARE, ""),
    ],
)
def test_people_read_thousands_and_percent(value: object, kind: ColumnKind, text: str) -> None:
    assert format_for_people(pl.Series("x", [value]), kind) == [text]


@pytest.mark.parametrize(
    ("shown", "text"),
    [("12.3 %", "+12.3 %"), ("-12.3 %", "-12.3 %"), ("0.0 %", "0.0 %"), ("0.00", "0.00")],
)
def test_a_change_has_a_sign_unless_it_is_zero(shown: str, text: str) -> None:
    assert format_signed(shown) == text


@given(st.integers(-(10**16), 10**16))
def test_both_forms_of_money_say_the_same(cents: int) -> None:
    shown = format_for_people(pl.Series("x", [cents]), ColumnKind.MONEY)
    assert [text.replace(",", "") for text in shown] == written([cents], ColumnKind.MONEY)


@pytest.mark.parametrize(
    ("style", "encoding", "text"),
    [
        ("en", "utf-8", "-1,234.5 %"),
        ("it", "utf-8", "-1.234,5 %"),
        ("de", "ascii", "-1.234,5 %"),
        ("fr", "utf-8", "-1\u202f234,5 %"),
        ("fr", "cp1252", "-1 234,5 %"),
        ("ch", "utf-8", "-1\u2019234.5 %"),
        ("ch", "ascii", "-1'234.5 %"),
        ("plain", "utf-8", "-1234.5 %"),
    ],
)
def test_numbers_as_countries_write_them(style: str, encoding: str, text: str) -> None:
    assert localise("-1,234.5 %", NumberStyle(style), encoding) == text


def test_sentences_keep_their_days_names_and_lengths() -> None:
    said = "1,471 orders, 166,888.58 EUR from 2026-01-01, 30d, v1.2.x; 82.7 % of 12; 1.50-2,000.00."
    told = "1.471 orders, 166.888,58 EUR from 2026-01-01, 30d, v1.2.x; 82,7 % of 12; 1,50-2.000,00."
    assert localise_sentence(said, NumberStyle.IT) == told


@pytest.mark.parametrize(
    "kept",
    [
        "exports/orders 1.5/2,000.csv",
        'customers "1,000" and "2.5"',
        "returns.margin: 0.35",
        "rates: {USD: 0.92}",
        "monetary: [69, 139.8]",
        "merito 0.1.0",
        "Ads 1,000 and Ads 1,000.5 brand",
    ],
)
def test_sentences_keep_what_is_data_or_to_be_pasted(kept: str) -> None:
    names = ("Ads 1,000", "Ads 1,000.5 brand")
    told = localise_sentence(f"-1,234.5 EUR: {kept}, 2.5 %", NumberStyle.IT, names=names)
    assert told == f"-1.234,5 EUR: {kept}, 2,5 %"
