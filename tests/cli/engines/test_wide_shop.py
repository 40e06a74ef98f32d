"""Thousands of channels: what takes long is left out with a note, or refused with the way out.

The limits are lowered, so that a shop of 63 channels is one of thousands.
"""

import json
from pathlib import Path

import pytest

from tests.cli.engines.conftest import Cut, Same
from tests.cli.engines.wide_shop import write_wide_shop
from tests.conftest import Run
from tests.running import SAMPLE, inside

FILES = "--no-config --touchpoints touchpoints.csv --orders orders.csv"
CHANNELS = 63
LIMITS = {
    "attribution.plan.USUAL_STATES": 20,
    "attribution.plan.MOST_STATES": 60,
    "cli.reports.comparison.limits.USUAL_STATES": 20,
    "cli.reports.comparison.limits.MOST_STATES": 60,
    "cli.reports.comparison.limits.USUAL_DRAWS": 20_000,
    "cli.reports.comparison.limits.MOST_DRAWS": 60_000,
    "attribution.parts.parts.CELLS_A_PART": 2_000,
}
FEWER = "group the channels (channels.rules, channels.rename)"


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a shop whose one large customer is counted by value."""
    folder = tmp_path_factory.mktemp("wide")
    write_wide_shop(folder, CHANNELS - 1)
    return folder


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> None:
    for place, limit in LIMITS.items():
        monkeypatch.setattr(place, limit)


@pytest.mark.usefixtures("limits")
def test_default_models_and_intervals_that_take_long_are_left_out(
    same: Same, cut: Cut, wide: Path
) -> None:
    cut(3)
    found = same(wide, f"compare {FILES} --format json")
    assert found.status == 0
    report = json.loads(found.out)
    chain = "it removes each of the 63 values of channel in turn, which takes long from 20 on"
    draws = "63 values of channel in each of 1,000 replicates take long"
    assert [note for note in report["notes"] if "left out" in note] == [
        f"markov: left out: {chain}; {FEWER}",
        f"intervals: left out: {draws}; {FEWER}",
    ]
    assert len(report["rows"]) == 7 * (CHANNELS + 1)
    assert not any(name.endswith("_low") for name in report["rows"][0])


@pytest.mark.usefixtures("limits")
def test_what_takes_too_long_is_refused_when_asked_for(wide: Path) -> None:
    chain = inside("compare", *FILES.split(), "--model", "markov", cwd=wide)
    assert chain.status == 2
    assert chain.err == (
        "merito: markov: each value of channel is removed in turn, which is possible for up to 60,"
        f" and the touchpoints have 63; {FEWER}, or leave markov out\n"
    )
    asked = ("--model", "last", "--intervals")
    intervals = inside("compare", *FILES.split(), *asked, cwd=wide)
    assert intervals.status == 2
    assert intervals.err == (
        "merito: --intervals: 63 values of channel in each of 1,000 replicates are 63,000 amounts,"
        f" and 60,000 are possible; set uncertainty.replicates to 952, {FEWER}, or take"
        " --no-intervals\n"
    )


@pytest.mark.usefixtures("limits")
def test_fewer_replicates_have_intervals(same: Same, cut: Cut, wide: Path, tmp_path: Path) -> None:
    cut(3)
    settings = tmp_path / "few.yaml"
    settings.write_text("uncertainty: {replicates: 200}\n", encoding="utf-8")
    files = ("--touchpoints", wide / "touchpoints.csv", "--orders", wide / "orders.csv")
    found = same(tmp_path, "compare --model last --format json", "-c", settings, *files)
    assert found.status == 0, found.err
    assert "left out" not in found.err
    assert any(name.endswith("_low") for name in json.loads(found.out)["rows"][0])


def test_a_chain_that_takes_long_says_so_before_it_begins(
    sample: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("attribution.plan.USUAL_STATES", 3)
    found = sample("compare", "--model", "last", "--model", "markov", "--format", "csv")
    assert found.status == 0
    first, _, _ = found.err.partition("\n")
    assert first == (
        "merito: markov: removes each of the 12 values of channel in turn, which takes minutes;"
        f" {FEWER} to have it sooner"
    )
    assert "markov_revenue" in found.out


def test_a_baseline_is_asked_for(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attribution.plan.USUAL_STATES", 3)
    (tmp_path / "merito.yaml").write_text("baseline: markov\n", encoding="utf-8")
    files = ("--touchpoints", SAMPLE / "touchpoints.csv", "--orders", SAMPLE / "orders.csv")
    found = run("compare", *files, "--format", "csv")
    assert found.status == 0, found.err
    assert "markov_revenue" in found.out
    assert "left out" not in found.err
