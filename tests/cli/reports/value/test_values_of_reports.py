"""What customers are worth, among the other tables of a report."""

from pathlib import Path

from tests.conftest import Run


def test_the_files_of_a_report_have_the_rows_asked_for(sample: Run, tmp_path: Path) -> None:
    sample("report", "-q", "-o", f"{tmp_path}/", "--top", "2")
    for name in ("at_risk", "acquisition"):
        alone = sample("value", "-q", "--show", name, "--top", "2", "--format", "csv").out
        assert (tmp_path / f"value_{name}.csv").read_text() == alone
    customers = sample("value", "-q", "--customers", "--format", "csv").out
    assert (tmp_path / "value_customers.csv").read_text() == customers


def test_people_see_no_more_rows_than_asked_for(sample_once: Run) -> None:
    shown = sample_once("report", "-q", "--format", "table", "--top", "2").out
    assert "the first 2 of 992; merito value --show at_risk has all" in shown
    (_, acquisition) = shown.split("Customer value by acquisition channel")
    names = [line.partition("  ")[0] for line in acquisition.splitlines()[4:9]]
    assert names[:4] == ["Direct", "Organic Search", "(others)", "(unattributed)"]


def test_people_see_no_columns_of_costs_that_nobody_has_named(sample_once: Run) -> None:
    shown = sample_once("report", "-q", "--format", "table", "--top", "2").out
    (values, acquisition) = shown.split("Customer value by acquisition channel")
    assert "cac" not in acquisition
    assert values.count("holdout, 91 days") == 1
    assert "holdout" not in acquisition
