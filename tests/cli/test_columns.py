"""What is printed has the columns of the contract."""

from decimal import Decimal

import pytest

from attribution.paths.tables import PathTable
from tests.cli.printed import MODELS, document, table
from tests.conftest import Run
from tests.selection import keep

OF_A_MODEL = ("conversions", "conversions_share", "revenue", "revenue_share")
CHANGES = ("revenue_change", "revenue_change_share")
TIDY = ["lookback", "model", "channel", *OF_A_MODEL, *CHANGES]
OF_INTERVALS = [
    "conversions_low",
    "conversions_high",
    "conversions_share_low",
    "conversions_share_high",
    "revenue_low",
    "revenue_high",
    "revenue_share_low",
    "revenue_share_high",
    "revenue_change_low",
    "revenue_change_high",
    "revenue_change_share_low",
    "revenue_change_share_high",
    "rank_stable",
]
EFFECTS = [
    "lookback",
    "model",
    "channel",
    "removal_effect",
    "removal_effect_low",
    "removal_effect_high",
    "revenue_removal_effect",
    "revenue_removal_effect_low",
    "revenue_removal_effect_high",
]
TRANSITIONS = ["lookback", "model", "from_state", "to_state", "journeys", "probability"]
RFM = [
    "segment",
    "action",
    "customers",
    "customers_share",
    "orders",
    "revenue",
    "revenue_share",
    "average_order_value",
    "recency_days_mean",
    "recency_days_median",
    "frequency_mean",
    "frequency_median",
    "monetary_mean",
    "monetary_median",
]
CUSTOMERS = ["customer_id", "recency_days", "frequency", "monetary", "r", "f", "m", "fm", "segment"]
CHECK = ["files", "ledger", "coverage", "findings", "unassigned"]
JSON = ["version", "report", "as_of", "configuration", "files", "ledger", "notes", "rows"]

CUSTOMER_VALUES = [
    "customer_id",
    "segment",
    "repeat_purchases",
    "first_to_last_days",
    "age_days",
    "repeat_value",
    "p_alive",
    "expected_purchases",
    "expected_value",
    "clv",
    "value_if_alive",
    "expected_loss",
]
VALUE_TABLES = {
    "value": [
        "segment",
        "customers",
        "alive",
        "p_alive_mean",
        "expected_purchases",
        "clv",
        "clv_share",
        "clv_mean",
        "value_if_alive",
        "expected_loss",
    ],
    "parameters": ["model", "parameter", "value", "standard_error", "unit"],
    "holdout": [
        "quantity",
        "actual",
        "predicted",
        "naive",
        "error_share",
        "mean_absolute_error",
        "naive_mean_absolute_error",
    ],
    "at_risk": [
        "customer_id",
        "segment",
        "last_order",
        "p_alive_before",
        "p_alive",
        "value_if_alive",
        "value_lost",
    ],
    "acquisition": [
        "channel",
        "new_customers",
        "revenue_to_date",
        "clv",
        "ltv",
        "ltv_mean",
        "cost",
        "cac",
        "ltv_cac",
    ],
}


@pytest.fixture
def sample(sample_once: Run) -> Run:
    return sample_once


def side_by_side(first: str, models: tuple[str, ...] = MODELS) -> list[str]:
    baseline, *others = models
    columns = [f"{baseline}_{name}" for name in OF_A_MODEL]
    return [first, *columns, *(f"{m}_{name}" for m in others for name in (*OF_A_MODEL, *CHANGES))]


@pytest.mark.parametrize(
    ("arguments", "columns"),
    [
        ([], side_by_side("channel")),
        (["--by", "campaign"], side_by_side("campaign")),
        (["--by", "interaction"], side_by_side("interaction")),
        (["--by", "city"], ["city", *side_by_side("channel")]),
        (["--by", "month"], ["month", *side_by_side("channel")]),
        (["--model", "first"], side_by_side("channel", ("first",))),
        (["--model", "linear", "--model", "last"], side_by_side("channel", ("linear", "last"))),
        (["--lookback", "7d", "--lookback", "30d"], ["lookback", *side_by_side("channel")]),
        (["--tidy"], TIDY),
        (["--tidy", "--by", "campaign"], [*TIDY[:2], "campaign", *TIDY[3:]]),
        (["--tidy", "--by", "city"], ["lookback", "city", *TIDY[1:]]),
    ],
    ids=str,
)
def test_columns_of_a_comparison(sample: Run, arguments: list[str], columns: list[str]) -> None:
    if arguments[:2] == ["--model", "linear"]:
        # The baseline is `last` where it is listed, wherever that is.
        columns = [*side_by_side("channel", ("linear",))]
        columns += [f"linear_{name}" for name in CHANGES] + [f"last_{name}" for name in OF_A_MODEL]
    assert list(table(sample, "compare", *arguments)[0]) == columns


def test_columns_of_intervals(sample: Run) -> None:
    tidy = table(sample, "compare", "--tidy", "--intervals")[0]
    assert list(tidy) == [*TIDY, *OF_INTERVALS]
    wide = list(table(sample, "compare", "--intervals", "--model", "last", "--model", "first")[0])
    own = [name for name in OF_INTERVALS if "change" not in name]
    assert wide == [
        "channel",
        *(f"last_{name}" for name in (*OF_A_MODEL, *own)),
        *(f"first_{name}" for name in (*OF_A_MODEL, *CHANGES, *OF_INTERVALS)),
    ]
    without = document(sample, "compare", "--no-intervals")["rows"][0]
    assert list(without) == TIDY


@pytest.mark.slow
def test_columns_of_what_markov_learns(sample: Run) -> None:
    assert list(table(sample, "compare", "--show", "effects", "--intervals")[0]) == EFFECTS
    plain = [name for name in EFFECTS if not name.endswith(("_low", "_high"))]
    assert list(table(sample, "compare", "--show", "effects")[0]) == plain
    assert list(table(sample, "report", "--show", "transitions")[0]) == TRANSITIONS


def test_columns_of_the_segments(sample: Run) -> None:
    assert list(table(sample, "rfm")[0]) == RFM
    assert list(table(sample, "rfm", "--customers")[0]) == CUSTOMERS


def test_columns_of_values(sample: Run) -> None:
    found = document(sample, "value")["rows"]
    assert {name: list(rows[0]) for name, rows in found.items()} == VALUE_TABLES
    assert list(table(sample, "value", "--customers")[0]) == CUSTOMER_VALUES


@pytest.mark.slow
def test_values_of_customers_add_up(sample: Run) -> None:
    customers = table(sample, "value", "--customers")
    segments = table(sample, "value", "--show", "value")
    for row in (*customers, *segments):
        parts = Decimal(row["clv"]) + Decimal(row["expected_loss"])
        assert parts == Decimal(row["value_if_alive"])
    for name in ("alive", "expected_purchases", "clv"):
        column = "p_alive" if name == "alive" else name
        total = sum((Decimal(row[name]) for row in segments), Decimal())
        apart = sum((Decimal(row[column]) for row in customers), Decimal()) - total
        assert abs(apart) < Decimal("0.6")
    assert sum(int(row["customers"]) for row in segments) == len(customers) == 1077
    lost = [Decimal(row["value_lost"]) for row in table(sample, "value", "--show", "at_risk")]
    assert lost == sorted(lost, reverse=True)
    assert lost[-1] >= 0


def test_columns_of_the_check(sample: Run) -> None:
    assert list(table(sample, "check", "--show", "files")[0]) == [
        "path",
        "role",
        "format",
        "rows",
        "total",
    ]
    assert list(table(sample, "check", "--show", "ledger")[0]) == ["role", "line", "rows", "amount"]
    found = table(sample, "check", "--show", "findings")[0]
    assert list(found) == ["name", "severity", "message", "remedy"]
    covered = ["lookback", "line", "orders", "orders_share", "revenue", "revenue_share"]
    assert list(table(sample, "check", "--show", "coverage")[0]) == covered


@pytest.mark.parametrize("command", ["compare", "rfm"])
def test_keys_of_json(sample: Run, command: str) -> None:
    found = document(sample, command)
    assert list(found) == JSON
    assert found["report"] == command
    assert found["as_of"] == "2026-09-30"
    assert found["configuration"]["timezone"] == "Europe/Rome"
    assert found["configuration"]["baseline"] == "last"
    assert list(found["rows"][0]) == ([*TIDY, *OF_INTERVALS] if command == "compare" else RFM)
    assert list(found["ledger"][0]) == ["role", "line", "rows", "amount"]


@pytest.mark.parametrize("command", keep(["report", "check"], ["check"]))
def test_json_of_several_tables_names_them(sample: Run, command: str) -> None:
    found = document(sample, command)
    assert list(found) == JSON
    journeys = [f"journeys_{name}" for name in PathTable]
    customers = ["rfm", "cohorts", "value", "at_risk", "acquisition"]
    report = ["highlights", "compare", *journeys, *customers]
    assert list(found["rows"]) == (report if command == "report" else CHECK)


def test_csv_and_json_hold_the_same(sample: Run) -> None:
    printed = table(sample, "compare", "--tidy")
    exact = document(sample, "compare")["rows"]
    assert len(printed) == len(exact)
    for row, full in zip(printed, exact, strict=True):
        assert [row[name] for name in TIDY[:3]] == [full[name] for name in TIDY[:3]]
        assert float(row["conversions"]) == pytest.approx(full["conversions"], abs=5.1e-7)
        assert float(row["revenue"]) == pytest.approx(full["revenue"], abs=0.01)
        assert (row["revenue_change"] == "") == (full["revenue_change"] is None)


def test_rows_are_by_the_baselines_revenue(sample: Run) -> None:
    rows = table(sample, "compare")
    assert rows[-1]["channel"] == "(unattributed)"
    revenues = [Decimal(row["last_revenue"]) for row in rows[:-1]]
    assert revenues == sorted(revenues, reverse=True)


def test_csv_is_plain(sample: Run) -> None:
    written = sample("compare", "-q").stdout
    assert written.isascii()
    assert b"\r" not in written
    assert written.endswith(b"\n")
    assert written.count(b"channel") == 1
