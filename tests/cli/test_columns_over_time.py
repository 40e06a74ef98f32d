"""Moves between segments and cohorts have the columns of the contract, and add up to the ledger."""

from decimal import Decimal

import pytest

from tests.cli.printed import document, table
from tests.conftest import Run

MIGRATION = [
    "from_segment",
    "to_segment",
    "customers",
    "revenue",
    "customers_share",
    "revenue_before",
]
COHORTS = [
    "cohort",
    "k",
    "period",
    "customers",
    "complete",
    "active",
    "retention",
    "orders",
    "revenue",
    "cumulative_revenue",
    "revenue_per_customer",
    "repeat_customers",
    "repeat_share",
]


def test_columns_of_moves_and_cohorts(sample: Run) -> None:
    assert list(table(sample, "rfm", "--since", "2026-03-31")[0]) == MIGRATION
    assert list(table(sample, "report", "--since", "90d", "--show", "migration")[0]) == MIGRATION
    assert list(table(sample, "cohorts")[0]) == COHORTS


def test_moves_add_up(sample: Run) -> None:
    since, as_of = "2026-03-31", "2026-08-31"
    moves = table(sample, "rfm", "--since", since, "--as-of", as_of)
    whole = document(sample, "rfm", "--since", since, "--as-of", as_of)
    assert (whole["report"], list(whole["rows"][0])) == ("migration", MIGRATION)
    lines = whole["ledger"]
    between = next(line for line in lines if line["line"] == "of customers between the days")
    assert sum(Decimal(row["revenue"]) for row in moves) == Decimal(str(between["amount"]))
    for segment in table(sample, "rfm", "--as-of", since):
        margin = sum(
            int(row["customers"]) for row in moves if row["from_segment"] == segment["segment"]
        )
        assert margin == int(segment["customers"])
    assert {row["to_segment"] for row in moves} <= {row["segment"] for row in table(sample, "rfm")}


@pytest.mark.parametrize("period", ["week", "month", "quarter"])
def test_cohorts_add_up(sample: Run, period: str) -> None:
    arguments = ("cohorts", "--period", period, "--as-of", "2026-08-20")
    rows = table(sample, *arguments)
    lines = document(sample, *arguments)["ledger"]
    held = next(line for line in lines if line["line"] == "of customers in the cohorts")
    assert sum(Decimal(row["revenue"]) for row in rows) == Decimal(str(held["amount"]))
    assert sum(int(row["orders"]) for row in rows) == held["rows"]
    for row in rows:
        quotients = {row[name] == "" for name in ("retention", "revenue_per_customer")}
        assert quotients == {row["complete"] == "no"}
        assert row["k"] != "0" or row["active"] == row["customers"]
