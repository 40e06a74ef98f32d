"""What customers are worth by the channel that won them, against what winning them cost."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.running import SAMPLE, inside

TOUCHPOINTS = """customer_id,touched_at,channel
c1,2026-01-01 10:00:00,A
c1,2026-01-03 10:00:00,B
c1,2026-01-06 10:00:00,A
c1,2026-02-10 10:00:00,C
c2,2026-01-02 10:00:00,A
c3,2026-01-02 10:00:00,B
c3,2026-01-09 10:00:00,C
c4,2026-01-04 10:00:00,C
c6,2026-01-05 10:00:00,A
c6,2026-01-20 10:00:00,B
"""
ORDERS = """order_id,customer_id,ordered_at,revenue
o1,c1,2026-01-06 12:00:00,100.00
o2,c2,2026-01-02 12:00:00,50.00
o3,c3,2026-01-10 12:00:00,30.00
o5,c5,2026-01-08 12:00:00,20.00
o6,c1,2026-02-12 12:00:00,40.00
"""
COSTS = """date,channel,cost
2026-01-02,A,40.00
2026-01-20,A,10.00
2026-01-09,C,20.00
2026-02-20,C,5.00
2026-01-05,D,15.00
"""
SETTINGS = """touchpoints: {files: touchpoints.csv}
orders: {files: orders.csv}
costs: {files: costs.csv}
models: [linear]
returns: {margin: 0.5}
value: {model: mbg_nbd, holdout: 0}
"""
"""The shop of the worked examples, whose figures can be checked by hand."""
CREDIT = {
    "A": {"c1": 2 / 3, "c2": 1.0},
    "B": {"c1": 1 / 3, "c3": 0.5},
    "C": {"c3": 0.5},
    "D": {},
    "(unattributed)": {"c5": 1.0},
}
"""Parts of the customers whose first order a channel is credited with."""
FEW = """models: [{model}]
value: {{model: mbg_nbd, holdout: 0}}
timezone: Europe/Rome
"""
UNSHARED = (
    "the baseline participation shares no single order among its touches, so that it does not tell"
    " what won a customer; name another under baseline: in merito.yaml, such as last"
)
SILENT = (
    "the baseline markov has learned nothing (no order has a touch in its window, no money came in,"
    " or no channel makes a difference), so that it does not tell what won a customer; name a"
    " rule-based model under baseline: in merito.yaml, such as last"
)
SAMPLE_FILES = ("touchpoints", "orders", "costs")
Row = dict[str, Any]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    for name, text in {
        "touchpoints.csv": TOUCHPOINTS,
        "orders.csv": ORDERS,
        "costs.csv": COSTS,
        "merito.yaml": SETTINGS,
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def read_json(run: Run, *arguments: str, table: str) -> list[Row]:
    outcome = run(*arguments, "-q", "--format", "json")
    assert outcome.status == 0, outcome.err
    rows = json.loads(outcome.out)["rows"]
    found: list[Row] = rows[table] if isinstance(rows, dict) else rows
    return found


def read_csv(run: Run, *arguments: str) -> list[dict[str, str]]:
    outcome = run(*arguments, "-q", "--format", "csv")
    assert outcome.status == 0, outcome.err
    return list(csv.DictReader(StringIO(outcome.out)))


@pytest.mark.usefixtures("shop")
def test_the_worked_example(run: Run) -> None:
    shown = read_csv(run, "value", "--show", "acquisition")
    told = ("channel", "new_customers", "revenue_to_date", "cost", "cac")
    assert [tuple(row[name] for name in told) for row in shown] == [
        ("A", "1.666667", "143.33", "50.00", "30.00"),
        ("B", "0.833333", "61.67", "", ""),
        ("C", "0.500000", "15.00", "20.00", "40.00"),
        ("D", "0.000000", "0.00", "15.00", ""),
        ("(unattributed)", "1.000000", "20.00", "", ""),
    ]
    worth = {
        row["customer_id"]: row["clv"]
        for row in read_json(run, "value", "--customers", table="customers")
    }
    exact = read_json(run, "value", "--show", "acquisition", table="acquisition")
    for row in exact:
        clv = sum(part * worth[who] for who, part in CREDIT[row["channel"]].items())
        check_quotients(row, clv, margin=0.5)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (("--as-of", "2026-02-12", "--to", "2026-03-31"), (" 2026-02-12,", "; 5.00 of costs come")),
        (
            ("--as-of", "2026-02-25", "--to", "2026-03-31"),
            (" 2026-02-25,", ", with which this tab"),
        ),
        (("--to", "2026-04-30"), (" 2026-03-05,", "; 7.00 of costs come after it")),
        (("--to", "2026-03-10"), ()),
        (("--to", "2026-03-05"), ()),
    ],
)
def test_days_after_the_as_of_day_are_told(
    run: Run, shop: Path, days: tuple[str, ...], told: tuple[str, ...]
) -> None:
    for name, line in (("orders", "o9,c5,2026-03-05 12:00:00,10.00"), ("costs", "2026-04-01,A,7")):
        with (shop / f"{name}.csv").open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
    shown = run("value", "--show", "acquisition", *days, "--format", "table")
    assert shown.status == 0, shown.err
    said = " ".join(shown.out.split())
    assert ("is after the as-of day" in said) is bool(told)
    assert all(each in said for each in told)


@pytest.mark.usefixtures("shop")
def test_the_others_are_one_row_and_totals_are_kept(run: Run) -> None:
    shown = read_csv(run, "value", "--show", "acquisition", "--top", "1")
    told = ("channel", "new_customers", "revenue_to_date", "cost", "cac")
    assert [tuple(row[name] for name in told) for row in shown] == [
        ("A", "1.666667", "143.33", "50.00", "30.00"),
        ("(others)", "1.333333", "76.67", "35.00", "26.25"),
        ("(unattributed)", "1.000000", "20.00", "", ""),
    ]
    whole = read_json(run, "value", "--show", "acquisition", table="acquisition")
    others = read_json(run, "value", "--show", "acquisition", "--top", "1", table="acquisition")[1]
    assert others["clv"] == pytest.approx(sum(row["clv"] for row in whole[1:4]))


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("option", ["--customers", "--show=at_risk"])
def test_the_first_customers_are_said_to_be_the_first(run: Run, option: str) -> None:
    assert len(read_csv(run, "value", option, "--top", "1")) == 1
    told = run("value", option, "--top", "1", "--format", "table").out
    assert "the first 1 of " in told
    assert f"; merito value {option.replace('=', ' ')} has all" in told


def check_quotients(row: Row, clv: float, margin: float) -> None:
    """Assert that what a channel brings is made of its credit, a quotient of nothing unknown."""
    customers, cost = row["new_customers"], row["cost"]
    ltv = (row["revenue_to_date"] + clv) * margin
    assert row["clv"] == pytest.approx(clv, rel=1e-12)
    assert row["ltv"] == pytest.approx(ltv, rel=1e-12)
    assert row["ltv_mean"] == (pytest.approx(ltv / customers) if customers else None)
    assert row["cac"] == (pytest.approx(cost / customers) if cost and customers else None)
    assert row["ltv_cac"] == (pytest.approx(ltv / cost) if cost else None)


@pytest.mark.usefixtures("shop")
def test_the_days_are_those_of_the_first_orders_and_of_the_costs(run: Run) -> None:
    days = ("--from", "2026-01-06", "--to", "2026-01-09")
    outcome = run("value", "--show", "acquisition", *days, "--format", "csv")
    told = ("channel", "new_customers", "revenue_to_date", "cost", "cac")
    rows = list(csv.DictReader(StringIO(outcome.out)))
    # A had costs on other days, so that those of these days are 0 and no customer costs anything.
    assert [tuple(row[name] for name in told) for row in rows] == [
        ("A", "0.666667", "93.33", "0.00", "0.00"),
        ("B", "0.333333", "46.67", "", ""),
        ("C", "0.000000", "0.00", "20.00", ""),
        ("D", "0.000000", "0.00", "0.00", ""),
        ("(unattributed)", "1.000000", "20.00", "", ""),
    ]
    assert rows[0]["ltv_cac"] == rows[2]["ltv_mean"] == ""
    assert float(rows[2]["ltv_cac"]) == 0
    assert "the 2 customers bought first 36.0 days ago on average" in outcome.err
    assert "with 50 % of revenue left after the goods (returns.margin)" in outcome.err
    assert "1 costs by day and campaign" not in outcome.err


@pytest.mark.slow
@pytest.mark.usefixtures("shop")
def test_days_change_no_other_table(run: Run) -> None:
    whole, part = (
        json.loads(run("value", "-q", "--format", "json", *days).out)["rows"]
        for days in ((), ("--from", "2026-01-06"))
    )
    assert whole.pop("acquisition") != part.pop("acquisition")
    assert whole == part


@pytest.mark.usefixtures("shop")
def test_who_came_after_the_as_of_day_is_not_known(run: Run) -> None:
    rows = read_csv(run, "value", "--show", "acquisition", "--as-of", "2026-02-12", "--to", "2027")
    assert sum(float(row["new_customers"]) for row in rows) == 4
    outcome = run("value", "--show", "acquisition", "--from", "2026-03", "--format", "csv")
    assert outcome.status == 0
    assert "nobody's first order is of 2026-03-01 to 2026-02-12" in outcome.err


@pytest.mark.usefixtures("shop")
def test_costs_of_a_channel_that_no_touch_has_are_told(run: Run) -> None:
    outcome = run("value", "--show", "acquisition")
    assert "costs: 15.00 of 1 channel that no touch has, without credit:" in outcome.err
    assert "costs of 2026-01-02 to 2026-02-12: 85.00" in outcome.err


def test_without_costs_what_winning_them_cost_is_unknown(run: Run, shop: Path) -> None:
    text = SETTINGS.replace("costs: {files: costs.csv}\n", "")
    (shop / "merito.yaml").write_text(text, encoding="utf-8")
    outcome = run("value", "--show", "acquisition")
    rows = list(csv.DictReader(StringIO(outcome.out)))
    assert {row["cost"] + row["cac"] + row["ltv_cac"] for row in rows} == {""}
    assert "what winning them cost is unknown: name the files with --costs" in outcome.err


def test_without_touchpoints_it_is_no_table_of_the_report(run: Run, shop: Path) -> None:
    text = SETTINGS.replace("touchpoints: {files: touchpoints.csv}\n", "")
    (shop / "merito.yaml").write_text(text, encoding="utf-8")
    assert "acquisition" not in run("value", "-q", "--format", "json").out
    asked = run("value", "-q", "--show", "acquisition")
    assert (asked.status, asked.out) == (2, "")
    assert asked.err.startswith("merito: no touchpoints files: name them")


@pytest.mark.parametrize(
    ("model", "status", "sentence"), [("participation", 2, UNSHARED), ("markov", 1, SILENT)]
)
def test_a_baseline_that_credits_no_single_order(
    run: Run, shop: Path, model: str, status: int, sentence: str
) -> None:
    text = SETTINGS.replace("[linear]", f"[{model}]") + "journeys: {lookback: 1d}\n"
    (shop / "merito.yaml").write_text(text, encoding="utf-8")
    (shop / "touchpoints.csv").write_text("customer_id,touched_at,channel\nc9,2026-01-01,A\n")
    asked = run("value", "-q", "--show", "acquisition")
    assert (asked.status, asked.out, asked.err) == (status, "", f"merito: {sentence}\n")
    whole = run("value", "--format", "json")
    assert whole.status == 0
    notes = json.loads(whole.out)["notes"]
    assert f"value: acquisition left out, {sentence}" in notes
    assert "acquisition" not in json.loads(whole.out)["rows"]


@pytest.mark.slow
@pytest.mark.usefixtures("shop")
def test_each_engine_says_the_same(run: Run) -> None:
    asked = ("value", "--show", "acquisition", "--from", "2026-01-03", "--format", "json")
    memory, spill = (run(*asked, "--engine", engine) for engine in ("memory", "spill"))
    assert (memory.status, memory.stdout, memory.stderr) == (0, spill.stdout, spill.stderr)


@pytest.mark.slow
@pytest.mark.parametrize(
    "model",
    ["linear", *(pytest.param(each, marks=pytest.mark.slow) for each in ("markov", "shapley"))],
)
def test_the_sample_shop_against_its_rows_of_credit(tmp_path: Path, model: str) -> None:
    """Add up in plain Python what other commands print of orders and of customers."""
    lines = [f"{role}: {{files: {SAMPLE / role}.csv}}" for role in SAMPLE_FILES]
    settings = "\n".join([FEW.format(model=model), *lines])
    (tmp_path / "merito.yaml").write_text(settings, encoding="utf-8")

    def run(*arguments: str | Path) -> Any:  # noqa: ANN401 - an outcome
        return inside(*arguments, cwd=tmp_path)

    spent = {
        row["customer_id"]: float(row["monetary"]) for row in read_csv(run, "rfm", "--customers")
    }
    customers = read_json(run, "value", "--customers", table="customers")
    worth = {row["customer_id"]: row["clv"] for row in customers}
    expected: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for row in list_first_rows(read_csv(run, "credits")):
        who, weight = row["customer_id"], float(row[model])
        for place, amount in enumerate((1.0, spent[who], worth[who])):
            expected[row["channel"]][place] += weight * amount
    found = read_json(run, "value", "--show", "acquisition", table="acquisition")
    names = ("new_customers", "revenue_to_date", "clv")
    for row in found:
        credited = [row[name] for name in names]
        assert credited == pytest.approx(expected.pop(row["channel"]), rel=1e-9, abs=1e-9)
    assert not expected
    assert [row["channel"] for row in found][-1] == "(unattributed)"
    assert sum(row["new_customers"] for row in found) == pytest.approx(len(customers))


def list_first_rows(rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Return the rows of credit of each customer's first order."""
    known = [row for row in rows if row["customer_id"]]
    first: dict[str, tuple[str, str]] = {}
    for row in known:
        key = (row["ordered_at"], row["order_id"])
        first[row["customer_id"]] = min(first.get(row["customer_id"], key), key)
    return [row for row in known if first[row["customer_id"]][1] == row["order_id"]]


def test_a_cost_by_next_to_no_customer_is_exact_and_printed_empty(run: Run, tmp_path: Path) -> None:
    touches, orders = [], []
    for who in range(12):
        touches += [f"c{who},2026-01-01 10:00:00,Early", f"c{who},2026-03-10 10:00:00,Late"]
        bought = range(1 + who % 3)
        orders += [f"o{who}-{k},c{who},2026-0{3 + k}-11 10:00:00,{20 + who}.00" for k in bought]
    for name, header, lines in (
        ("t.csv", "customer_id,touched_at,channel", touches),
        ("o.csv", "order_id,customer_id,ordered_at,revenue", orders),
        ("c.csv", "date,channel,cost", ["2026-03-12,Early,100.00"]),
    ):
        (tmp_path / name).write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    (tmp_path / "merito.yaml").write_text(
        "touchpoints: {files: t.csv}\norders: {files: o.csv}\ncosts: {files: c.csv}\n"
        "journeys: {lookback: 90d}\nmodels: [time_decay: {half_life: 6h}]\n",
        encoding="utf-8",
    )
    shown = "value", "--show", "acquisition", "-q", "--format"
    (early,) = (
        row for row in json.loads(run(*shown, "json").out)["rows"] if row["channel"] == "Early"
    )
    # Early comes 68 days, hence 272 half-lives, before Late.
    assert early["cac"] == pytest.approx(100 / 12 * (2.0**272 + 1))
    (printed,) = (
        row for row in csv.DictReader(StringIO(run(*shown, "csv").out)) if row["channel"] == "Early"
    )
    assert printed["cac"] == ""
    assert printed["cost"] == "100.00"
