"""Costs of several programs together on the sample shop, against sums by hand."""

import csv
import io
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.running import SAMPLE

GOOGLE = """\
Campaign report
"1 October 2025 - 31 December 2025"
Day\tCampaign\tCurrency code\tCost\tClicks\tImpr.
2025-10-06\tgeneric\tEUR\t1,012.50\t10\t500
2025-10-07\tbrand\tEUR\t87.49\t4\t90
2025-11-03\tgeneric\tEUR\t0.01\t1\t8
Total: Campaigns\t --\tEUR\t1,100.00\t15\t598
"""
META = """\
Nome della campagna;Inizio report;Fine report;Importo speso (EUR);Impression
prospecting;2025-10-01;2025-10-03;100,00;9000
retargeting;2025-12-30;2026-01-02;40,02;800
"""
SHEET = """\
Data;Canale;Spesa
03/11/2025;Email;1.250,50
15/12/2025;Email;99,99
31/10/2026;Email;500,00
"""


@pytest.fixture
def exports(tmp_path: Path) -> list[str]:
    (tmp_path / "google.csv").write_bytes(GOOGLE.encode("utf-16"))
    (tmp_path / "meta.csv").write_text(META, encoding="utf-8")
    (tmp_path / "sheet.csv").write_text(SHEET, encoding="utf-8")
    names = ("google.csv", "meta.csv", "sheet.csv")
    return [word for name in names for word in ("--costs", str(tmp_path / name))]


def compare(sample: Run, *arguments: str) -> dict[tuple[str, ...], str]:
    done = sample("compare", "-c", SAMPLE / "merito.yaml", "--model", "linear", "-q", *arguments)
    assert done.status == 0, done.err
    rows = csv.DictReader(io.StringIO(done.out))
    return {
        tuple(row[name] for name in ("month", "channel") if name in row): row["cost"]
        for row in rows
        if row["cost"] not in ("", "0.00")
    }


def test_costs_of_three_programs_are_the_sums_by_hand(sample: Run, exports: list[str]) -> None:
    assert compare(sample, *exports) == {
        ("Paid Search",): "1100.00",  # 1,012.50 + 87.49 + 0.01, without the line of totals
        ("Paid Social",): "140.02",  # 100.00 + 40.02
        ("Email",): "1350.49",  # 1,250.50 + 99.99; 31 October is outside
    }


def test_each_month_has_the_days_of_its_own(sample: Run, exports: list[str]) -> None:
    found = compare(sample, *exports, "--by", "month")
    whole = {cell: cost for cell, cost in found.items() if cell[0] == "(all)"}
    assert found.keys() - whole.keys() == {
        ("2025-10", "Paid Search"),
        ("2025-10", "Paid Social"),
        ("2025-11", "Paid Search"),
        ("2025-11", "Email"),
        ("2025-12", "Email"),
        ("2025-12", "Paid Social"),
        ("2026-01", "Paid Social"),
    }
    # 40.02 over four days: two of December, two of January.
    assert found["2025-12", "Paid Social"] == found["2026-01", "Paid Social"] == "20.01"
    assert found["2025-10", "Paid Search"] == "1099.99"


@pytest.mark.slow
def test_engines_and_formats_say_the_same(sample: Run, exports: list[str], tmp_path: Path) -> None:
    models = ("--model", "linear", "--model", "markov")
    memory, spill = (
        sample("compare", *models, *exports, "--intervals", "-q", "--engine", engine)
        for engine in ("memory", "spill")
    )
    assert memory.status == 0
    assert memory.stdout == spill.stdout
    written = tmp_path / "costs.json"
    assert sample("compare", *models, *exports, "-o", written, "-q").status == 0
    assert b'"nc_roas_high"' in written.read_bytes()


def test_a_screen_has_the_costs_beside_the_channels(sample: Run, exports: list[str]) -> None:
    shown = sample("compare", *exports, env={"COLUMNS": "100", "LINES": "40"}, terminal=True)
    lines = shown.out.splitlines()
    assert len(lines) <= 24
    assert "cost" in lines[3]
    assert any(line.startswith("Email") and "1,350" in line for line in lines)
