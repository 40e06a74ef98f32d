"""The reports below the commands: what a shop's tables hold before they are printed."""

import os
import threading
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from cli.dataset.dataset import Dataset, NoOrdersError
from cli.dataset.date_range import BadDayError, DateRange, ReversedRangeError, parse_date_range
from cli.dataset.open import open_dataset, open_orders_alone
from cli.dataset.run import Run as DatasetRun
from cli.engines.memory_rows import MemoryRows
from cli.inputs.totals import OrderTotals
from cli.options import Options
from cli.report import UnknownMetricError, parse_metric
from cli.reports.comparison.tables import ComparisonRequest, build_comparison
from cli.reports.rfm.tables import score_customers
from cli.settings import load_settings
from rfm.engagement import count_touches_by_customer
from tests.conftest import Run
from tests.running import SAMPLE

NET = 1_668_885_800
ALWAYS = DateRange(None, None)


@pytest.fixture(scope="module")
def loaded() -> DatasetRun:
    return DatasetRun.of(load_settings(SAMPLE / "merito.yaml"))


@pytest.fixture(scope="module")
def shop(loaded: DatasetRun) -> Dataset:
    return open_dataset(loaded, ALWAYS)


def orders_of(shop: Dataset) -> pl.DataFrame:
    assert isinstance(shop.stock, MemoryRows)
    return shop.stock.orders


def counted(shop: Dataset) -> tuple[int, int]:
    orders = orders_of(shop).filter("counted")
    return orders.height, int(orders["revenue"].sum())


def test_the_counted_orders_are_the_tables_total(shop: Dataset, loaded: DatasetRun) -> None:
    assert counted(shop) == (1471, NET)
    table = build_comparison(loaded, shop, ComparisonRequest(parse_metric("revenue"))).table
    assert table.totals is not None
    assert set(table.totals["revenue"].to_list()) == {NET // 100}
    sums = table.frame.group_by("model").agg(pl.col("revenue").sum())
    assert set(sums["revenue"].to_list()) == {NET // 100}
    exact = table.exact.group_by("model").agg(pl.col("revenue", "conversions").sum())
    assert exact["revenue"].to_list() == pytest.approx([NET / 10_000] * 8, rel=1e-9)
    assert exact["conversions"].to_list() == pytest.approx([1471] * 8, rel=1e-9)


def test_a_range_chooses_by_local_days(loaded: DatasetRun) -> None:
    day = date(2026, 3, 29)  # the clocks of Rome go forward
    one = open_dataset(loaded, DateRange(day, day))
    zone = ZoneInfo("Europe/Rome")
    kept = orders_of(one).filter("counted")["ordered_at"].to_list()
    assert kept
    assert {instant.astimezone(zone).date() for instant in kept} == {day}
    parts = [DateRange(None, day), DateRange(date(2026, 3, 30), None)]
    found = [counted(open_dataset(loaded, part)) for part in parts]
    assert tuple(map(sum, zip(*found, strict=True))) == (1471, NET)


def test_first_and_last_day(shop: Dataset) -> None:
    assert shop.order_facts.first_day == date(2025, 10, 1)
    assert shop.find_last_day() == date(2026, 9, 30)


def test_a_shop_of_refunded_orders_has_no_last_day(shop: Dataset) -> None:
    facts = OrderTotals.of(orders_of(shop).filter("refunded"))
    refunded = shop._replace(order_facts=facts)
    with pytest.raises(NoOrdersError, match="every one was refunded") as error:
        refunded.find_last_day()
    assert error.value.exit_status == 1


def test_orders_alone_read_no_touches(loaded: DatasetRun) -> None:
    alone = open_orders_alone(loaded, ALWAYS)
    assert alone.touches is None
    assert [file.role for each in alone.list_inputs() for file in each.files] == ["orders"]


def test_the_segments_hold_every_known_customers_orders(shop: Dataset, loaded: DatasetRun) -> None:
    known = orders_of(shop).filter(pl.col("customer_id").is_not_null())
    found = score_customers(shop.stock, loaded.settings, shop.find_last_day())
    totals = found.build_segment_table("EUR", ()).totals
    assert totals is not None
    kept = known.filter(~pl.col("refunded"))
    assert totals["orders"].to_list() == [kept.height]
    assert totals["revenue"].to_list() == [kept["revenue"].sum() // 100]
    assert totals["customers"].to_list() == [kept["customer_id"].n_unique()]


def test_the_limits_below_the_segments_keep_the_scores(sample: Run, tmp_path: Path) -> None:
    page = sample("rfm", "--format", "table", env={"COLUMNS": "400"}).out
    limits = page.partition("the same limits next time: ")[2].partition("\n")[0]
    config = tmp_path / "merito.yaml"
    config.write_text(f"timezone: Europe/Rome\n{limits}\n", encoding="utf-8")
    again = sample("rfm", "-q", "--customers", "-c", config, "--orders", SAMPLE / "orders.csv")
    assert again.out == sample("rfm", "-q", "--customers").out


def test_engagement_counts_touches_of_local_days() -> None:
    instants = [
        datetime(2026, 3, 1, 22, 59, tzinfo=ZoneInfo("UTC")),
        datetime(2026, 3, 1, 23, 1, tzinfo=ZoneInfo("UTC")),  # already 2 March in Rome
    ]
    touches = pl.DataFrame(
        {"customer_id": ["a", "a"], "touched_at": instants},
        schema_overrides={"touched_at": pl.Datetime("us", "UTC")},
    )
    found = count_touches_by_customer(touches, "Europe/Rome", None, date(2026, 3, 1))
    assert found.to_dicts() == [{"customer_id": "a", "touches": 1}]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, ""),
        ("2026-01-01", None, "orders from 2026-01-01 on"),
        (None, "2026-01-31", "orders up to 2026-01-31"),
        ("2026-01-01", "2026-01-31", "orders from 2026-01-01 to 2026-01-31"),
    ],
)
def test_ranges_in_words(first: str | None, last: str | None, words: str) -> None:
    assert str(parse_date_range(Options(from_day=first, to_day=last))) == words


def test_mistaken_days_and_metrics() -> None:
    with pytest.raises(BadDayError, match='--to: "31/01/2026" is no day and no period'):
        parse_date_range(Options(to_day="31/01/2026"))
    with pytest.raises(ReversedRangeError, match="exchange the two"):
        parse_date_range(Options(from_day="2026-02-01", to_day="2026-01-01"))
    day = "2026-02-01"
    assert parse_date_range(Options(from_day=day, to_day=day)).first == date(2026, 2, 1)
    with pytest.raises(UnknownMetricError, match="Metrics: conversions, revenue, share, change"):
        parse_metric("profit")


SHOP = {
    "touchpoints.csv": "customer_id,touched_at,channel\na,2026-03-01 09:00:00,Email\n",
    "orders.csv": "order_id,customer_id,ordered_at,revenue\n1,a,2026-03-02 09:00:00,10.00\n",
}
FILES = ("--touchpoints", "touchpoints.csv", "--orders", "orders.csv")


def write(folder: Path, **more: str) -> None:
    for name, text in {**SHOP, **{f"{key}.yaml": text for key, text in more.items()}}.items():
        (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("models", "column"),
    [
        ("[{name: w, weight: 'campaign == \"x\"'}]", "campaign"),
        (
            "[{name: c, custom: {base: linear, rules: [{when: {medium: cpc}, factor: 2}]}}]",
            "medium",
        ),
        ("[{name: v, last: {}, lookback: {default: 30d, view: 1d}}]", "interaction"),
    ],
)
def test_a_model_that_reads_a_missing_column(
    run: Run, tmp_path: Path, models: str, column: str
) -> None:
    write(tmp_path, merito=f"models: {models}\n")
    outcome = run("compare", *FILES)
    assert outcome.status == 2
    assert f"read {column}, which the touchpoints do not have" in outcome.err


def test_a_window_of_interactions_with_none_in_the_file(run: Run, tmp_path: Path) -> None:
    write(tmp_path, merito="journeys: {lookback: {default: 30d, view: 1d}}\n")
    outcome = run("compare", *FILES)
    assert outcome.status == 2
    assert "interaction" in outcome.err


@pytest.mark.parametrize(
    "model",
    [
        "{last_among: {channels: [Email], otherwise: unattributed}}",
        "{last_non_direct: {direct: [Email]}}",
        "{position_based: {preset: j_shaped}}",
    ],
)
def test_models_with_parameters_run(run: Run, tmp_path: Path, model: str) -> None:
    write(tmp_path, merito=f"models: [{model}]\n")
    outcome = run("compare", *FILES, "-q")
    assert outcome.status == 0
    assert outcome.out.splitlines()[1].split(",")[:2] == ["Email", "1.000000"]


def test_money_of_half_a_cent_is_even(run: Run, tmp_path: Path) -> None:
    write(tmp_path)
    rows = "order_id,customer_id,ordered_at,revenue\n1,a,2026-03-02,0.005\n2,a,2026-03-02,0.01\n"
    (tmp_path / "orders.csv").write_text(rows, encoding="utf-8")
    shown = run("check", *FILES, "--show", "files", "-q").out.splitlines()
    assert Decimal(shown[2].split(",")[-1]) == Decimal("0.02")
    assert '"total":0.015' in run("check", *FILES, "--format", "json").out


def test_a_pipe_is_read_once_whatever_it_is_reported_by(run: Run, tmp_path: Path) -> None:
    write(tmp_path)
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=[SHOP["touchpoints.csv"]])
    writer.start()
    orders = "order_id,customer_id,ordered_at,revenue,city\n1,a,2026-03-02 09:00:00,10.00,Roma\n"
    (tmp_path / "orders.csv").write_text(orders, encoding="utf-8")
    files = ("--touchpoints", "pipe.csv", "--orders", "orders.csv")
    outcome = run("compare", *files, "--by", "city", "--model", "last", "-q")
    writer.join()
    assert outcome.status == 0, outcome.err
    assert "Roma,Email,1.000000,1.000000,10.00,1.000000" in outcome.out
