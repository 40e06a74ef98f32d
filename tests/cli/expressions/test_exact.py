"""Amounts calculated from columns are exact: those of fractions, rounded half to even."""

from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.expressions import ExpressionError, check_columns
from cli.expressions.exact import compile_amount

PARTS = 10**8
CENTS = st.integers(-(10**9), 10**9).map(lambda units: Fraction(units, 10**4))
WORKED = [
    ("Quantity * `Unit price`", {"Quantity": "6", "Unit price": "2.55"}, 153_000),
    ("Quantity * `Unit price`", {"Quantity": "-6", "Unit price": "1.85"}, -111_000),
    ("Quantity * `Unit price`", {"Quantity": "0.5", "Unit price": "0.0001"}, 0),
    ("Quantity * `Unit price`", {"Quantity": "1.5", "Unit price": "0.0001"}, 2),
    ("Total / 1.22", {"Total": "-122"}, -1_000_000),
    ("Total / Share", {"Total": "1", "Share": "-3"}, -3333),
    ("Total / Share", {"Total": "1", "Share": "0"}, None),
    ("Total // 2 + Total % 2 + (Total > 1)", {"Total": "3"}, 30_000),
    ("Total % Share", {"Total": "3", "Share": "0"}, None),
    ("-abs(min(Total, 2)) + max(Total, 7)", {"Total": "-3"}, 40_000),
    ("+Total", {"Total": None}, None),
    ("min(Total, Tax)", {"Total": "3", "Tax": None}, None),
    ("Total - (Tax if Tax != None else 0)", {"Total": "3", "Tax": None}, 30_000),
    ("Total * Total", {"Total": "99999999"}, None),
    ("Total + 1e300", {"Total": "1"}, None),
    ("Total if Kind in ('sale', 'fee') else -Total", {"Total": "3", "Kind": "fee"}, 30_000),
    ("Total if Kind == 'sale' else -Total", {"Total": "3", "Kind": None}, -30_000),
    ("Total if 'a`b' in Kind else 0", {"Total": "3", "Kind": "xa`by"}, 30_000),
]


def calculate(text: str, values: dict[str, str | None]) -> int | None:
    """Return the amount that comes of one row."""
    checked = check_columns(text)
    row = pl.DataFrame(
        {
            name: pl.Series([_to_parts(name, value)], dtype=pl.String if name == "Kind" else None)
            for name, value in values.items()
        }
    )
    amount = compile_amount(checked, dict(zip(values, values, strict=True)))
    found: int | None = row.select(amount.cast(pl.Int64)).item()
    return found


def _to_parts(name: str, value: str | None) -> int | str | None:
    return value if value is None or name == "Kind" else int(Decimal(value) * PARTS)


@pytest.mark.parametrize(("text", "values", "amount"), WORKED)
def test_worked_by_hand(text: str, values: dict[str, str | None], amount: int | None) -> None:
    assert calculate(text, values) == amount


@given(st.lists(st.tuples(CENTS, CENTS, CENTS), min_size=1, max_size=20))
def test_products_and_sums_are_those_of_fractions(rows: list[tuple[Fraction, ...]]) -> None:
    parts = [[int(value * PARTS) for value in row] for row in rows]
    frame = pl.DataFrame(parts, ["a", "b", "c"], orient="row")
    amount = compile_amount(check_columns("a * b - c"), {"a": "a", "b": "b", "c": "c"})
    exact = [round((a * b - c) * 10**4) for a, b, c in rows]
    assert frame.select(amount.alias("x"))["x"].to_list() == exact


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("A ** 2", "expression, column 1: ** gives no exact amount"),
        ("1 + sqrt(A)", "expression, column 5: sqrt gives no exact amount"),
        ("1 + 2", "expression, column 1: names no column; write a number alone"),
        ("`A b", "expression, column 1: not an expression in Python syntax"),
        ("`A b` + 'x'", "expression, column 9: expected a number, found a text"),
        ("A + (A == 'x')", "expression, column 1: expected a number, found a text"),
    ],
)
def test_what_gives_no_amount_is_told_with_its_place(text: str, sentence: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        check_columns(text)
    assert str(caught.value).startswith(sentence)
