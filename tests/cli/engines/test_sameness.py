"""However a run is cut, its reports are the same byte for byte."""

import json
from functools import partial
from pathlib import Path

import pytest

from attribution.paths.tables import PathTable
from tests.cli.engines.conftest import Cut, Same, Shop
from tests.cli.engines.experiments_shop import write_experiments
from tests.cli.engines.kpis import write_watched_shop
from tests.messy_shop import VARIANTS
from tests.running import SAMPLE, inside
from tests.selection import keep

FEW = "--model last --model markov"
LARGE = ("plain", "touchpoint_ids", "tags", "line_items", "logins", "spreadsheet")


@pytest.mark.parametrize(
    ("buckets", "command"),
    [
        pytest.param(7, "report --format json", marks=pytest.mark.slow),
        (24, "compare --last 90d --format csv"),
        pytest.param(
            7,
            f"compare --time-basis interaction --by month {FEW} --costs costs.csv --format json",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            24,
            "report --format json -c interaction.yaml --from 2026-01 --to 2026-04",
            marks=pytest.mark.slow,
        ),
        pytest.param(16, "rfm --format json", marks=pytest.mark.slow),
        (7, "rfm --customers --format csv"),
        (7, "credits --format csv"),
        pytest.param(
            16,
            "credits --model markov,linear --from 2026-02 --format parquet",
            marks=pytest.mark.slow,
        ),
        pytest.param(7, "customer C-01149 --format json", marks=pytest.mark.slow),
        pytest.param(7, "value --costs costs.csv --format json", marks=pytest.mark.slow),
        pytest.param(16, "value --customers --format json", marks=pytest.mark.slow),
        pytest.param(7, "rfm --since 90d --format json", marks=pytest.mark.slow),
        (16, "cohorts --period week --format json"),
        *(
            pytest.param(7, f"{command} --format json", marks=pytest.mark.slow)
            for command in (
                "rfm --show channels",
                "cohorts --period quarter --intervals",
                "rfm --since 90d --intervals",
                "compare --by campaign --top 3",
                f"sensitivity {FEW} --by campaign --top 3",
                "value --show acquisition --top 3",
                f"sensitivity {FEW} --costs costs.csv --show decisions",
            )
        ),
        pytest.param(16, "check --format json", marks=pytest.mark.slow),
        (7, "explain markov"),
    ],
)
def test_the_sample_shop(same: Same, cut: Cut, tmp_path: Path, command: str, buckets: int) -> None:
    for file in SAMPLE.glob("*.csv"):
        (tmp_path / file.name).symlink_to(file)
    settings = (SAMPLE / "merito.yaml").read_text(encoding="utf-8")
    settings += "sensitivity: {lost: [10%], draws: 2}\n"
    (tmp_path / "merito.yaml").write_text(settings, encoding="utf-8")
    by_touch = f"{settings}returns: {{time_basis: interaction}}\n"
    (tmp_path / "interaction.yaml").write_text(by_touch, encoding="utf-8")
    cut(buckets)
    assert same(tmp_path, f"{command} -v").status == 0


@pytest.mark.slow
@pytest.mark.parametrize("command", ["compare --format json", "compare --show experiments"])
def test_experiments(same: Same, cut: Cut, tmp_path: Path, command: str) -> None:
    write_experiments(tmp_path)
    cut(7)
    assert same(tmp_path, f"{command} --from 2026-02-01 -v").status == 0


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["plain", "emails"])
def test_kpis(same: Same, cut: Cut, shop: Shop, tmp_path: Path, variant: str) -> None:
    write_watched_shop(tmp_path, shop(variant))
    cut(5)
    found = json.loads(same(tmp_path, "watch --format json -v").out)
    assert [row["kpi"] for row in found["rows"] if row["verdict"] == "unknown"] == []


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS)
def test_both_reports_of_each_shop(same: Same, cut: Cut, shop: Shop, variant: str) -> None:
    cut(3, piece=750, held=1_250)
    assert same(shop(variant), "report --format json -v").status == 0


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS)
def test_the_page_to_read_first(same: Same, cut: Cut, shop: Shop, variant: str) -> None:
    cut(4, piece=1_750, held=1)
    found = json.loads(same(shop(variant), "check --format json").out)
    assert found["rows"]["findings"]


@pytest.mark.slow
@pytest.mark.parametrize("variant", keep(["plain", "tags"], ["tags"]))
def test_a_folder_of_reports(cut: Cut, shop: Shop, tmp_path: Path, variant: str) -> None:
    cut(3)
    found = []
    for engine in ("memory", "spill"):
        folder = tmp_path / engine
        command = ("report", "--since", "30d", "-o", folder, "--engine", engine)
        outcome = inside(*command, cwd=shop(variant))
        files = {path.name: path.read_bytes() for path in folder.iterdir()}
        found.append((outcome.status, outcome.err, files))
    assert found[0] == found[1]
    assert set(found[0][2]) == {
        "compare.csv",
        *(f"journeys_{table}.csv" for table in PathTable),
        "rfm.csv",
        "rfm_channels.csv",
        "rfm_customers.csv",
        "migration.csv",
        "cohorts.csv",
        "value.csv",
        "value_acquisition.csv",
        "value_at_risk.csv",
        "value_customers.csv",
        "value_holdout.csv",
        "value_parameters.csv",
        "check.json",
    }


@pytest.mark.slow
@pytest.mark.parametrize("variant", keep(["touchpoint_ids", "logins"], ["logins"]))
def test_lost_touches(same: Same, cut: Cut, shop: Shop, variant: str) -> None:
    cut(7)
    assert same(shop(variant), f"sensitivity {FEW} --format json").status == 0


@pytest.mark.slow
@pytest.mark.parametrize("variant", keep(["emails", "money", "line_items"], ["emails"]))
def test_customers(same: Same, cut: Cut, shop: Shop, variant: str) -> None:
    cut(4, piece=1_750, held=1)
    assert same(shop(variant), "rfm --customers --format csv").status == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "by", ["campaign", "city", f"month {FEW}", "new_vs_returning", "source_medium", "channel"]
)
def test_breakdowns(same: Same, cut: Cut, shop: Shop, by: str) -> None:
    cut(3, piece=750)
    outcome = same(shop("parquet"), f"compare --format json --by {by}")
    assert outcome.status == 0, outcome.err


@pytest.mark.slow
@pytest.mark.parametrize("by", keep(["city", f"month {FEW}", "new_vs_returning"], ["city"]))
def test_breakdowns_by_what_orders_say(same: Same, cut: Cut, shop: Shop, by: str) -> None:
    cut(3, held=1_250)
    assert same(shop("line_items"), f"compare --format json --by {by}").status == 0


@pytest.mark.slow
def test_lost_touches_by_campaign(same: Same, cut: Cut, shop: Shop) -> None:
    cut(3, piece=750)
    command = f"sensitivity {FEW} --by campaign --format json"
    assert same(shop("text_ids"), command).status == 0


@pytest.mark.slow
def test_windows_side_by_side(same: Same, cut: Cut, shop: Shop) -> None:
    cut(3)
    outcome = same(shop("plain"), "compare --lookback 7d --lookback 90d --format json")
    assert outcome.status == 0


@pytest.mark.slow
def test_a_range_of_days(same: Same, cut: Cut, shop: Shop) -> None:
    cut(16)
    days = "--from 2025-02-01 --to 2025-03-15"
    assert same(shop("plain"), f"compare {days} --format json").status == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "variant", keep(["plain", "money", "first_rows", "spreadsheet"], ["spreadsheet"])
)
def test_bad_rows(cut: Cut, shop: Shop, tmp_path: Path, variant: str) -> None:
    cut(3, piece=3_000)
    target, found = tmp_path / "bad.csv", []
    for engine in ("memory", "spill"):
        command = ("compare", "--model", "last", "--engine", engine, "--bad-rows", target)
        inside(*command, cwd=shop(variant, 20_000))
        found.append(target.read_bytes())
        target.unlink()
    assert found[0] == found[1]
    assert found[0].count(b"\n") > 100


@pytest.mark.slow
@pytest.mark.parametrize(
    ("variant", "command"),
    [
        *((variant, "compare") for variant in LARGE),
        *((variant, "rfm") for variant in ("plain", "line_items", "logins", "spreadsheet")),
        *((variant, f"sensitivity {FEW}") for variant in ("plain", "logins")),
    ],
)
def test_large_shops(
    same: Same, elsewhere: Same, cut: Cut, shop: Shop, *, variant: str, command: str
) -> None:
    folder, cut_finely = shop(variant, 200_000), partial(cut, piece=20_000, held=80_000)
    cut_finely(7)
    found = same(folder, f"{command} --format json")
    cut_finely(64)
    assert elsewhere(folder, f"{command} --format json") == found
    assert found.status == 0
