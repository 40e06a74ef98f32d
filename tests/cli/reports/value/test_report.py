"""The report of what customers are worth, as it is printed."""

import json

import pytest

from tests.conftest import Run

TITLES = (
    "Customer value by segment",
    "Forecast of the holdout",
    "Value lost in the last 30 days",
    "Parameters of the models",
)


@pytest.fixture
def sample(sample_once: Run) -> Run:
    return sample_once


@pytest.mark.slow
def test_a_pipe_gets_every_table_as_text_and_a_chosen_one_as_csv(sample: Run) -> None:
    whole = sample("value", "-q")
    assert whole.status == 0, whole.err
    assert [title for title in TITLES if title in whole.out] == list(TITLES)
    chosen = sample("value", "-q", "--show", "value")
    assert chosen.out.startswith("segment,customers,alive,")


@pytest.mark.slow
def test_customers_in_a_pipe_are_csv(sample: Run) -> None:
    assert sample("value", "-q", "--customers").out.startswith("customer_id,segment,")


@pytest.mark.slow
def test_the_report_has_values_and_the_first_customers_at_risk(sample: Run) -> None:
    whole = sample("value", "-q", "--format", "json")
    among = sample("report", "-q", "--model", "last", "--format", "json")
    rows = json.loads(among.out)["rows"]
    assert {name: rows[name] for name in ("value", "at_risk")} == {
        name: json.loads(whole.out)["rows"][name] for name in ("value", "at_risk")
    }
    printed = sample("report", "-q", "--model", "last", "--format", "table").out
    assert f"the first 10 of {len(rows['at_risk']):,}; merito value --show at_risk" in printed
