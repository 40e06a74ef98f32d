"""What is printed adds up to the files, to the cent."""

import csv
from decimal import Decimal

import pytest

from tests.cli.printed import MODELS, NET, ORDERS, document, table
from tests.conftest import Run
from tests.running import SAMPLE


@pytest.fixture
def sample(sample_once: Run) -> Run:
    return sample_once


def file_total() -> Decimal:
    with (SAMPLE / "orders.csv").open(encoding="utf-8", newline="") as file:
        return sum((Decimal(row["revenue"]) for row in csv.DictReader(file)), Decimal())


@pytest.mark.parametrize(
    "arguments",
    [[], ["--by", "campaign"], ["--by", "interaction"], ["--lookback", "12h"]],
    ids=str,
)
def test_each_model_foots_with_the_order_file(sample: Run, arguments: list[str]) -> None:
    rows = table(sample, "compare", *arguments)
    for model in MODELS:
        assert sum(Decimal(row[f"{model}_revenue"]) for row in rows) == NET
        assert sum(float(row[f"{model}_conversions"]) for row in rows) == pytest.approx(ORDERS)
        assert sum(float(row[f"{model}_revenue_share"]) for row in rows) == pytest.approx(
            1, abs=1e-5
        )


def test_the_changes_are_differences_of_what_is_printed(sample: Run) -> None:
    for row in table(sample, "compare"):
        for model in MODELS[1:]:
            change = Decimal(row[f"{model}_revenue"]) - Decimal(row["last_revenue"])
            assert Decimal(row[f"{model}_revenue_change"]) == change


@pytest.mark.parametrize("by", ["city", "sales_channel", "month", "new_vs_returning"])
def test_blocks_foot_one_by_one_and_together(sample: Run, by: str) -> None:
    rows = table(sample, "compare", "--tidy", "--by", by, "--model", "linear")
    blocks: dict[str, Decimal] = {}
    for row in rows:
        blocks[row[by]] = blocks.get(row[by], Decimal()) + Decimal(row["revenue"])
    assert blocks.pop("(all)") == NET
    assert len(blocks) > 1
    assert sum(blocks.values()) == NET


def test_ranges_part_the_orders(sample: Run) -> None:
    halves = [["--to", "2026-03-31"], ["--from", "2026-04-01"]]
    totals = [
        sum(Decimal(row["last_revenue"]) for row in table(sample, "compare", *half))
        for half in halves
    ]
    assert sum(totals) == NET
    assert min(totals) > 0


def test_the_segments_add_up(sample: Run) -> None:
    segments, customers = table(sample, "rfm"), table(sample, "rfm", "--customers")
    ledger = {line["line"]: line for line in document(sample, "rfm")["ledger"]}
    counted = ledger["of customers in the segments"]
    revenue = sum(Decimal(row["revenue"]) for row in segments)
    assert revenue == Decimal(str(counted["amount"]))
    assert revenue == sum(Decimal(row["monetary"]) for row in customers)
    assert revenue + Decimal(str(ledger["without customer_id"]["amount"])) == NET
    assert sum(int(row["orders"]) for row in segments) == counted["rows"]
    assert sum(int(row["frequency"]) for row in customers) == counted["rows"]
    assert sum(int(row["customers"]) for row in segments) == len(customers) == 1077
    assert [row["customer_id"] for row in customers] == sorted(
        row["customer_id"] for row in customers
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["compare"],
        ["compare", "--from", "2026-01-01"],
        pytest.param(["compare", "--by", "city"], marks=pytest.mark.slow),
        ["compare", "--lookback", "12h"],
        ["rfm"],
        ["rfm", "--as-of", "2026-03-31"],
        ["rfm", "--since", "2026-01-31", "--as-of", "2026-07-31"],
        ["cohorts", "--as-of", "2026-07-31"],
        pytest.param(["value"], marks=pytest.mark.slow),
        pytest.param(["report"], marks=pytest.mark.slow),
        ["check"],
    ],
    ids=str,
)
def test_the_ledger_adds_up_to_the_rows_read(sample: Run, arguments: list[str]) -> None:
    found = document(sample, *arguments)
    for file in found["files"]:
        lines = [line for line in found["ledger"] if line["role"] == file["role"]]
        assert sum(line["rows"] for line in lines) == file["rows"]
        amounts = [Decimal(str(line["amount"])) for line in lines if line["amount"] is not None]
        if file["role"] == "orders":
            assert sum(amounts) == Decimal(str(file["total"])) == file_total()
        else:
            assert not amounts
    roles = {line["role"] for line in found["ledger"]}
    if "journeys" in roles:
        lines = [line for line in found["ledger"] if line["role"] == "journeys"]
        assert sum(Decimal(str(line["amount"])) for line in lines) == NET
        assert sum(line["rows"] for line in lines) == ORDERS
