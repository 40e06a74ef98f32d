"""Same files, same bytes: whatever the threads, the parts, the order of the rows, the run."""

import csv
import random
import zlib
from functools import partial
from pathlib import Path

import pytest

from cli.engines.memory_rows import MemoryRows
from tests.conftest import Run
from tests.running import PROGRAM, SAMPLE, process

MODELS = """
  - last
  - last_non_direct
  - first
  - linear
  - time_decay
  - position_based
  - participation
  - name: brand_discounted
    custom:
      base: linear
      rules:
        - {when: {channel: Paid Search, campaign: "*brand*"}, factor: 0.2}
  - name: recent
    weight: 1 / (1 + days_before) ** 2
  - name: half_a_year
    last_non_direct: {}
    lookback: 180d
"""


@pytest.fixture(scope="session")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A configuration with a model of every kind of computation."""
    path = tmp_path_factory.mktemp("configuration") / "merito.yaml"
    files = (
        f"touchpoints: {{files: {SAMPLE}/touchpoints.csv}}\norders: {{files: {SAMPLE}/orders.csv}}"
    )
    path.write_text(f"timezone: Europe/Rome\n{files}\nmodels:{MODELS}", encoding="utf-8")
    return path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "counts"),
    [
        ("compare", ("1", "3")),
        pytest.param("report", ("1", "2", "3"), marks=pytest.mark.slow),
    ],
)
def test_threads_do_not_matter(configuration: Path, command: str, counts: tuple[str, ...]) -> None:
    words = (command, "-c", configuration, "--lookback", "7d", "--lookback", "30d")
    names = ("POLARS_MAX_THREADS", "OPENBLAS_NUM_THREADS")
    runs = [
        process(*words, "--format", "json", env=dict.fromkeys(names, threads), program=PROGRAM)
        for threads in counts
    ]
    assert {run.status for run in runs} == {0}
    assert len({run.stdout for run in runs}) == 1
    assert len({run.stderr for run in runs}) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("by", "counts"),
    [
        ("channel", (1, 7, 64)),
        ("campaign", (1, 64)),
        pytest.param("city", (1, 7), marks=pytest.mark.slow),
        pytest.param("month", (1, 7), marks=pytest.mark.slow),
    ],
)
def test_parts_do_not_matter(
    sample: Run,
    configuration: Path,
    monkeypatch: pytest.MonkeyPatch,
    by: str,
    counts: tuple[int, ...],
) -> None:
    outputs = []
    for parts in counts:
        monkeypatch.setattr("cli.dataset.in_memory.MemoryRows", partial(MemoryRows, parts=parts))
        outputs.append(sample("compare", "-c", configuration, "--by", by, "--format", "json"))
    assert outputs[0].status == 0
    assert outputs[1:] == outputs[:1] * (len(counts) - 1)


def shuffled(source: Path, target: Path, seed: int, *, numbered: bool) -> None:
    """Copy a table with its rows in another order; equal rows get an equal id of their own."""
    with source.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    if numbered:
        header = [*header, "touchpoint_id"]
        rows = [[*row, str(zlib.crc32("|".join(row).encode()))] for row in rows]
    random.Random(seed).shuffle(rows)  # noqa: S311 - an order, no secret
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


@pytest.mark.slow
def test_the_order_of_rows_does_not_matter(run: Run, configuration: Path, tmp_path: Path) -> None:
    outputs = []
    for seed in (1, 2):
        shuffled(SAMPLE / "touchpoints.csv", tmp_path / "t.csv", seed, numbered=True)
        shuffled(SAMPLE / "orders.csv", tmp_path / "o.csv", seed, numbered=False)
        files = ("--touchpoints", "t.csv", "--orders", "o.csv")
        outputs.append(run("report", "-c", configuration, *files, "--format", "json"))
    assert outputs[0].status == 0
    assert outputs[0] == outputs[1]


@pytest.mark.slow
def test_the_order_of_rows_does_not_matter_to_the_check(
    run: Run, configuration: Path, tmp_path: Path
) -> None:
    text = configuration.read_text(encoding="utf-8") + "identities: {files: l.csv}\n"
    (tmp_path / "merito.yaml").write_text(text, encoding="utf-8")
    outputs = []
    for seed in (1, 2):
        shuffled(SAMPLE / "touchpoints.csv", tmp_path / "t.csv", seed, numbered=True)
        shuffled(SAMPLE / "orders.csv", tmp_path / "o.csv", seed, numbered=False)
        shuffled(SAMPLE / "logins.csv", tmp_path / "l.csv", seed, numbered=False)
        files = ("--touchpoints", "t.csv", "--orders", "o.csv")
        outputs.append(run("check", *files, "--format", "json"))
    assert outputs[0].status == 0
    assert outputs[0] == outputs[1]
    assert "188 gained: under an alias of one customer" in outputs[0].err


def test_several_files_are_the_one_cut_up(run: Run, configuration: Path, tmp_path: Path) -> None:
    header, *rows = (SAMPLE / "touchpoints.csv").read_text(encoding="utf-8").splitlines()
    for part, start in enumerate(range(0, len(rows), 5000)):
        lines = [header, *rows[start : start + 5000], ""]
        (tmp_path / f"part-{part}.csv").write_text("\n".join(lines), encoding="utf-8")
    whole = run("compare", "-c", configuration)
    cut = run("compare", "-c", configuration, "--touchpoints", "part-*.csv")
    assert whole.status == 0
    assert whole == cut


def test_nothing_reads_the_clock(sample: Run) -> None:
    assert '"as_of": "2026-09-30"' in sample("compare", "--format", "json").out
