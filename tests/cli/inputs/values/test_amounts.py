from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.inputs.currency_conversion import HugeTotalError
from cli.inputs.reading.problems import BadRowsError
from cli.inputs.values.amounts import NumberFormat, parse_amount
from tests.cli.inputs.small_files import ORDERS, orders, revenues


def read(texts: list[str], marks: NumberFormat | None = None) -> list[int | None]:
    frame = pl.DataFrame({"text": texts})
    return frame.select(parse_amount(pl.col("text"), marks or NumberFormat())).to_series().to_list()


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6))
def test_amounts_are_exact_and_rounded_half_to_even(value: Decimal) -> None:
    expected = int((value * 10_000).quantize(Decimal(1), ROUND_HALF_EVEN))
    assert read([f"{value:f}"]) == [expected]


@given(st.integers(-(10**14), 10**14))
def test_marks_do_not_change_the_amount(cents: int) -> None:
    value = Decimal(cents) / 100
    english = f"{value:,.2f}"
    european = english.translate(str.maketrans(",.", ".,"))
    assert read([english], NumberFormat(".", ",")) == [cents * 100]
    assert read([european], NumberFormat(",", ".")) == [cents * 100]
    assert read([european.replace(".", " ")], NumberFormat(",", " ")) == [cents * 100]
    assert read([european.replace(".", "")], NumberFormat(",")) == [cents * 100]
    assert read([european.replace(".", "")], NumberFormat(",", ".")) == [cents * 100]


@given(
    st.integers(0, 10**9),
    st.sampled_from(["{}", "{} €", "€{}", "EUR {}", "kr. {}", "{} Fr.", "&euro;{}", "US$ {}"]),
    st.sampled_from(["{}", "-{}", "\u2212 {}", "{}-", "({})", "+{}"]),
    st.sampled_from(["", " ", "\u00a0", "\t"]),
)
def test_currencies_signs_and_spaces_leave_the_number(
    cents: int, currency: str, sign: str, space: str
) -> None:
    european = f"{Decimal(cents) / 100:,.2f}".translate(str.maketrans(",.", ".,"))
    text = space + sign.format(currency.format(european)) + space
    minus = -1 if set(sign) & set("-\u2212(") else 1
    assert read([text], NumberFormat(",", ".", dressed=True)) == [minus * cents * 100]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("12.50", NumberFormat(",", ".")),
        ("1.23.456,00", NumberFormat(",", ".")),
        ("1,2,3", NumberFormat(",")),
        ("12.50", NumberFormat(",")),
        ("1.5e3,0", NumberFormat(",")),
        ("1 234", NumberFormat()),
        ("12,50", NumberFormat()),
        ("nan", NumberFormat()),
        ("inf", NumberFormat()),
        ("--", NumberFormat()),
        ("€5", NumberFormat()),
    ],
)
def test_what_is_no_number_by_the_marks(text: str, marks: NumberFormat) -> None:
    assert read([text], marks) == [None]


def test_finer_amounts_are_counted_but_zeros_are_not(tmp_path: Path) -> None:
    text = f"{ORDERS}\nA,c,2025-01-01 10:00:00,0.00005\nB,c,2025-01-01 10:00:00,0.00015\n"
    text += "C,c,2025-01-01 10:00:00,1.500000\n"
    found = orders(tmp_path, text)
    assert revenues(found) == {"A": 0, "B": 2, "C": 15_000}
    assert found.counts.finer == 2
    assert found.notes == (
        "orders: 2 rows with an amount finer than 1/10 000, rounded half to even",
    )
    slow = orders(tmp_path, f"{text}D,c,2025-01-01, 1.00001 \n")
    assert revenues(slow) == {"A": 0, "B": 2, "C": 15_000, "D": 10_000}
    assert slow.counts.finer == 3


def test_settings_of_the_marks(tmp_path: Path) -> None:
    text = f'{ORDERS}\nA,c,2025-01-01 10:00:00,"1.234,50"\nB,c,2025-01-01 10:00:00,"7"\n'
    found = orders(tmp_path, text, decimal=",", thousands=".")
    assert revenues(found) == {"A": 12_345_000, "B": 70_000}


def test_an_ambiguous_column_is_read_where_the_settings_decide(tmp_path: Path) -> None:
    text = f"{ORDERS}\nA,c,2025-01-01 10:00:00,1.234\n"
    assert revenues(orders(tmp_path, text, decimal=".")) == {"A": 12_340}
    assert revenues(orders(tmp_path, text, decimal=",", thousands=".")) == {"A": 12_340_000}


def test_one_clear_amount_decides_for_the_column(tmp_path: Path) -> None:
    text = f"{ORDERS}\nA,c,2025-01-01 10:00:00,1.234\nB,c,2025-01-01 10:00:00,0.500\n"
    assert revenues(orders(tmp_path, text)) == {"A": 12_340, "B": 5_000}


def test_a_clear_amount_far_below_decides_as_well(tmp_path: Path) -> None:
    rows = "".join(f"A{i},c,2025-01-01 10:00:00,1.234\n" for i in range(1500))
    found = orders(tmp_path, f"{ORDERS}\n{rows}B,c,2025-01-01 10:00:00,1.2\n")
    assert found.frame["revenue"].sum() == 1500 * 12_340 + 12_000


def test_amounts_that_overflow_when_added_up_are_refused(tmp_path: Path) -> None:
    rows = "".join(f"A{i},c,2025-01-01 10:00:00,90000000000\n" for i in range(10_001))
    with pytest.raises(HugeTotalError, match="more than 900 000 000 000 000"):
        orders(tmp_path, f"{ORDERS}\n{rows}")


def test_a_bad_amount_is_named_even_after_the_sample(tmp_path: Path) -> None:
    rows = "".join(f"A{i},c,2025-01-01 10:00:00,1.00\n" for i in range(2000))
    with pytest.raises(BadRowsError, match=r'orders.csv:2002: revenue: "x" is not a number'):
        orders(tmp_path, f"{ORDERS}\n{rows}B,c,2025-01-01 10:00:00,x\n")
