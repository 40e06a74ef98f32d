"""The rows of credit have the columns of the contract, and add up to the comparison."""

import io
from pathlib import Path

import polars as pl
import pytest

from tests.cli.printed import MODELS, NET, ORDERS, document
from tests.conftest import Run
from tests.running import SAMPLE

LEADING = ["order_id", "customer_id", "ordered_at", "revenue", "position", "length", "touched_at"]
ATTRIBUTES = ["channel", "campaign", "interaction"]
BY_JOURNEY = tuple(name for name in MODELS if name != "markov")


def read_rows(run: Run, *asked: str) -> pl.DataFrame:
    """Return rows as a warehouse reads them."""
    return pl.read_csv(io.BytesIO(run("credits", "-q", *asked, "--format", "csv").stdout))


def test_columns(sample: Run) -> None:
    rows = read_rows(sample)
    assert rows.columns == [*LEADING, *ATTRIBUTES, *MODELS, "markov_revenue_weight"]
    whole = pl.read_parquet(sample("credits", "-q", "--format", "parquet").stdout)
    assert whole.columns == rows.columns
    assert whole.schema["ordered_at"] == pl.Datetime("us", "Europe/Rome")
    assert whole["revenue"].to_list() == rows["revenue"].to_list()
    for name in (*MODELS, "markov_revenue_weight"):
        assert whole[name].to_list() == rows[name].to_list()


def test_orders_are_whole(sample: Run) -> None:
    rows = read_rows(sample)
    orders = rows.group_by("order_id").agg(pl.col("revenue").first(), pl.col(MODELS).sum())
    assert orders.height == ORDERS
    assert orders["revenue"].sum() == pytest.approx(float(NET))
    for name in MODELS:
        assert orders[name].to_list() == pytest.approx([1.0] * ORDERS, abs=1e-9)


@pytest.mark.parametrize("more", [(), ("--from", "2026-02", "--to", "2026-04")])
def test_sums_are_the_comparison(sample: Run, more: tuple[str, ...]) -> None:
    rows = read_rows(sample, *more)
    compared = document(sample, "compare", "--no-intervals", *more)["rows"]
    for name in BY_JOURNEY:
        money = pl.col(name) * pl.col("revenue")
        sums = rows.group_by("channel").agg(pl.col(name).sum(), money.sum().alias("money"))
        found = {channel: own for channel, *own in sums.rows()}
        for row in compared:
            if row["model"] == name:
                mine = found.get(row["channel"], [0, 0])
                assert mine[0] == pytest.approx(row["conversions"], abs=1e-9)
                assert mine[1] == pytest.approx(row["revenue"], abs=0.005)


def test_sums_of_a_chain_that_shares_by_journey_are_the_comparison(
    sample: Run, tmp_path: Path
) -> None:
    settings = (SAMPLE / "merito.yaml").read_text(encoding="utf-8")
    own = "models: [{name: chain, markov: {allocation: journey}}]\n"
    settings = settings.replace("files: ", f"files: {SAMPLE}/")
    (tmp_path / "merito.yaml").write_text(settings + own, encoding="utf-8")
    config = ("-c", str(tmp_path / "merito.yaml"))
    rows = read_rows(sample, *config)
    money = pl.col("chain_revenue_weight") * pl.col("revenue")
    sums = rows.group_by("channel").agg(pl.col("chain").sum(), money.sum().alias("money"))
    compared = document(sample, "compare", "--no-intervals", *config)["rows"]
    assert {channel: pytest.approx(own, abs=1e-6) for channel, *own in sums.rows()} == {
        row["channel"]: [row["conversions"], row["revenue"]] for row in compared
    }


def test_some_rows_are_those_of_all(sample: Run) -> None:
    rows = read_rows(sample)
    one = rows.filter(pl.col("order_id") == "SH-21148")
    assert one.height > 1
    assert read_rows(sample, "--order", "SH-21148").equals(one)
    email = read_rows(sample, "--channel", "Email", "--channel", "Referral")
    assert email.equals(rows.filter(pl.col("channel").is_in(["Email", "Referral"])))


def test_a_terminal_shows_the_first_rows_and_says_how_many_there_are(sample: Run) -> None:
    shown = sample("credits", "--model", "last", terminal=True)
    assert f"the first 20 of {read_rows(sample, '--model', 'last').height:,} rows" in shown.out
    assert shown.out.count("100.0 %") + shown.out.count(" 0.0 %") == 20


def test_spreadsheets_get_commas(sample: Run) -> None:
    asked = ("--order", "SH-21148", "--model", "linear", "--dialect", "excel-eu")
    lines = sample("credits", "-q", *asked, "--format", "csv").out.splitlines()
    assert lines[0].startswith("\ufefforder_id;")
    assert lines[1].endswith(";0,25")
    assert ";119,00;" in lines[1]
