"""What survives that touches are lost: columns, formats, mistakes, and the same bytes anyhow."""

import csv
import io
import json
import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from cli import progress
from cli.engines.memory_rows import MemoryRows
from cli.reports.sensitivity.report import OrderBreakdownError
from tests.cli.test_determinism import shuffled
from tests.conftest import Run
from tests.running import SAMPLE, Outcome, process

DRAWS = ["model", "channel", "lookback", "lost_share", "draw", "conversions", "revenue", "rank"]
RANGES = [
    "model",
    "channel",
    "lookback",
    "lost_share",
    "draws",
    "conversions_low",
    "conversions_high",
    "revenue_low",
    "revenue_high",
    "rank_best",
    "rank_worst",
    "rank_moved",
    "change_reversed",
    "flips",
]
NET = Decimal("166888.58")
FEW = ("--model", "last", "--model", "linear", "--model", "markov")
SETTINGS = f"""
timezone: Europe/Rome
currency: EUR
touchpoints: {{files: {SAMPLE}/touchpoints.csv}}
orders: {{files: {SAMPLE}/orders.csv}}
models: [last, linear, {{markov: {{allocation: journey}}}}, participation]
sensitivity: {{lost: [10%, 0.05], draws: 3, seed: 7}}
"""


@pytest.fixture
def short(tmp_path: Path, run: Run) -> Callable[..., Outcome]:
    """The report of the sample shop with few draws."""
    (tmp_path / "merito.yaml").write_text(SETTINGS, encoding="utf-8")
    return partial(run, "sensitivity")


def table(outcome: Outcome) -> list[dict[str, str]]:
    assert outcome.status == 0, outcome.err
    return list(csv.DictReader(io.StringIO(outcome.out)))


@pytest.mark.slow
def test_every_draw_of_the_default_is_a_row(sample: Run) -> None:
    rows = table(sample("sensitivity", *FEW))
    assert list(rows[0]) == DRAWS
    assert len(rows) == 3 * 13 * (1 + 3 * 20)
    draws = {(row["lost_share"], row["draw"]) for row in rows}
    assert len(draws) == 61
    assert ("0.000000", "0") in draws
    assert ("0.150000", "20") in draws


def test_columns(short: Run) -> None:
    assert list(table(short("-q"))[0]) == DRAWS
    assert list(table(short("--show", "draws"))[0]) == DRAWS
    assert list(table(short("--show", "ranges"))[0]) == RANGES
    by_campaign = table(short("--by", "campaign", "--show", "ranges"))[0]
    assert list(by_campaign) == ["model", "campaign", *RANGES[2:]]


def test_shares_ascend_and_draws_are_as_set(short: Run) -> None:
    rows = table(short("--model", "last"))
    shares = list(dict.fromkeys((row["lost_share"], row["draw"]) for row in rows))
    assert shares == [
        ("0.000000", "0"),
        *((share, draw) for share in ("0.050000", "0.100000") for draw in "123"),
    ]


def test_each_draw_foots_with_the_order_file(short: Run) -> None:
    sums: dict[tuple[str, ...], Decimal] = {}
    for row in table(short("--lookback", "30d", "--lookback", "7d")):
        key = (row["model"], row["lookback"], row["lost_share"], row["draw"])
        sums[key] = sums.get(key, Decimal()) + Decimal(row["revenue"])
    additive = [total for (model, *_), total in sums.items() if model != "participation"]
    assert len(additive) == 3 * 2 * 7
    assert set(additive) == {NET}


def test_with_nothing_lost_it_is_the_comparison(short: Run, run: Run) -> None:
    compared = table(run("compare", "--tidy", "--no-intervals"))
    whole = [row for row in table(short()) if row["draw"] == "0"]
    assert {
        (row["model"], row["channel"], row["revenue"], row["conversions"]) for row in whole
    } == {(row["model"], row["channel"], row["revenue"], row["conversions"]) for row in compared}
    assert [row["channel"] for row in whole][:13] == [row["channel"] for row in compared][:13]


def test_the_baseline_orders_the_rows_wherever_it_stands(short: Run, run: Run) -> None:
    models = ("--model", "first", "--model", "last")
    compared = table(run("compare", "--tidy", "--no-intervals", *models))
    ranges = table(short("--show", "ranges", *models))
    whole = [row for row in ranges if row["lost_share"] == "0.000000"]
    assert [row["channel"] for row in whole] == [row["channel"] for row in compared]
    compared_with = {row["model"]: row["change_reversed"] == "" for row in ranges}
    assert compared_with == {"first": False, "last": True}


def test_json_has_every_draw_at_full_precision(short: Run) -> None:
    found: dict[str, Any] = json.loads(short("--format", "json", "-q").out)
    assert found["report"] == "sensitivity"
    assert found["configuration"]["sensitivity"] == {"lost": ["10%", 0.05], "draws": 3, "seed": 7}
    assert any("3 draws each, seed 7" in note for note in found["notes"])
    printed = table(short("-q"))
    assert list(found["rows"][0]) == DRAWS
    assert len(found["rows"]) == len(printed)
    for full, row in zip(found["rows"], printed, strict=True):
        assert full["revenue"] == pytest.approx(float(row["revenue"]), abs=0.01)
        assert str(full["rank"] or "") == row["rank"]
    ranges = json.loads(short("--format", "json", "--show", "ranges").out)["rows"]
    assert list(ranges[0]) == RANGES
    assert {row["flips"] for row in ranges} <= {"nothing", "rank", "change", "both"}


@pytest.mark.slow
def test_another_seed_draws_others(short: Run, run: Run, tmp_path: Path) -> None:
    first = table(short())
    (tmp_path / "merito.yaml").write_text(SETTINGS.replace("seed: 7", "seed: 8"), encoding="utf-8")
    second = table(run("sensitivity"))
    same = [one == other for one, other in zip(first, second, strict=True) if one["draw"] != "0"]
    assert sum(same) < len(same) / 4


def test_people_get_models_side_by_side(short: Run) -> None:
    shown = short("--format", "table", env={"COLUMNS": "120"})
    assert shown.status == 0
    lines = shown.out.splitlines()
    assert lines[0] == "Rank by revenue by channel, lookback 30d, up to 10 % of the touches lost"
    assert "Revenue in EUR by channel, lookback 30d, up to 10 % of the touches lost" in lines
    assert lines[2].split() == ["channel", "last", "linear", "markov", "participation"]
    assert [line.split()[0] for line in lines[4:16]][:2] == ["Direct", "Organic"]
    credit = [line.split()[1] for line in lines if line.startswith("Direct ")][1:]
    assert credit == ["as", "lowest", "highest"]
    assert any(line.startswith("10 % lost: ") for line in lines)
    assert any(line.startswith("ranks that hold in every draw: last ") for line in lines)
    assert short("--format", "markdown").out.startswith("### Rank by revenue by channel")


def test_several_windows_have_lines_of_their_own(short: Run) -> None:
    windows = ("--lookback", "30d", "--lookback", "1d")
    shown = short(*windows, "--format", "table", env={"COLUMNS": "120"}).out
    assert "Direct          touches lost" in shown
    assert "Direct          highest of the windows" in shown
    assert "lookback 1d, nothing lost: " in shown


def test_show_names_a_table_in_every_format(short: Run) -> None:
    shown = short("--show", "ranges", "--format", "table", env={"COLUMNS": "200"}).out
    assert shown.startswith("Credit by channel, its range over the draws\n")
    assert "rank moved" in shown
    assert short("--show", "draws", "--format", "markdown").out.startswith("### Credit by channel")


@pytest.mark.parametrize("by", ["month", "new_vs_returning", "city", "sales_channel"])
def test_orders_cannot_be_lost(sample: Run, by: str) -> None:
    outcome = sample("sensitivity", "--by", by)
    assert outcome.status == 2
    assert outcome.out == ""
    assert outcome.err == (
        f"merito: --by {by}: it tells orders apart, and only touches are lost; choose channel,"
        " source_medium or a column of the touchpoints, or part the orders with --from and --to\n"
    )
    assert OrderBreakdownError.exit_status == 2


@pytest.mark.parametrize("by", ["rank", "draw", "lost_share", "model"])
def test_a_column_of_the_report_is_no_breakdown(sample: Run, by: str) -> None:
    outcome = sample("sensitivity", "--by", by)
    assert outcome.status == 2
    assert outcome.err.startswith(f"merito: --by {by}: the report has a column of this name")


def test_a_table_that_is_not_there_is_told_before_anything_is_read(run: Run) -> None:
    outcome = run("sensitivity", "--show", "rangs", "--orders", "absent.csv")
    assert outcome.status == 2
    assert outcome.err == (
        'merito: no table named "rangs" in this report; did you mean ranges? It has: ranges,'
        " draws, decisions\n"
    )


@pytest.mark.slow
def test_data_driven_models_alone_that_say_nothing_are_a_mistake(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("customer_id,touched_at,channel\nz,2026-01-01,x\n")
    (tmp_path / "o.csv").write_text(
        "order_id,customer_id,ordered_at,revenue\n1,a,2026-01-02 10:00:00,5.00\n"
    )
    files = ("--touchpoints", "t.csv", "--orders", "o.csv")
    assert run("sensitivity", *files, "--model", "markov").status == 1
    both = run("sensitivity", *files, "--model", "markov", "--model", "last")
    assert both.status == 0
    assert "markov,x,30d,0.000000,0,,,\n" in both.out
    assert "markov: left out" in run("sensitivity", *files).err


def test_nothing_but_windows_where_no_share_is_set(run: Run, tmp_path: Path) -> None:
    settings = SETTINGS.replace("[10%, 0.05]", "[]")
    (tmp_path / "merito.yaml").write_text(settings, encoding="utf-8")
    assert {row["draw"] for row in table(run("sensitivity"))} == {"0"}
    shown = run("sensitivity", "--format", "table", "--lookback", "30d", "--lookback", "1d").out
    assert shown.startswith("Rank by revenue by channel, lookback 30d | 1d\n")
    assert "at random" not in shown
    assert "Direct          as it is" in shown
    assert "Direct          lowest of the windows" in shown
    assert "of the draws" not in shown
    assert run("sensitivity", "--format", "table").status == 0


@pytest.mark.slow
@pytest.mark.parametrize(("by", "count"), [("channel", 7), ("campaign", 20)])
def test_parts_do_not_matter(
    short: Run, monkeypatch: pytest.MonkeyPatch, by: str, count: int
) -> None:
    outputs = []
    for parts in (1, count):
        monkeypatch.setattr("cli.dataset.in_memory.MemoryRows", partial(MemoryRows, parts=parts))
        outputs.append(short("--by", by, "--lookback", "30d", "--format", "json"))
    assert outputs[0].status == 0
    assert outputs[1] == outputs[0]


@pytest.mark.slow
def test_threads_do_not_matter(short: Run, tmp_path: Path) -> None:
    command = ("sensitivity", "--format", "json")
    runs = [
        process(*command, cwd=tmp_path, env={"POLARS_MAX_THREADS": threads})
        for threads in ("1", "3")
    ]
    assert runs[0].status == 0
    assert runs[0] == runs[1] == short("--format", "json")


@pytest.mark.slow
def test_the_order_of_rows_does_not_matter(short: Run, tmp_path: Path) -> None:
    outputs = []
    for seed in (1, 2):
        shuffled(SAMPLE / "touchpoints.csv", tmp_path / "t.csv", seed, numbered=True)
        shuffled(SAMPLE / "orders.csv", tmp_path / "o.csv", seed, numbered=False)
        outputs.append(short("--touchpoints", "t.csv", "--orders", "o.csv", "--format", "json"))
    assert outputs[0].status == 0
    assert outputs[0] == outputs[1]


@pytest.mark.slow
def test_a_bar_follows_long_work_on_a_terminal_and_goes(
    short: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    env = {"TERM": "xterm", "COLUMNS": "100"}
    silent = short(terminal=True, env=env)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    shown = short(terminal=True, env=env)
    assert "drawing the touches that are lost" in shown.err
    assert "6/6" in shown.err
    assert "\x1b[2K" in shown.err, "wiped away"
    assert shown.stdout == silent.stdout
    for quiet in (short("-q", terminal=True, env=env), short(env=env)):
        assert "drawing" not in quiet.err
        assert "\x1b" not in quiet.err


def test_short_work_has_no_bar(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert list(progress.show_progress(iter("abc"), 3, what="letters")) == ["a", "b", "c"]
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("columns", "said"),
    [(80, "drawing lost touches ━"), (30, "drawing lost touches 100/120"), (12, "\r100/120")],
)
def test_a_bar_never_cuts_its_numbers(
    columns: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", f"{columns}")
    list(progress.show_progress(iter(range(120)), 120, what="drawing lost touches"))
    told = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", capsys.readouterr().err)
    assert said in told
    assert "100/120" in told
    assert "…" not in told


@pytest.mark.slow
@pytest.mark.parametrize("quiet", [(), ("-q",)])
def test_bars_of_a_spilled_run_do_not_meet(
    short: Run, monkeypatch: pytest.MonkeyPatch, quiet: tuple[str, ...]
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr("cli.engines.launch._FEWEST", 3)
    monkeypatch.setattr("cli.engines.launch._MOST", 3)
    env = {"TERM": "xterm", "COLUMNS": "100"}
    memory = short(*quiet, terminal=True, env=env)
    spilled = short("--engine", "spill", *quiet, terminal=True, env=env)
    assert (spilled.status, spilled.stdout) == (0, memory.stdout)
    for bar in ("splitting by customer", "going through the parts", "6/6"):
        assert (bar in spilled.err) is not bool(quiet), bar
