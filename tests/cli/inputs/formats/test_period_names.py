"""Months, quarters and half-years as people name them in budgets."""

from datetime import date

import pytest

from cli.inputs.formats.budgets.period_names import parse_period

FIRST_QUARTER = (date(2026, 1, 1), date(2026, 3, 31))
FIRST_HALF = (date(2026, 1, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        *((text, FIRST_QUARTER) for text in ("2026-Q1", "2026Q1", "2026 1Q", "Q1 2026", "q1/2026")),
        *((text, FIRST_QUARTER) for text in ("1Q 2026", "1Q26", "Q1-26", "Q1'26", "Q1\u201926")),
        *((text, FIRST_QUARTER) for text in ("1T26", "T1 26", "1T 2026", "2026/T1", "Q12026")),
        *((text, FIRST_QUARTER) for text in ("1. Quartal 2026", "1er trimestre 2026", "1Q-26")),
        *((text, FIRST_QUARTER) for text in ("Trimestre 1 2026", "1º trim. 26", "Quarter 1-26")),
        *((text, FIRST_HALF) for text in ("H1 2026", "1H26", "1H 2026", "2026H1", "HJ1/26")),
        *((text, FIRST_HALF) for text in ("1. Halbjahr 2026", "1st half 2026", "semestre 1 2026")),
        ("3Q02", (date(2002, 7, 1), date(2002, 9, 30))),
        *((text, None) for text in ("Q126", "26Q1", "Q5 2026", "5Q26", "3H26", "Q1", "T4", "1T")),
        *((text, None) for text in ("0000-Q1", "Q1 0000", "H1 0000", "0000-01", "2026-01-26")),
    ],
)
def test_a_part_of_a_year_has_its_days(text: str, days: tuple[date, date] | None) -> None:
    assert parse_period(text) == parse_period(f" {text} ") == days
