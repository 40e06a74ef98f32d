"""The whole program on a Spark of its own: what it says and what it leaves behind."""

import signal
from pathlib import Path

import pytest

from tests.cli.engines.conftest import Shop
from tests.cli.engines.spill.killing import STATUSES, Left, ended, everything, outliving
from tests.running import SAMPLE, process

pytestmark = pytest.mark.slow
pytest.importorskip("pyspark")

SPARK = ("--engine", "spark")


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """Where a run puts its temporary files."""
    made = tmp_path / "disk"
    made.mkdir()
    return made


def test_it_says_what_memory_says_and_leaves_nothing(disk: Path) -> None:
    config = ("-c", SAMPLE / "merito.yaml")
    env = {"TMPDIR": str(disk)}
    found = process("compare", *config, *SPARK, cwd=disk.parent, env=env, patience=300)
    assert found == process("compare", *config, cwd=disk.parent)
    assert found.status == 0
    assert everything(disk) == []


@pytest.mark.parametrize(
    ("number", "named"),
    [(signal.SIGTERM, "spark.log"), (signal.SIGTERM, "shuffle_"), (signal.SIGINT, "shuffle_")],
)
def test_a_signal_leaves_nothing(
    shop: Shop, disk: Path, number: signal.Signals, named: str
) -> None:
    target = disk.parent / "report.json"
    left = ended(
        *("sensitivity", "--format", "json", "-o", target, *SPARK),
        cwd=shop("touchpoint_ids", 20_000),
        disk=disk,
        signals=[number],
        named=named,
    )
    assert left == Left(STATUSES[number], b"", b"", ())
    assert outliving(disk) == []
    assert not target.exists()
