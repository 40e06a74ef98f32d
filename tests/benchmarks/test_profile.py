import sys
from importlib import import_module
from pathlib import Path

import pytest

from benchmarks.measuring.process import ROOT, run
from benchmarks.measuring.stages import IMPORTS, REST, STAGES
from benchmarks.measuring.stopwatch import Stopwatch
from benchmarks.pages.profiles import BUSY, WALL, render_profiles

SAMPLE = ROOT / "sample_data"
FILES = (
    *("--no-config", "--touchpoints", str(SAMPLE / "touchpoints.csv")),
    *("--orders", str(SAMPLE / "orders.csv"), "--format", "csv", "--quiet"),
)


@pytest.mark.slow
def test_every_stage_of_a_comparison_is_told_and_the_report_is_the_same(tmp_path: Path) -> None:
    both = "import sys; sys.stderr = sys.stdout; from benchmarks.profile import main; "
    program = f"{both}main(sys.argv[1:])"
    _, told = run([sys.executable, "-c", program, *FILES, "--intervals"], tmp_path)
    _, report = run([sys.executable, "-m", "cli", "compare", *FILES, "--intervals"], tmp_path)
    assert told.startswith(report)
    rows = [line.split(" | ") for line in told.removeprefix(report).splitlines()]
    assert [row[0].strip("| *") for row in rows] == [
        "stage",
        "---",
        IMPORTS,
        *STAGES,
        REST,
        "all",
    ]
    seconds = [float(row[1]) for row in rows[2:]]
    assert abs(sum(seconds[:-1]) - seconds[-1]) < 0.005 * len(seconds)


@pytest.mark.slow
def test_the_table_of_the_page_has_every_stage(tmp_path: Path) -> None:
    for file in FILES:
        if file.endswith(".csv"):
            (tmp_path / Path(file).name).symlink_to(file)
    header, _, *rows = render_profiles(tmp_path).splitlines()
    assert header == "| stage | six models, CPU s | eight models, 1,000 replicates, CPU s |"
    found = {row[0]: row[1:] for row in (line.strip("| ").split(" | ") for line in rows)}
    assert list(found) == [IMPORTS, *STAGES, REST, "**all**", WALL, BUSY]
    assert len(found["bootstrap"]) == len(found["sorting"]) == 2
    assert found["bootstrap"][0].strip() == ""
    assert float(found["sorting"][0]) >= 0
    assert all(float(each) > 0 for each in found[WALL])
    assert all(0 < float(each.strip("% ")) <= 100 for each in found[BUSY])


def test_time_within_a_stage_is_not_charged_to_the_one_around_it() -> None:
    watch = Stopwatch("first")
    with watch.stage("outer"), watch.stage("inner"):
        pass
    watch.charge()
    assert list(watch.cpu) == ["first", "outer", "inner"]
    assert set(watch.wall) == set(watch.cpu)


def test_functions_of_the_stages_exist() -> None:
    for places in STAGES.values():
        for place in places:
            module, _, path = place.partition(":")
            owner = import_module(module)
            for name in path.split("."):
                owner = getattr(owner, name)
            assert callable(owner)
