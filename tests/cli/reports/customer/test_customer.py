"""The page of a customer says what the other reports say of the customer."""

import io
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.cli.printed import MODELS, document, table
from tests.conftest import Run
from tests.selection import keep

TIMELINE = [
    *("at", "event", "channel", "campaign", "interaction", "order_id", "revenue", "journey_of"),
]
CREDIT = ["order_id", "ordered_at", "revenue", "position", "touched_at", "channel", *MODELS]
OF_SCORES = ("recency_days", "frequency", "monetary", "r", "f", "m", "fm")
OF_VALUE = ("p_alive", "expected_purchases", "expected_value", "clv", "expected_loss")
IDS = ("C-01149", "C-00675")


@pytest.fixture
def sample(sample_once: Run) -> Run:
    return sample_once


def read_facts(sample: Run, customer: str) -> dict[str, str]:
    rows = table(sample, "customer", customer, "--show", "facts")
    return {row["name"]: row["value"] for row in rows}


def find_row(rows: list[dict[str, str]], customer: str) -> dict[str, str]:
    return next(row for row in rows if row["customer_id"] == customer)


@pytest.mark.slow
def test_columns(sample: Run) -> None:
    rows = document(sample, "customer", IDS[0])["rows"]
    assert list(rows) == ["facts", "timeline", "credit"]
    assert list(rows["timeline"][0]) == TIMELINE
    assert list(rows["credit"][0]) == CREDIT


@pytest.mark.slow
@pytest.mark.parametrize("customer", keep(IDS, [IDS[0]]))
def test_facts_are_those_of_other_reports(sample: Run, customer: str) -> None:
    facts = read_facts(sample, customer)
    scored = find_row(table(sample, "rfm", "--customers"), customer)
    assert {name: facts[name] for name in OF_SCORES} == {name: scored[name] for name in OF_SCORES}
    assert facts["rfm_segment"] == scored["segment"]
    valued = find_row(table(sample, "value", "--customers"), customer)
    for name in OF_VALUE:
        assert float(facts[name]) == pytest.approx(float(valued[name]), abs=0.0101)


OWN = """
  - {name: Much, where: "monetary > 60 and recency_days < 60"}
  - {name: Slow, where: "days_between_orders > 30"}
  - {name: Met by A, where: "first_channel == 'A'"}
  - {name: Likely, where: "p_alive > 0.5 and orders > 1"}
"""


def test_segments_of_ones_own_are_those_of_the_customers(run: Run, tmp_path: Path) -> None:
    orders = ["order_id,customer_id,ordered_at,revenue"]
    days = {"a": (1, 40), "b": (2,), "c": (3, 5, 39), "d": (38,)}
    bought = [(who, day) for who, own in days.items() for day in own]
    for number, (who, day) in enumerate(bought):
        at = date(2026, 1, 1) + timedelta(days=day)
        orders.append(f"o{number},{who},{at} 12:00:00,{20 * (number + 1)}.00")
    touches = ["customer_id,touched_at,channel", "a,2026-01-02 10:00:00,A", "e,2026-01-02,A"]
    (tmp_path / "orders.csv").write_text("\n".join(orders) + "\n", encoding="utf-8")
    (tmp_path / "touchpoints.csv").write_text("\n".join(touches) + "\n", encoding="utf-8")
    files = "orders: {files: orders.csv}\ntouchpoints: {files: touchpoints.csv}\n"
    (tmp_path / "merito.yaml").write_text(f"{files}segments:{OWN}", encoding="utf-8")
    listed = {row["customer_id"]: row["segments"] for row in table(run, "rfm", "--customers")}
    found = {who: read_facts(run, who)["segments"] for who in days}
    assert found == listed
    assert {names for each in found.values() for names in each.split("; ")} >= {"Met by A", "Slow"}
    names = list(read_facts(run, "a"))
    assert names[names.index("segments") :] == ["segments", *OF_VALUE]
    # Without an order nobody is in a segment, nor told to be in none.
    assert read_facts(run, "e")["segments"] == ""
    assert listed["b"] == ""
    assert find_people_line(run, "b").split() == ["segments", "(none)"]
    assert find_people_line(run, "e") == ""


def find_people_line(run: Run, customer: str) -> str:
    page = run("customer", customer, "-q", "--show", "facts", "--format", "table").out
    return next((line for line in page.splitlines() if line.startswith("segments")), "")


@pytest.mark.parametrize("customer", IDS)
def test_credit_is_that_of_the_rows(sample: Run, customer: str) -> None:
    page = sample("customer", customer, "-q", "--show", "credit", "--format", "csv").stdout
    every = pl.read_csv(io.BytesIO(sample("credits", "-q", "--format", "csv").stdout))
    mine = every.filter(pl.col("customer_id") == customer).select(CREDIT)
    assert pl.read_csv(io.BytesIO(page)).equals(mine)


@pytest.mark.slow
def test_journeys_of_the_timeline_are_those_of_the_credit(sample: Run) -> None:
    rows = document(sample, "customer", IDS[0])["rows"]
    claimed = {(row["at"], row["journey_of"]) for row in rows["timeline"] if row["journey_of"]}
    assert claimed == {(row["touched_at"], row["order_id"]) for row in rows["credit"]}
    times = [row["at"] for row in rows["timeline"]]
    assert times == sorted(times)


def test_a_long_page_ends_with_its_latest_rows(
    sample: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.reports.customer.tables.LATEST", 5)
    shown = sample("customer", IDS[0], "-q", "--show", "timeline", "--format", "table").out
    assert "the latest 5 of 17; --show timeline --format csv has all" in shown
    assert "2026-09-16 12:15" in shown
    assert "2025-10-03 07:59" not in shown
