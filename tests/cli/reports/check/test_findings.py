"""Every finding has files that provoke it, and ordinary files provoke none."""

import json
from typing import TYPE_CHECKING

import pytest

from cli.render.page.words.words import ALL_WORDS
from cli.report import Language
from cli.reports.check.finding_names import FindingName
from tests.cli.reports.check.scenarios import ERRORS, SCENARIOS, ancient_dates, written
from tests.cli.reports.check.shop import Files, day
from tests.conftest import Run
from tests.selection import keep

if TYPE_CHECKING:
    from pathlib import Path


def found(run: Run, *options: str) -> dict[str, dict[str, str]]:
    rows = json.loads(run("check", "--format", "json", *options).out)["rows"]["findings"]
    return {row["name"]: row for row in rows}


@pytest.mark.parametrize("name", FindingName)
def test_a_finding_says_its_numbers(run: Run, tmp_path: "Path", name: str) -> None:
    scenario, message = SCENARIOS[name]
    written(tmp_path, scenario)
    finding = found(run)[name]
    assert finding["message"] == message
    assert finding["remedy"]
    assert (finding["severity"] == "error") == (name in ERRORS)
    italian = ALL_WORDS[Language.IT].reports
    assert italian is not None
    assert all(italian.translate(finding[part], str) for part in ("message", "remedy"))


PARTED = (
    "near-ids",
    "repeated-amounts",
    "low-coverage",
    "unknown-campaigns",
    "listed-ids",
    "costs-miss-days",
)
"""Whose numbers are put together in different ways."""


@pytest.mark.parametrize("name", keep(FindingName, PARTED))
def test_parts_say_what_all_rows_say(
    run: Run, tmp_path: "Path", monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    written(tmp_path, SCENARIOS[name][0])
    monkeypatch.setattr("cli.engines.launch._FEWEST", 3)
    monkeypatch.setattr("cli.engines.launch._MOST", 3)
    whole = run("check", "--format", "json", "--engine", "memory")
    assert run("check", "--format", "json", "--engine", "spill") == whole


@pytest.mark.parametrize("name", ["no-orders", "low-coverage", "no-overlap"])
def test_errors_are_exit_status_1_after_the_page(run: Run, tmp_path: "Path", name: str) -> None:
    written(tmp_path, SCENARIOS[name][0])
    outcome = run("check", "-o", "page.json", "-q")
    assert (outcome.status, outcome.err) == (1, "")
    assert name in (tmp_path / "page.json").read_text(encoding="utf-8")
    ignoring = [each for error in ERRORS for each in ("--ignore", error)]
    assert run("check", "--format", "json", *ignoring).status == 0
    assert name not in found(run, *ignoring)


def test_a_mistaken_date_opens_no_gap(run: Run, tmp_path: "Path") -> None:
    written(tmp_path, ancient_dates)
    assert set(found(run)) == {"ancient-dates"}


def test_ordinary_files_have_no_findings(run: Run, tmp_path: "Path") -> None:
    written(tmp_path, lambda _: None)
    assert found(run) == {}
    assert run("check", "-q").out == ""


def test_orders_without_touchpoints_are_asked_about_cents(run: Run, tmp_path: "Path") -> None:
    written(tmp_path, SCENARIOS["whole-amounts"][0])
    files = ("--no-config", "--orders", "orders.csv", "--currency", "EUR")
    assert "whole-amounts" in found(run, *files)


def test_whole_amounts_written_with_decimals_are_not_cents(run: Run, tmp_path: "Path") -> None:
    written(tmp_path, SCENARIOS["whole-amounts"][0])
    path = tmp_path / "orders.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    place = head.split(",").index("revenue")
    cells = [row.split(",") for row in rows]
    for row in cells:
        row[place] += ".00"
    path.write_text("\n".join([head, *map(",".join, cells)]), encoding="utf-8")
    assert "whole-amounts" not in found(run)


def test_refunds_that_nothing_names_are_told_with_what_revenue_is_too_high(
    run: Run, tmp_path: "Path"
) -> None:
    (tmp_path / "till.csv").write_text(
        "order_id,customer_id,ordered_at,revenue\n"
        "1,a,2026-03-01,50.00\n2,b,2026-03-02,60.00\n"
        "R1,a,2026-03-03,-10.00\nR2,b,2026-03-04,-20.00\nR3,b,2026-03-05,-5.00\n"
    )
    outcome = run("check", "--no-config", "--orders", "till.csv", "--format", "json")
    findings = json.loads(outcome.out)["rows"]["findings"]
    (remedy,) = (each["remedy"] for each in findings if each["name"] == "unknown-refunds")
    assert remedy == (
        "export the orders from earlier on, so that they hold what was given back; no column of"
        " till.csv names their sales, so that where the files hold these, revenue is 35.00 too high"
    )


def test_coverage_adds_up_to_the_counted_orders(run: Run, tmp_path: "Path") -> None:
    def scenario(files: Files) -> None:
        files.orders += [
            ("a", "c1-0", day(60), 1),
            ("b", "c90-0", day(60), 2),
            ("c", "", day(5), 4),
        ]
        files.orders += [("d", "stranger", day(60), 8)]

    written(tmp_path, scenario)
    outcome = run("check", "--format", "json", "--lookback", "30d", "--lookback", "90d")
    rows = json.loads(outcome.out)["rows"]["coverage"]
    shown = [(row["lookback"], row["line"], row["orders"], row["revenue"]) for row in rows]
    assert shown == [
        ("30d", "with a touch in the window", 178, 1869),
        ("30d", "touches before the order, none in the window", 1, 1),
        ("30d", "touches after the order only", 1, 2),
        ("30d", "id never in the touchpoints", 1, 8),
        ("30d", "without an id", 1, 4),
        ("90d", "with a touch in the window", 179, 1870),
        ("90d", "touches before the order, none in the window", 0, 0),
        ("90d", "touches after the order only", 1, 2),
        ("90d", "id never in the touchpoints", 1, 8),
        ("90d", "without an id", 1, 4),
    ]
    assert sum(row["orders_share"] for row in rows[:5]) == pytest.approx(1)


def test_an_unknown_name_is_answered(run: Run) -> None:
    outcome = run("check", "--ignore", "few_orders")
    assert outcome.status == 2
    assert 'no finding named "few_orders"; did you mean few-orders? Findings: no-' in outcome.err
