"""KPIs are what the other reports of the sample shop say of their periods."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.running import SAMPLE

AS_OF = "2026-08-31"
SETTINGS = f"""
timezone: Europe/Rome
touchpoints: {{files: {SAMPLE / "touchpoints.csv"}}}
orders: {{files: {SAMPLE / "orders.csv"}}}
costs: {{files: {SAMPLE / "costs.csv"}}}
models: [last, linear, markov]
returns: {{margin: 0.4}}
segments: [{{name: Big, where: "monetary > 300"}}]
kpis:
"""
OF_CHANNEL = ("revenue", "conversions", "new_conversions", "cost", "roas", "roi", "cpa", "nc_roas")
OF_SEGMENT = {"customers": "customers", "revenue": "revenue", "share": "customers_share"}


def write_settings(folder: Path, *kpis: str) -> None:
    listed = "".join(f"  - {{name: KPI {at}, {kpi}}}\n" for at, kpi in enumerate(kpis))
    (folder / "merito.yaml").write_text(SETTINGS + listed, encoding="utf-8")


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def watch(run: Run, *arguments: str) -> list[dict[str, str]]:
    """Return all rows, whatever is off."""
    run("watch", "-q", "-o", "kpis.csv", "--as-of", AS_OF, *arguments)
    return read_csv(Path(run.keywords["cwd"], "kpis.csv").read_text(encoding="utf-8"))  # type: ignore[attr-defined]  # a partial


@pytest.mark.slow
@pytest.mark.parametrize("model", ["linear", "markov"])
def test_credit_is_that_of_the_comparison_by_month(run: Run, tmp_path: Path, model: str) -> None:
    write_settings(
        tmp_path,
        *(f"metric: {each}, channel: Paid Search, model: {model}" for each in OF_CHANNEL),
    )
    compared = run("compare", "-q", "--tidy", "--by", "month", "--to", AS_OF, "--format", "csv")
    rows = {
        row["month"]: row
        for row in read_csv(compared.out)
        if row["channel"] == "Paid Search" and row["model"] == model
    }
    for metric, row in zip(OF_CHANNEL, watch(run), strict=True):
        for column, month in (("value", "2026-08"), ("previous", "2026-07")):
            assert float(row[column]) == pytest.approx(float(rows[month][metric]), abs=0.006)


@pytest.mark.slow
def test_channels_by_touch_wait_for_their_orders(run: Run, tmp_path: Path) -> None:
    kpis = (f"metric: {each}, channel: Paid Search, model: linear" for each in OF_CHANNEL)
    write_settings(tmp_path, *kpis, "metric: revenue")
    path = tmp_path / "merito.yaml"
    settings = path.read_text(encoding="utf-8")
    by_touch = settings.replace("margin: 0.4", "margin: 0.4, time_basis: interaction")
    path.write_text(by_touch, encoding="utf-8")
    command = ("--tidy", "--by", "month", "--model", "linear", "--no-intervals")
    rows = {
        row["month"]: row
        for row in read_csv(run("compare", "-q", *command).out)
        if row["channel"] == "Paid Search"
    }
    *of_channel, of_shop = watch(run)
    for metric, row in zip(OF_CHANNEL, of_channel, strict=True):
        for column, month in (("value", "2026-07"), ("previous", "2026-06")):
            assert float(row[column]) == pytest.approx(float(rows[month][metric]), abs=0.006)
    assert (of_channel[0]["period"], of_shop["period"]) == ("2026-07", "2026-08")


@pytest.mark.slow
def test_segments_are_those_of_the_last_day(run: Run, tmp_path: Path) -> None:
    named = [
        *(f"metric: {each}, rfm_segment: Champions" for each in OF_SEGMENT),
        *(f"metric: {each}, segment: Big" for each in OF_SEGMENT),
    ]
    write_settings(tmp_path, *named)
    rows = watch(run)
    for column, day in (("value", AS_OF), ("previous", "2026-07-31")):
        known = []
        for show, name in (("rfm", "Champions"), ("own", "Big")):
            found = run("rfm", "-q", "--as-of", day, "--show", show, "--format", "csv")
            segment = next(each for each in read_csv(found.out) if each["segment"] == name)
            known += [segment[each] for each in OF_SEGMENT.values()]
        assert [float(row[column]) for row in rows] == pytest.approx(list(map(float, known)))


def test_the_shop_is_that_of_its_orders_up_to_the_day(run: Run, tmp_path: Path) -> None:
    write_settings(tmp_path, "metric: orders", "metric: revenue", "metric: customers")
    with (SAMPLE / "orders.csv").open(encoding="utf-8") as file:
        orders = list(csv.DictReader(file))
    found = json.loads(run("watch", "--as-of", AS_OF, "--format", "json").out)
    lines = {line["line"]: line for line in found["ledger"] if line["role"] == "watch"}
    assert set(lines) == {"counted", "refunded", "after the as-of day"}
    assert found["as_of"] == AS_OF
    count, revenue, customers = (row["value"] for row in found["rows"])
    assert 0 < customers <= count < len(orders)
    monthly = read_csv(run("cohorts", "-q", "--as-of", AS_OF, "--format", "csv").out)
    month = [row for row in monthly if row["period"] == "2026-08"]
    nameless = count - sum(int(row["orders"]) for row in month)
    assert nameless >= 0
    assert revenue >= sum(float(row["revenue"]) for row in month)
    assert customers == sum(int(row["active"]) for row in month)
