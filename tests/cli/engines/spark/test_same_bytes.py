"""Reports on Spark are those made in memory, byte for byte, with their notes and mistakes."""

from pathlib import Path

import pytest

from tests.cli.engines.conftest import Same, Shop
from tests.cli.engines.experiments_shop import write_experiments
from tests.cli.engines.kpis import write_watched_shop
from tests.cli.engines.mapped_shop import write_mapped_shop
from tests.cli.engines.wide_shop import write_wide_shop
from tests.messy_shop import VARIANTS
from tests.running import SAMPLE

pytestmark = pytest.mark.slow
pytest.importorskip("pyspark")

FEW = "--model last --model markov"


@pytest.fixture
def sample_shop(tmp_path: Path) -> Path:
    """The folder of the sample shop, which loses touches twice only."""
    folder = tmp_path / "shop"
    folder.mkdir()
    for file in SAMPLE.glob("*.csv"):
        (folder / file.name).symlink_to(file)
    settings = (SAMPLE / "merito.yaml").read_text(encoding="utf-8")
    settings += "sensitivity: {lost: [10%], draws: 2}\n"
    (folder / "merito.yaml").write_text(settings, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "command",
    [
        "compare",
        "compare --time-basis interaction --by month --from 2026-01",
        "journeys --history 3",
        "rfm",
        "rfm --since 90d",
        "rfm --show channels",
        "rfm --since 90d --intervals",
        "cohorts --intervals",
        "cohorts",
        "value",
        f"sensitivity {FEW} --costs costs.csv --show decisions",
        "compare --by campaign --top 3",
        f"sensitivity {FEW} --by campaign --top 3",
        "value --show acquisition --top 3",
        "check",
        "report",
    ],
)
def test_the_sample_shop(same: Same, sample_shop: Path, command: str) -> None:
    assert same(sample_shop, f"{command} --format json -v").status == 0


@pytest.mark.parametrize("command", ["compare --format json", "compare --show experiments"])
def test_experiments(same: Same, tmp_path: Path, command: str) -> None:
    write_experiments(tmp_path)
    assert same(tmp_path, f"{command} --from 2026-02-01 -v").status == 0


@pytest.mark.parametrize("basis", ["conversion", "interaction"])
def test_kpis(same: Same, tmp_path: Path, basis: str) -> None:
    write_watched_shop(tmp_path)
    with (tmp_path / "merito.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"returns: {{time_basis: {basis}}}\n")
    assert same(tmp_path, "watch --format json -v").out


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_rows_of_credit(same: Same, sample_shop: Path, form: str) -> None:
    assert same(sample_shop, f"credits --format {form} -v").status == 0


@pytest.mark.parametrize("variant", VARIANTS)
def test_compare_each_shop(same: Same, shop: Shop, variant: str) -> None:
    assert same(shop(variant), "compare --format json -v").status == 0


@pytest.mark.parametrize("variant", ["emails", "line_items"])
def test_customers(same: Same, shop: Shop, variant: str) -> None:
    assert same(shop(variant), "rfm --customers --format csv").status == 0


@pytest.mark.parametrize("variant", ["touchpoint_ids", "logins"])
def test_lost_touches(same: Same, shop: Shop, variant: str) -> None:
    assert same(shop(variant), f"sensitivity {FEW} --format json").status == 0


@pytest.mark.parametrize("variant", ["plain", "own_formats", "touchpoint_ids"])
def test_the_page_to_read_first(same: Same, shop: Shop, variant: str) -> None:
    assert same(shop(variant), "check --format json -v").out


def test_columns_that_settings_make(same: Same, tmp_path: Path) -> None:
    write_mapped_shop(tmp_path)
    assert same(tmp_path, "compare --format json -v").status == 0


def test_thousands_of_channels_and_a_robot(same: Same, tmp_path: Path) -> None:
    folder = tmp_path / "wide"
    folder.mkdir()
    write_wide_shop(folder, 2_003)
    files = "--no-config --touchpoints touchpoints.csv --orders orders.csv"
    found = same(folder, f"compare {files} --format json")
    assert found.status == 0
    assert "markov: left out: it removes each of the 2,004 values of channel" in found.err


def test_what_a_model_has_learned(same: Same, sample_shop: Path) -> None:
    assert same(sample_shop, "explain markov").status == 0


def test_all_of_a_report(same: Same, shop: Shop) -> None:
    assert same(shop("own_formats"), "report --format json -v").status == 0


def test_a_breakdown(same: Same, shop: Shop) -> None:
    assert same(shop("parquet"), "compare --by city --format json").status == 0


@pytest.mark.parametrize(
    ("variant", "command"),
    [
        ("plain", "compare"),
        ("plain", "rfm"),
        ("touchpoint_ids", "compare"),
        ("touchpoint_ids", f"sensitivity {FEW}"),
    ],
)
def test_large_shops(same: Same, shop: Shop, tmp_path: Path, variant: str, command: str) -> None:
    large = shop(variant, 300_000)
    for file in large.glob("*.csv*"):
        (tmp_path / file.name).symlink_to(file)
    settings = (large / "merito.yaml").read_text(encoding="utf-8")
    (tmp_path / "merito.yaml").write_text(settings.replace("draws: 2", "draws: 1"), "utf-8")
    assert same(tmp_path, f"{command} --format json -v").status == 0
