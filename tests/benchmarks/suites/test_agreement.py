import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.suites.agreement import Agreement, DifferentError

ROWS: list[dict[str, object]] = [
    {"lookback": "30d", "model": "last", "channel": "Email", "conversions": 2.5, "revenue": 1e9},
    {"lookback": "30d", "model": "last", "channel": "Store", "conversions": 0.0, "revenue": None},
]
SAME = "model,channel,revenue,conversions\nlast,Store,,0.0000001\nlast,Email,1000000100,2.5\n"


def printing(text: str) -> tuple[str, ...]:
    return (sys.executable, "-c", "import sys; print(sys.argv[1])", text)


def agreement(csv: str) -> Agreement:
    return Agreement(printing(json.dumps({"rows": ROWS})), printing(csv), ("model", "channel"))


def test_same_numbers_in_any_order(tmp_path: Path) -> None:
    assert agreement(SAME).check(tmp_path) == 4


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("2.5", "2.50001", r"last, Email, conversions: 2\.5 and 2\.50001"),
        ("1000000100", "1000002000", r"1 numbers differ"),
        ("Store,,", "Store,0,", r"last, Store, revenue: nan and 0\.0"),
        ("Store", "Shop", r"last, Shop, conversions: None and 1e-07"),
    ],
)
def test_differences_are_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(DifferentError, match=message):
        agreement(SAME.replace(old, new)).check(tmp_path)


def test_tolerance_is_that_of_each_number(tmp_path: Path) -> None:
    other = agreement(SAME.replace("2.5", "2.7"))
    loose = replace(other, tolerance=lambda key: 0.1 if key[-1] == "conversions" else 1e-6)
    assert loose.check(tmp_path) == 4


def test_what_has_no_tolerance_is_not_compared(tmp_path: Path) -> None:
    other = agreement(SAME + "shapley,Email,3,4\n")
    told = replace(other, tolerance=lambda key: None if key[0] == "shapley" else 1e-6)
    assert told.check(tmp_path) == 4
