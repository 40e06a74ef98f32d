"""Touches as a frequency: what a file repeats is one touch, in every report and engine."""

import csv
import io
from pathlib import Path

import pytest

from tests.conftest import Run

ORDERS = """order_id,customer_id,ordered_at,revenue
1,a,2026-01-05 10:00:00,10.00
2,b,2026-01-05 10:00:00,10.00
3,b,2025-12-05 10:00:00,10.00
"""
# Of a: the second and the third are one touch, what no column of ours holds does not tell them
# apart; of a date without a time, both. So these are 4 touches up to the 3rd, and 5 in all.
TOUCHES = """customer_id,touched_at,channel,campaign,note
a,2026-01-02 10:00:00,A,x,1
a,2026-01-02 10:00:00,A,y,2
a,2026-01-02 10:00:00,A,y,3
a,2026-01-03,A,y,3
a,2026-01-03,A,y,3
a,2026-01-04 09:00:00,B,y,3
"""


@pytest.fixture
def shop(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text(ORDERS, encoding="utf-8")
    (tmp_path / "touchpoints.csv").write_text(TOUCHES, encoding="utf-8")
    (tmp_path / "merito.yaml").write_text(
        "orders: {files: orders.csv}\n"
        "touchpoints: {files: touchpoints.csv}\n"
        "rfm: {frequency: touchpoints, method: thresholds, thresholds:"
        " {recency: [1, 2, 3, 4], frequency: [1, 3, 4, 5], monetary: [1, 2, 3, 4]}}\n"
        "segments: [{name: Five, where: touches == 5}]\n",
        encoding="utf-8",
    )


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("engine", ["memory", "spill"])
def test_a_repeated_row_is_no_touch_of_its_own(run: Run, engine: str) -> None:
    def read(*arguments: str) -> list[dict[str, str]]:
        outcome = run(*arguments, "-q", "--engine", engine, "--format", "csv")
        assert outcome.status == 0, outcome.err
        return list(csv.DictReader(io.StringIO(outcome.out)))

    customers = read("rfm", "--customers")
    assert [row["frequency"] for row in customers] == ["5", "0"]
    assert [row["f"] for row in customers] == ["4", "1"]
    assert [row["segments"] for row in customers] == ["Five", ""]
    facts = {row["name"]: row["value"] for row in read("customer", "a", "--show", "facts")}
    assert facts["frequency"] == facts["touches"] == "5"


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("engine", ["memory", "spill"])
def test_nor_is_it_between_two_days(run: Run, engine: str, tmp_path: Path) -> None:
    # With one touch a score: a has 4 touches on the first day and 5 since.
    config = tmp_path / "merito.yaml"
    text = config.read_text(encoding="utf-8").replace("[1, 3, 4, 5]", "[3, 4, 5, 6]")
    segments = "".join(f"{{name: F{score}, f: {score}}}, " for score in range(1, 6))
    config.write_text(text.replace("rfm: {", f"rfm: {{segments: [{segments}], "), encoding="utf-8")
    (tmp_path / "orders.csv").write_text(
        ORDERS + "4,a,2025-12-24 10:00:00,10.00\n", encoding="utf-8"
    )
    found = run("rfm", "--since", "2026-01-03", "-q", "--engine", engine, "--format", "csv")
    assert found.out.splitlines()[1:] == [
        "F1,F1,1,10.00,1.000000,0.00",
        "F2,F3,1,10.00,1.000000,0.00",
    ]
