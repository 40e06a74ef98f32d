"""A report as one page: whole by itself, escaped, and with the numbers of its CSV."""

import csv
import io
import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from cli.render.page.html import Markup, join, tag
from cli.render.page.scale import Scale
from tests.cli.render.page.parsed import PageReader
from tests.cli.render.page.shop import BOLD, FORMULA, SETTINGS, Shop, select
from tests.conftest import Run


def test_hidden_characters_of_names_are_shown() -> None:
    assert tag("p", "\x1b[31m\u202egnp.exe\x07\r\n👨\u200d👩", title="\x00") == (
        '<p title="\\x00">\\x1b[31m\\u202egnp.exe\\x07\\r\n👨\u200d👩</p>'
    )


def test_a_helper_escapes_what_is_not_markup() -> None:
    assert (
        tag("p", "<b>", Markup("<i/>"), None, title='"&')
        == '<p title="&quot;&amp;">&lt;b&gt;<i/></p>'
    )
    assert tag("input", checked=True, disabled=False, data_v=None, class_="x") == (
        '<input checked class="x"/>'
    )
    assert join("a", "<") == "a&lt;"


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        ([], [0, 0.25, 0.5, 0.75, 1]),
        ([3, None, 9.5], [0, 2.5, 5, 7.5, 10]),
        ([-4, 10], [-5, 0, 5, 10]),
    ],
)
def test_a_scale_ends_at_round_marks(values: list[float | None], marks: list[float]) -> None:
    scale = Scale.of(values)
    assert scale.marks() == pytest.approx(marks)
    assert scale.place(scale.low) == "0%"
    assert scale.place(scale.high + 1) == "100%"


def test_a_page_is_whole_by_itself(shop: Shop) -> None:
    text, page = shop.text, shop.page
    assert text.startswith('<!doctype html><meta charset="utf-8"><meta name="generator"')
    assert not re.search(r"(?:src|href)=\"(?!#)", text)
    assert "://" not in text
    assert not [known for _, known in page.elements if any(name.startswith("on") for name in known)]
    assert not [known for _, known in page.elements if "style" in known]
    (policy,) = [known["content"] for _, known in page.elements if "http-equiv" in known]
    assert policy.startswith("default-src 'none';")
    for name in ("style", "script"):
        (content,) = re.findall(rf"<{name}[^>]*>(.*?)</{name}>", text, re.DOTALL)
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


def test_names_are_text_and_nothing_else(shop: Shop) -> None:
    page = shop.page
    assert "b" not in {name for name, _ in page.elements}
    names = [row[0] for row in page.list_rows("compare-revenue")[1:4]]
    assert set(names) == {BOLD, FORMULA, "A & B"}


def test_the_sections_are_those_that_there_are_tables_for(shop: Shop) -> None:
    page = shop.page
    sections = [known["id"] for name, known in page.elements if name == "section"]
    assert sections == [
        *("highlights", "kpis", "disagreement", "returns", "experiments", "journeys"),
        *("customers", "time", "cohorts", "read", "method"),
    ]
    plain = shop.run("rfm", "-q", "--format", "html").out
    found = [known["id"] for name, known in PageReader(plain).elements if name == "section"]
    assert found == ["customers", "read", "method"]


def test_what_is_skipped_to_is_there(shop: Shop) -> None:
    assert "Skip to the highlights" in shop.text
    alone = shop.run("rfm", "-q", "--format", "html").out
    assert "Skip to the tables" in alone
    assert "highlights" not in alone.split("<main", 1)[0].rsplit("</style>", 1)[-1]


def test_the_numbers_of_a_page_are_those_of_the_csv(shop: Shop) -> None:
    page = shop.page
    wide = shop.read_csv("compare", "--intervals")
    for measure in ("revenue", "roas"):
        header, *rows = page.tables[f"compare-{measure}"]
        models = [cell.values["data-column"] for cell in header[2:]]
        columns = [f"{name}{end}" for name in models for end in ("", "_low", "_high")]
        theirs = {row[0]: row[1:] for row in select(wide, ["channel", *columns])}
        for name, _, *cells in rows:
            if name.shown == "Total":
                continue
            ours = [
                cell.values.get(key, "")
                for cell in cells
                for key in ("data-v", "data-low", "data-high")
            ]
            assert ours == theirs[name.shown]


@pytest.mark.parametrize(
    ("table", "command"),
    [
        ("rfm", ("rfm",)),
        ("journeys_roles", ("journeys", "--show", "roles")),
        ("journeys_paths", ("journeys", "--show", "paths", "--top", "12")),
        ("coverage", ("check", "--show", "coverage")),
        ("ledger", ("check", "--show", "ledger")),
        ("files", ("check", "--show", "files")),
        ("findings", ("check", "--show", "findings")),
        ("experiments", ("compare", "--show", "experiments")),
        ("own", ("rfm", "--show", "own")),
        ("watch", ("report", "--show", "watch")),
    ],
)
def test_a_table_of_a_page_is_that_of_its_report(
    shop: Shop, table: str, command: tuple[str, ...]
) -> None:
    page = shop.page
    header, *rows = page.list_rows(table)
    theirs = select(shop.read_csv(*command), header)
    ours = [row for row in rows if row[0] != "Total"]
    assert ours[:12] == theirs[: len(ours)][:12]
    assert ours


def read_matrix(page: PageReader, name: str) -> dict[tuple[str, str], str]:
    across, *rows = page.list_rows(name)
    return {
        (row[0], other): value
        for row in rows
        for other, value in zip(across[1:], row[1:], strict=True)
    }


def test_matrices_hold_the_cells_of_their_reports(shop: Shop) -> None:
    page = shop.page
    found = read_matrix(page, "cohorts")
    columns = ["cohort", "k", "retention", "customers"]
    for cohort, k, retention, customers in select(shop.read_csv("cohorts"), columns):
        assert found[cohort, "customers"] == customers
        if k != "0":
            assert found[cohort, k] == retention
    found = read_matrix(page, "migration")
    moves = shop.read_csv("rfm", "--since", "20d")
    columns = ["from_segment", "to_segment", "customers"]
    assert {key: value for key, value in found.items() if value} == {
        (a, b): count for a, b, count in select(moves, columns)
    }
    found = read_matrix(page, "months")
    months = shop.read_csv("compare", "--by", "month")
    for month, channel, revenue in select(months, ["month", "channel", "last_revenue"]):
        if month != "(all)":
            assert found[channel, month] == revenue
    whole = [row[0] for row in shop.read_csv("compare", "--model", "last")[1:]]
    assert [row[0].shown for row in page.tables["months"][1:]] == whole
    found = read_matrix(page, "pairs")
    pairs = select(shop.read_csv("journeys", "--show", "pairs"), ["channel", "other", "lift"])
    assert {key: value for key, value in found.items() if value} == {
        key: lift for one, other, lift in pairs for key in ((one, other), (other, one))
    }
    scored = shop.read_csv("rfm", "--customers")
    ours = [cell.value for row in page.tables["rfm_grid"][1:] for cell in row[1:] if cell.value]
    assert sum(map(int, ours)) == len(scored) - 1


def test_one_model_by_month_has_its_months_on_the_page(shop: Shop) -> None:
    told = shop.run("compare", "-q", "--model", "first", "--by", "month", "--format", "html").out
    head, *rows = PageReader(told).tables["months"]
    assert [cell.shown for cell in head[1:]] == ["2026-01", "2026-02", "2026-03"]
    found = {
        (row[0].shown, month.shown): cell.value
        for row in rows
        for month, cell in zip(head[1:], row[1:], strict=True)
    }
    raw = shop.read_csv("compare", "--model", "first", "--by", "month")
    told_in_csv = {(row[1], row[0]): row[4] for row in raw[1:] if row[0] != "(all)"}
    assert {key: value for key, value in found.items() if value} == told_in_csv


def test_months_are_of_the_baseline_wherever_it_is_listed(shop: Shop) -> None:
    (shop.folder / "linear.yaml").write_text(SETTINGS + "baseline: linear\n")
    assert shop.run("report", "-q", "-c", "linear.yaml", "-o", "linear.html").status == 0
    page = PageReader((shop.folder / "linear.html").read_text(encoding="utf-8"))
    found = read_matrix(page, "months")
    months = shop.read_csv("compare", "--by", "month")
    columns = ["month", "channel", "linear_revenue", "last_revenue"]
    own = [row for row in select(months, columns) if row[0] != "(all)"]
    assert {(channel, month): linear for month, channel, linear, _ in own}.items() <= found.items()
    assert any(linear != last for *_, linear, last in own)


def test_kpis_are_read_as_what_they_measure(shop: Shop) -> None:
    kpis = """
kpis:
  - {name: Covered, metric: coverage, target: ">= 50%"}
  - {name: Sold, metric: revenue, period: week}
  - {name: People, metric: customers}
  - {name: Return, metric: roas}
"""
    (shop.folder / "kpis.yaml").write_text(SETTINGS.split("kpis:", maxsplit=1)[0] + kpis)
    told = shop.run("watch", "-c", "kpis.yaml", "--format", "html").out
    head, *rows = PageReader(told).tables["watch"]
    value, change = ([cell.shown for cell in head].index(name) for name in ("value", "change"))
    shown = {row[0].shown: (row[value].shown, row[change].shown) for row in rows}
    raw = shop.run("watch", "-c", "kpis.yaml", "--format", "csv").out
    sold, growth = select(list(csv.reader(io.StringIO(raw))), ["value", "change"])[1]
    assert shown == {
        "Covered": ("100.0 %", ""),
        "Sold": (f"{float(sold):.2f}", f"{100 * float(growth):+.1f} %"),
        "People": ("7", ""),
        "Return": ("", ""),
    }


def test_only_a_page_of_ours_is_replaced_unasked(shop: Shop) -> None:
    path = shop.folder / "again.html"
    for _ in range(2):
        assert shop.run("rfm", "-q", "-o", "again.html").status == 0
    path.write_text("<!doctype html><p>mine")
    assert shop.run("rfm", "-q", "-o", "again.html").status == 2
    assert path.read_text() == "<!doctype html><p>mine"


@pytest.mark.slow
def test_the_page_of_the_sample_shop_is_light_and_its_values_are_those_of_the_csv(
    sample: Run, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    assert sample("report", "-q", "--costs", "costs.csv", "--since", "30d", "-o", path).status == 0
    assert path.stat().st_size <= 300_000
    page = PageReader(path.read_text(encoding="utf-8"))
    shown = {
        name: list(csv.reader(io.StringIO(sample(*command, "-q", "--format", "csv").out)))
        for name, command in {
            "value": ("value", "--show", "value"),
            "holdout": ("value", "--show", "holdout"),
            "acquisition": ("value", "--show", "acquisition", "--costs", "costs.csv"),
        }.items()
    }
    for name, theirs in shown.items():
        header, *rows = page.list_rows(name)
        assert [row for row in rows if row[0] != "Total"] == select(theirs, header)
    lost: dict[str, Counter[str]] = {"customers": Counter(), "cents": Counter()}
    risky = sample("value", "-q", "--show", "at_risk", "--format", "csv").out
    for row in csv.DictReader(io.StringIO(risky)):
        lost["customers"][row["segment"]] += 1
        lost["cents"][row["segment"]] += round(float(row["value_lost"]) * 100)
    found = page.list_rows("at_risk_segments")[1:-1]
    assert {row[0]: int(row[1]) for row in found} == lost["customers"]
    assert {row[0]: round(float(row[2]) * 100) for row in found} == lost["cents"]
