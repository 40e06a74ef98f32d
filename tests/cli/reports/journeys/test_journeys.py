"""The tables of journeys have the columns of the contract, and part the orders."""

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from cli.render.text.paths import is_long, shorten_path
from cli.render.text.sections import make_sections
from cli.report import ColumnKind, Table
from tests.cli.printed import NET, ORDERS, document, table
from tests.conftest import Run

JOURNEYS = {
    "roles": [
        *("channel", "journeys", "touches", "first", "assist", "last", "only", "middle"),
        *("journeys_revenue", "first_revenue", "assist_revenue", "last_revenue", "only_revenue"),
        *("middle_revenue", "assist_last_ratio", "first_last_ratio", "role"),
    ],
    "paths": [
        *("path", "touches", "journeys", "journeys_share", "revenue", "revenue_share"),
        *("nonconverting", "conversion_rate", "lag_days_mean"),
    ],
    "length": [
        *("touches", "journeys", "journeys_share", "revenue", "revenue_share", "nonconverting"),
        "conversion_rate",
    ],
    "lag": ["days", "journeys", "journeys_share", "revenue", "revenue_share"],
    "summary": ["quantity", "journeys", "mean", "p10", "p25", "median", "p75", "p90", "max"],
    "sets": [
        *("channels", "size", "journeys", "journeys_share", "revenue", "revenue_share"),
        *("nonconverting", "conversion_rate"),
    ],
    "pairs": [
        *("channel", "other", "journeys", "channel_journeys", "other_journeys", "lift", "revenue"),
        *("nonconverting", "conversion_rate", "channel_only_rate", "other_only_rate"),
    ],
    "next": [
        *("history", "touches", "cases", "order_within_share", "next", "next_cases"),
        "probability",
    ],
}


def test_columns_of_journeys(sample: Run) -> None:
    rows = document(sample, "journeys")["rows"]
    assert {name: list(some[0]) for name, some in rows.items()} == JOURNEYS
    by_month = table(sample, "journeys", "--show", "roles", "--by", "month")
    assert list(by_month[0]) == ["month", *JOURNEYS["roles"]]
    by_campaign = table(sample, "journeys", "--show", "pairs", "--by", "campaign")
    renamed = [name.replace("channel", "campaign") for name in JOURNEYS["pairs"]]
    assert list(by_campaign[0]) == renamed


def test_journeys_part_the_orders(sample: Run) -> None:
    rows = document(sample, "journeys", "--top", "5")["rows"]
    for name in ("paths", "length", "lag", "sets"):
        assert sum(row["journeys"] for row in rows[name]) == ORDERS
        assert sum(row["revenue"] for row in rows[name]) == pytest.approx(float(NET))
        printed = table(sample, "journeys", "--show", name, "--top", "5")
        assert sum(Decimal(row["revenue"]) for row in printed) == NET
        assert sum(row["journeys_share"] for row in rows[name]) == pytest.approx(1)
    for role in ("first", "last"):
        touched = sum(row[role] or 0 for row in rows["roles"])
        assert touched + rows["roles"][-1]["journeys"] == ORDERS


@pytest.mark.slow
def test_first_and_last_have_the_intervals_of_the_models_first_and_last(sample: Run) -> None:
    roles = table(sample, "journeys", "--show", "roles", "--intervals")
    models = table(sample, "compare", "--model", "last,first", "--intervals")
    credit = {row["channel"]: row for row in models}
    ends = [f"{role}_{end}" for role in ("first", "last") for end in ("low", "high")]
    compared = 0
    for row in roles[:-1]:
        own = credit[row["channel"]]
        for role, end in (each.split("_") for each in ends):
            # Those who credit a channel as the first are fewer than those whose journeys hold it.
            if own[f"{role}_conversions_{end}"]:
                assert row[f"{role}_{end}"] == own[f"{role}_conversions_{end}"]
                assert row[f"{role}_revenue_{end}"] == own[f"{role}_revenue_{end}"]
                compared += 1
    assert compared > 40


@pytest.mark.slow
def test_orders_without_a_touch_and_sets_added_up_have_intervals(sample_once: Run) -> None:
    sets = table(sample_once, "journeys", "--show", "sets", "--top", "3", "--intervals")
    roles = table(sample_once, "journeys", "--show", "roles", "--intervals")
    models = table(sample_once, "compare", "--model", "last", "--intervals")
    *named, others, alone = sets
    credit = {row["channel"]: row for row in models}[alone["channels"]]
    for end in ("low", "high"):
        assert alone[f"journeys_{end}"] == credit[f"last_conversions_{end}"]
        assert roles[-1][f"journeys_{end}"] == credit[f"last_conversions_{end}"]
        assert roles[-1][f"journeys_revenue_{end}"] == credit[f"last_revenue_{end}"]
        assert not alone[f"conversion_rate_{end}"]
        assert not roles[-1][f"first_{end}"]
    for name in ("journeys", "conversion_rate"):
        assert float(others[f"{name}_low"]) < float(others[name]) < float(others[f"{name}_high"])
    lows, highs = (sum(float(row[f"journeys_{end}"]) for row in named) for end in ("low", "high"))
    # The same customers stand behind all of them: what one row has the others have not.
    assert float(others["journeys_low"]) < ORDERS - float(alone["journeys"]) - lows
    assert float(others["journeys_high"]) > ORDERS - float(alone["journeys"]) - highs


@pytest.mark.slow
def test_of_very_many_rows_the_first_have_intervals(
    sample: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("attribution.paths.path_intervals", "cli.reports.journeys.tables"):
        monkeypatch.setattr(f"{module}.MOST", 2)
    made = sample("journeys", "-q", "--show", "roles", "--intervals", "--format", "table")
    assert "intervals: of the first 20,000 rows" in " ".join(made.out.split())
    rows = table(sample, "journeys", "--show", "roles", "--intervals")
    assert [bool(row["journeys_low"]) for row in rows[:4]] == [True, True, False, False]


@pytest.mark.slow
def test_engines_and_parts_do_not_matter(sample: Run) -> None:
    asked = ("journeys", "--by", "month", "--history", "3", "--format", "json")
    memory, spilled = (document(sample, *asked, "--engine", each) for each in ("memory", "spill"))
    assert memory["rows"] == spilled["rows"]


@pytest.fixture
def small(run: Run, tmp_path: Path) -> Run:
    """The tool beside a shop of two customers, too small for forecasts."""
    touches = ("c1,2026-01-01 10:00:00,A,x", "c1,2026-01-02 10:00:00,B,y", "c2,2026-01-02,A,y")
    orders = ("1,c1,2026-01-03 10:00:00,5.00", "2,c2,2026-02-03 10:00:00,7.00")
    for name, header, rows in (
        ("touchpoints", "customer_id,touched_at,channel,path", touches),
        ("orders", "order_id,customer_id,ordered_at,revenue", orders),
    ):
        (tmp_path / f"{name}.csv").write_text("\n".join([header, *rows, ""]))
    files = ("--no-config", "--touchpoints", "touchpoints.csv", "--orders", "orders.csv")
    return lambda command, *options: run(command, *files, *options)


@pytest.mark.slow
def test_the_report_counts_the_same_journeys_together_with_its_comparison(small: Run) -> None:
    asked = ("--model", "last,linear", "--by", "month")
    whole = document(small, "report", *asked)["rows"]
    alone = document(small, "journeys", *asked[2:])["rows"]
    assert {name: whole[f"journeys_{name}"] for name in alone} == alone
    assert whole["compare"] == document(small, "compare", *asked)["rows"]


def test_a_report_shows_people_roles_and_the_first_paths(small: Run) -> None:
    asked = ("report", "-q", "--model", "last", "--format", "table")
    shown = small(*asked).out
    assert "\nRoles by channel" in shown
    assert "\nPaths that end in an order" in shown
    assert "Pairs in one journey" not in shown
    assert "Pairs in one journey" in small(*asked, "--show", "journeys_pairs").out


def test_a_report_by_a_column_that_journeys_have_goes_without(small: Run, tmp_path: Path) -> None:
    made = small("report", "--by", "path", "--model", "last", "-o", "reports")
    assert "journeys: left out, their tables have a column path of their own" in made.err
    assert (tmp_path / "reports" / "compare.csv").exists()
    assert not list((tmp_path / "reports").glob("journeys_*"))


def test_a_pipe_gets_every_table_as_text_and_a_chosen_one_as_csv(sample: Run) -> None:
    shown = sample("journeys", "-q").out
    titles = ("Roles", "Paths", "Touches", "Days", "Journeys in short", "Pairs", "What follows")
    assert [title for title in titles if f"\n{title}" in f"\n{shown}"] == list(titles)
    assert "the first 10 of" in shown
    assert "(others)" in shown
    assert sample("journeys", "-q", "--show", "lag").out.startswith("days,journeys,")


@pytest.mark.slow
def test_people_see_long_journeys_in_groups_with_their_rates(sample: Run) -> None:
    asked = ("journeys", "-q", "--show", "length", "--intervals")
    rows = [row for row in table(sample, *asked) if 12 <= int(row["touches"]) <= 30]
    journeys, lost = (sum(int(row[name]) for row in rows) for name in ("journeys", "nonconverting"))
    shown = sample(*asked, "--format", "table").out
    (line,) = (each for each in shown.splitlines() if each.startswith("12 to 30"))
    assert len(rows) > 1
    assert f"  {journeys} " in line
    assert line.endswith(f"{100 * journeys / (journeys + lost):.1f} %")
    assert "no intervals: roles, sets, pairs and next have them" in shown


def test_repeats_of_a_path_are_said_once() -> None:
    assert shorten_path("A > A > B > A") == "A ×2 > B > A"  # noqa: RUF001 - the sign is printed
    assert shorten_path(r"A \> B > A \> B") == r"A \> B ×2"  # noqa: RUF001 - as above


def test_of_a_path_of_very_many_steps_the_ends_are_shown() -> None:
    just = " > ".join(["A", "B"] * 12 + ["C"])
    assert shorten_path(just) == just
    assert not is_long(just)
    long = " > ".join(["A", "B"] * 6 + ["C", "C", "D"] + ["E", "F"] * 6)
    ends = ["A", "B"] * 6, ["E", "F"] * 6
    assert shorten_path(long) == " > ".join([*ends[0], "… 3 …", *ends[1]])
    assert is_long(long)


def test_an_id_of_many_people_does_not_flood_the_screen_or_the_page(
    run: Run, tmp_path: Path
) -> None:
    days = [f"2026-01-{day:02}" for day in range(1, 29)]
    touches = [f"kiosk,{day} {hour:02}:00:00,{hour}{day[-1]}" for day in days for hour in (8, 9)]
    (tmp_path / "t.csv").write_text("\n".join(["customer_id,touched_at,channel", *touches]))
    (tmp_path / "o.csv").write_text(
        "order_id,customer_id,ordered_at,revenue\n1,kiosk,2026-01-29 10:00:00,5.00\n"
    )
    asked = ("journeys", "-q", "--touchpoints", "t.csv", "--orders", "o.csv")
    shown = run(*asked, "--show", "paths", "--format", "table").out
    assert " … 32 … " in " ".join(shown.split())
    assert "… # …: so many touches in between, not shown; --format csv has all" in shown
    page = run(*asked, "--format", "html").out
    assert "… 32 …" in page
    assert "… # …: so many touches in between, not shown" in page
    assert run(*asked, "--show", "paths", "--format", "csv").out.count(" > ") == len(touches) - 1


@pytest.mark.parametrize(("encoding", "sign"), [("utf-8", "█"), ("ascii", "#")])
def test_bars_are_drawn_with_what_the_stream_can_show(encoding: str, sign: str) -> None:
    frame = pl.DataFrame({"path": ["A", "B", "C"], "share": [0.5, 0.25, None]})
    kinds = {"path": ColumnKind.TEXT, "share": ColumnKind.BAR}
    section = make_sections(Table("paths", "Paths", frame, kinds, frame), encoding)[0]
    bars = section.sheet.arrangements[0].columns[0].cells
    assert bars == [sign * 10, sign * 5, ""]


def test_the_files_of_a_report_have_the_rows_asked_for(sample: Run, tmp_path: Path) -> None:
    sample("report", "-q", "-o", f"{tmp_path}/", "--top", "2")
    for name in ("paths", "sets", "pairs", "next"):
        alone = sample("journeys", "-q", "--show", name, "--top", "2", "--format", "csv").out
        assert (tmp_path / f"journeys_{name}.csv").read_text() == alone
