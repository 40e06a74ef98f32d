"""A value is shown inside what is usual where it is."""

from fractions import Fraction

import pytest

from cli.report import ColumnKind
from cli.reports.watch.bands import Band, write_with_band
from rfm.watch.goals import Goal

COUNT, MONEY, RATIO, SHARE = (
    *(ColumnKind.COUNT, ColumnKind.MONEY),
    *(ColumnKind.RATIO, ColumnKind.SHARE),
)


def make_band(low: str | None, high: str) -> Band:
    return Band(None if low is None else Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("kind", "value", "band", "expected"),
    [
        (RATIO, "0.1849", ("0.0561", "0.1812"), ("0.185", "0.056 to 0.181")),
        (RATIO, "0.1849", ("0.0561", "0.1849"), ("0.18", "0.06 to 0.18")),
        (RATIO, "0.1810", ("0.0561", "0.1812"), ("0.18", "0.06 to 0.18")),
        (RATIO, "2.305", ("0.75", "6.14"), ("2.31", "0.75 to 6.14")),
        (SHARE, "0.12349", (None, "0.12346"), ("12.349 %", "up to 12.346 %")),
        (COUNT, "144", ("102.2", "143.7"), ("144", "102.2 to 143.7")),
        (COUNT, "143", ("102.2", "143.7"), ("143", "102 to 144")),
        (MONEY, "1233.90", ("900", "1233.60"), ("1,233.900", "900.000 to 1,233.600")),
        (MONEY, "1234.40", ("900", "1233.60"), ("1,234.40", "900.00 to 1,234")),
    ],
)
def test_an_odd_value_is_shown_outside(
    kind: ColumnKind, value: str, band: tuple[str | None, str], expected: tuple[str, str]
) -> None:
    assert write_with_band(Fraction(value), make_band(*band), None, kind) == expected


def test_a_missed_target_is_shown_missed() -> None:
    goal = Goal.parse(">= 4")
    assert write_with_band(Fraction("3.996"), None, goal, RATIO) == ("3.996", "")
    assert write_with_band(Fraction("4.003"), None, goal, RATIO) == ("4.00", "")


def test_what_is_unknown_is_empty() -> None:
    assert write_with_band(None, make_band("1", "2"), None, RATIO) == ("", "1.00 to 2.00")
    assert write_with_band(Fraction(1), None, None, RATIO) == ("1.00", "")
