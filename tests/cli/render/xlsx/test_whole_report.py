"""Workbooks of whole reports: every number is that of the report's CSV."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from attribution.paths.tables import PathTable
from tests.conftest import Run
from tests.running import PROGRAM, environment

TOUCHPOINTS = """customer_id,touched_at,channel
anna,2026-03-01 09:00:00,Organic Social
anna,2026-03-03 10:00:00,=cmd
bruno,2026-03-02 12:00:00,Email
carla,2026-02-20 08:00:00,=cmd
anna,2026-04-01 07:00:00,Email
"""
ORDERS = """order_id,customer_id,ordered_at,revenue
1,anna,2026-03-05 10:00:00,100.00
2,bruno,2026-03-06 10:00:00,33.33
3,carla,2026-03-21 10:00:00,50.01
4,elena,2026-03-22 10:00:00,20.00
5,fabio,2026-04-02 10:00:00,80.00
"""
SHEETS = {
    "Comparison": "compare",
    **{f"Journeys {table}": f"journeys_{table}" for table in PathTable},
    "RFM": "rfm",
    "Migration": "migration",
    "Cohorts": "cohorts",
    "Value": "value",
    "Holdout": "value_holdout",
    "At risk": "value_at_risk",
    "Acquisition": "value_acquisition",
    "Parameters": "value_parameters",
    "Customer values": "value_customers",
    "Customers": "rfm_customers",
    "Channels": "rfm_channels",
}
MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A program that runs another and prints the most memory it had, in KiB."""
_TOTALS = ("Total", "Weighted mean")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "touchpoints.csv").write_text(TOUCHPOINTS)
    (tmp_path / "orders.csv").write_text(ORDERS)
    return tmp_path


def list_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def check_sheets(book: Path, folder: Path) -> None:
    """Assert that the sheets hold what the files of a folder hold, and nothing else but totals."""
    found = CalamineWorkbook.from_path(book)
    compared = 0
    held = {sheet: name for sheet, name in SHEETS.items() if (folder / f"{name}.csv").exists()}
    assert len(held) == len(list(folder.glob("*.csv")))
    for sheet, name in held.items():
        printed = list_rows(folder / f"{name}.csv")
        rows = found.get_sheet_by_name(sheet).to_python()
        assert rows[0] == printed[0], sheet
        assert all(row[0] in _TOTALS for row in rows[len(printed) :]), sheet
        for cells, row in zip(rows[1:], printed[1:], strict=False):
            # A column that is empty throughout its last rows is not read back.
            padded = [*cells, *[""] * (len(row) - len(cells))]
            for cell, text in zip(padded, row, strict=True):
                compared += check_cell(cell, text)
    assert compared


def check_cell(cell: object, text: str) -> int:
    """Assert that a cell is what a file prints; return 1 for a number."""
    if isinstance(cell, float):
        assert cell == pytest.approx(float(text), rel=1e-15, abs=0)
        return 1
    assert cell == text
    return 0


@pytest.mark.parametrize("show", ["rfm", "compare"])
def test_one_report_is_a_workbook_as_well(shop: Path, run: Run, show: str) -> None:
    options = ("--no-config", "--orders", "orders.csv")
    more = ("--touchpoints", "touchpoints.csv") if show == "compare" else ()
    made = run(show, "-q", *options, *more, "-o", "table.xlsx")
    assert (made.status, made.err) == (0, "")
    names = CalamineWorkbook.from_path(shop / "table.xlsx").sheet_names
    compared = ["Read me", "Comparison", "Comparison chart", "Intervals"]
    assert names == (compared if more else ["Read me", "RFM"])


@pytest.mark.parametrize("command", ["compare", "report"])
def test_a_comparison_with_costs_is_that_of_the_csv(shop: Path, run: Run, command: str) -> None:
    (shop / "costs.csv").write_text("date,channel,cost\n2026-03-06,Email,20.00\n")
    options = ("--touchpoints", "touchpoints.csv", "--orders", "orders.csv", "--no-config")
    asked = (*options, "--costs", "costs.csv", "--model", "last,first", "-q")
    made = run(command, *asked, "-o", "table.xlsx")
    assert (made.status, made.err) == (0, "")
    assert run("compare", *asked, "-o", "compare.csv").status == 0
    printed = list_rows(shop / "compare.csv")
    book = CalamineWorkbook.from_path(shop / "table.xlsx")
    shares, returns = (
        book.get_sheet_by_name(name).to_python() for name in ("Comparison", "Return")
    )
    assert returns[0][:2] == ["channel", "cost"]
    # What costs add stands on a sheet of its own, behind the names once more.
    for left, right, row in zip(shares, returns, printed, strict=False):
        cells = [*left, *right[1:]]
        assert len(cells) == len(row)
        assert left[0] == right[0] == row[0]
        assert [check_cell(*pair) for pair in zip(cells, row, strict=True)]


def test_the_report_of_a_small_shop(shop: Path, run: Run) -> None:
    options = ("--touchpoints", "touchpoints.csv", "--orders", "orders.csv", "--no-config")
    asked = ("report", "-q", "--since", "2026-03-22", "--model", "last,first", *options)
    assert run(*asked, "-o", "report.xlsx").status == 0
    assert run(*asked, "-o", "folder").status == 0
    check_sheets(shop / "report.xlsx", shop / "folder")


KPIS = """\
models: [last, markov]
touchpoints: {files: touchpoints.csv}
orders: {files: orders.csv}
experiments:
  - {name: Pause, channel: Email, from: 2026-03-02, to: 2026-03-31, metric: conversions,
     incremental: 1, low: 0.5, high: 2}
segments: [{name: Big, where: monetary > 90}]
kpis: [{name: Orders, metric: orders}]
"""


@pytest.mark.slow
def test_tables_of_the_settings_and_of_the_check_are_sheets(shop: Path, run: Run) -> None:
    (shop / "merito.yaml").write_text(KPIS)
    assert run("report", "-q", "-o", "report.xlsx").status == 0
    book = CalamineWorkbook.from_path(shop / "report.xlsx")
    commands = {
        **{
            f"Check {name}": ("check", name) for name in ("files", "ledger", "coverage", "findings")
        },
        "Experiments": ("compare", "experiments"),
        "Own": ("rfm", "own"),
        "Watch": ("report", "watch"),
    }
    for sheet, (command, table) in commands.items():
        printed = run(command, "--show", table, "--format", "csv", "-q").out
        rows = book.get_sheet_by_name(sheet).to_python()
        for cells, row in zip(rows, csv.reader(printed.splitlines()), strict=False):
            padded = [*cells, *[""] * (len(row) - len(cells))]
            assert [check_cell(*pair) for pair in zip(padded, row, strict=True)], sheet
        assert len(rows) >= len(printed.splitlines())


def test_a_second_run_replaces_it_and_a_stranger_stays(shop: Path, run: Run) -> None:
    asked = ("rfm", "-q", "--no-config", "--orders", "orders.csv", "-o")
    assert run(*asked, "table.xlsx").status == 0
    before = (shop / "table.xlsx").read_bytes()
    assert run(*asked, "table.xlsx").status == 0
    assert (shop / "table.xlsx").read_bytes() == before
    (shop / "theirs.xlsx").write_bytes(b"PK\x03\x04 somebody's")
    assert "is no report of merito's" in run(*asked, "theirs.xlsx").err


@pytest.mark.slow
def test_the_report_of_the_sample_shop(sample: Run, tmp_path: Path) -> None:
    asked = ("report", "-q", "--since", "30d", "-o")
    assert sample(*asked, tmp_path / "report.xlsx").status == 0
    assert sample(*asked, tmp_path / "folder").status == 0
    check_sheets(tmp_path / "report.xlsx", tmp_path / "folder")


@pytest.mark.slow
def test_a_hundred_thousand_customers_need_no_more_memory_than_in_csv(tmp_path: Path) -> None:
    rows = (f"{n},c{n},2026-01-{n % 28 + 1:02} 10:00:00,{n % 97}.50" for n in range(100_000))
    header = "order_id,customer_id,ordered_at,revenue"
    (tmp_path / "orders.csv").write_text("\n".join((header, *rows)) + "\n")
    text = measure_memory(tmp_path, "customers.csv")
    book = measure_memory(tmp_path, "customers.xlsx")
    assert sys.platform != "linux" or book < text * 1.1
    assert sys.platform != "linux" or book * 1024 < 200_000_000
    found = CalamineWorkbook.from_path(tmp_path / "customers.xlsx")
    assert len(found.get_sheet_by_name("Customers").to_python()) == 100_001


def measure_memory(folder: Path, output: str) -> int:
    """Return the most memory that writing the customers takes, in KiB."""
    command = (*PROGRAM, "rfm", "--customers", "-q", "--no-config", "--orders", "orders.csv", "-o")
    # A small process in between: what the system tells of a child includes what started it.
    measuring = (sys.executable, "-c", MEASURE, *command, output)
    done = subprocess.run(
        measuring, cwd=folder, env=environment(), check=True, capture_output=True, timeout=120
    )
    return int(done.stdout)
