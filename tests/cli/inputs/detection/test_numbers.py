"""How amounts are written, decided once a column over the whole file."""

from pathlib import Path

import polars as pl
import pytest

from cli.inputs.currency_conversion import CurrenciesError
from cli.inputs.detection.errors import AmbiguousAmountsError, CurrencySignsError
from cli.inputs.reading.problems import BadRowsError
from cli.inputs.values.amounts import NumberFormat, is_absent, parse_lenient_amount
from tests.cli.inputs.small_files import ORDERS, orders, revenues
from tests.selection import keep

NARROW = "\u202f"
NO_BREAK = "\u00a0"


def table(*values: str) -> str:
    rows = (f'A{i},c,2025-01-02 10:00:00,"{value}"\n' for i, value in enumerate(values))
    return f"{ORDERS}\n{''.join(rows)}"


def amounts(folder: Path, *values: str, **section: str) -> list[int]:
    read = orders(folder, table(*values), section={"refunds": "gross", **section})
    return list(revenues(read).values())


@pytest.mark.parametrize(
    ("values", "expected", "said"),
    [
        (("1.234,56", "7"), (12_345_600, 70_000), '"," before the fraction, "." between thousands'),
        (("1,234.56", "7"), (12_345_600, 70_000), '"." before the fraction, "," between thousands'),
        (("1 234,56", "7"), (12_345_600, 70_000), '"," before the fraction, spaces between'),
        ((f"1{NO_BREAK}234,56", "7"), (12_345_600, 70_000), "spaces between thousands"),
        ((f"1{NARROW}234,56", "7"), (12_345_600, 70_000), "spaces between thousands"),
        (("1'234.56", "7"), (12_345_600, 70_000), "apostrophes between thousands"),
        (("1\u2019234.56", "7"), (12_345_600, 70_000), "apostrophes between thousands"),
        (("12,50", "1,234"), (125_000, 12_340), '"," before the fraction'),
        (("12.50", "1.234"), (125_000, 12_340), None),
        (("12.50", "1,234"), (125_000, 12_340_000), '"," between thousands'),
        (("1,234,567", "1,234"), (12_345_670_000, 12_340_000), '"," between thousands'),
        (("1.234.567", "1.234"), (12_345_670_000, 12_340_000), '"." between thousands'),
        (("1 234", "7"), (12_340_000, 70_000), "spaces between thousands"),
        (("€ 12,00", "1.234,00 €"), (120_000, 12_340_000), "currencies, brackets or spaces"),
        (("12,00 EUR", "&euro;58,00"), (120_000, 580_000), "currencies, brackets or spaces"),
        (("US$ 0.00", "US$412.30"), (0, 4_123_000), "currencies, brackets or spaces"),
        (("CHF 1'234.50", "7.00 Fr."), (12_345_000, 70_000), "apostrophes between thousands"),
        (("12,00 zł", "1 234,00 PLN"), (120_000, 12_340_000), "spaces between thousands"),
        (("12", "950"), (120_000, 9_500_000), None),
        (("0.500", "1.250"), (5_000, 12_500), None),
    ],
)
@pytest.mark.parametrize("far", keep([False, True], [True]))
def test_ways_of_writing(
    values: tuple[str, ...], expected: tuple[int, ...], said: str | None, far: bool, tmp_path: Path
) -> None:
    if far:
        # Whole numbers decide nothing: what does comes after the sample.
        values, expected = ("7",) * 1100 + values, (70_000,) * 1100 + expected
    read = orders(tmp_path, table(*values))
    assert tuple(revenues(read).values()) == expected
    decided = [each for each in read.details if "before the fraction" in each]
    assert len(decided) == (said is not None)
    assert said is None or said in decided[0]


def test_minus_signs_of_all_kinds(tmp_path: Path) -> None:
    for minus in ("(45.10)", "-45.10", "45.10-", "\u221245.10", "($45.10)", "-$45.10", "$-45.10"):
        text = f"{ORDERS}\nA,c,2025-01-02 10:00:00,100.00\nA,c,2025-01-02 11:00:00,{minus}\n"
        assert revenues(orders(tmp_path, text)) == {"A": 549_000}, minus


@pytest.mark.parametrize(
    ("values", "both"),
    [
        (("1.234",), "may be 1.234 or 1234"),
        (("950", "1.234"), "may be 1.234 or 1234"),
        (("1,234", "12,500"), "may be 1234 or 1.234"),
        (("€ 1.234", "€ 950"), "may be 1.234 or 1234"),
        (("7",) * 1100 + ("1.234",), "may be 1.234 or 1234"),
        (("7",) * 1100 + ("1,234",), "may be 1234 or 1.234"),
        (("1.234", "x"), "may be 1.234 or 1234"),
    ],
)
def test_two_readings_are_refused(values: tuple[str, ...], both: str, tmp_path: Path) -> None:
    with pytest.raises(AmbiguousAmountsError, match=both):
        orders(tmp_path, table(*values))
    with pytest.raises(AmbiguousAmountsError, match=both):
        orders(tmp_path, table(*values), bad=5)


def test_the_settings_decide(tmp_path: Path) -> None:
    assert amounts(tmp_path, "1.234", decimal=".") == [12_340]
    assert amounts(tmp_path, "1.234", decimal=",") == [12_340_000]
    assert amounts(tmp_path, "1.234", thousands=".") == [12_340_000]
    assert amounts(tmp_path, "1,234", decimal=",", thousands="") == [12_340]
    assert amounts(tmp_path, "€ 1,234", thousands=",") == [12_340_000]
    with pytest.raises(BadRowsError, match=r'"1,234.5" is not a number; orders.decimal is ","'):
        amounts(tmp_path, "1,234.5", decimal=",")


def test_each_column_is_decided_for_itself(tmp_path: Path) -> None:
    text = f'{ORDERS},refunded\nA,c,2025-01-02 10:00:00,"12,50",0.25\n'
    assert revenues(orders(tmp_path, text)) == {"A": 122_500}


def test_amounts_in_several_currencies_need_rates(tmp_path: Path) -> None:
    with pytest.raises(CurrenciesError):
        orders(tmp_path, table("€ 1,00", "£ 1,00"))


def test_signs_of_several_currencies_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CurrencySignsError):
        orders(tmp_path, table("1.00 USD", "$ 1.00", "1.00 EUR"))


@pytest.mark.parametrize(
    "value",
    ["--", "< 10", "12,5%", "#DIV/0!", "1.23.456,00", "1,2,3", "12 50", "€", "()", "5 5", "1..2"],
)
def test_what_is_no_amount_of_an_order(value: str, tmp_path: Path) -> None:
    with pytest.raises(BadRowsError, match="is not a number"):
        orders(tmp_path, table("12,50", "1.234,00", value))


def test_what_stands_for_no_number_in_cost_files() -> None:
    texts = ["--", " -- ", "-", "< 10", "<5", "1,204.50", "$1.50", "x", "--5"]
    marks = NumberFormat(".", ",", dressed=True, absent=True)
    found = pl.DataFrame({"text": texts}).select(
        parse_lenient_amount(pl.col("text"), marks).alias("amount"),
        is_absent(pl.col("text")).alias("absent"),
    )
    assert found["amount"].to_list() == [0, 0, 0, 0, 0, 12_045_000, 15_000, None, None]
    assert found["absent"].to_list() == [True] * 5 + [False] * 4
