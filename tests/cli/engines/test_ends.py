"""However a spilled run ends, nothing is left of its temporary files, nor half a report."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.cli.engines.conftest import Shop
from tests.cli.engines.spill.killing import STATUSES, Left, ended
from tests.messy_shop import write
from tests.running import PROGRAM, environment
from tests.selection import keep

SPILL = ("--engine", "spill")
FEW = ("--model", "last", "--model", "markov")
LONG = "sensitivity: {lost: [10%, 20%], draws: 500}\n"
"""Settings of a run that no test waits for."""
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
from cli.main import run
run()
"""


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """Where a run puts its temporary files."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a shop in which `merito sensitivity` takes minutes."""
    folder = tmp_path_factory.mktemp("slow")
    write(folder, touches=10_000, seed=3, variant="touchpoint_ids")
    config = folder / "merito.yaml"
    said = config.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = "".join(line for line in said if not line.startswith("sensitivity"))
    config.write_text(kept + LONG, encoding="utf-8")
    return folder


@pytest.fixture
def wide(shop: Shop) -> Path:
    """The folder of a shop that needs a megabyte of disk and prints more than a pipe holds."""
    return shop("touchpoint_ids", 40_000)


def started(arguments: Sequence[str], folder: Path, scratch: Path) -> subprocess.Popen[bytes]:
    """Start the program with its temporary files in a folder."""
    return subprocess.Popen(
        [*PROGRAM, *arguments, *SPILL],
        cwd=folder,
        env=environment({"TMPDIR": str(scratch)}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize(
    ("signals", "table"),
    [
        pytest.param(signals, table, marks=pytest.mark.slow)
        for number, signals in enumerate([*([each] for each in STATUSES), 2 * [signal.SIGINT]])
        for place, table in enumerate(["-orders-", "-touches-", "-parts-"])
    ],
)
def test_a_signal_leaves_nothing(
    slow: Path, scratch: Path, tmp_path: Path, signals: list[signal.Signals], table: str
) -> None:
    target = tmp_path / "out" / "report.csv"
    target.parent.mkdir()
    command = ("sensitivity", *FEW, "-o", target, *SPILL)
    left = ended(*command, cwd=slow, disk=scratch, signals=signals, named=table)
    assert left == Left(STATUSES[signals[0]], b"", b"", ())
    assert list(target.parent.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("command", ["compare", "rfm", "report"])
def test_a_signal_leaves_nothing_of_a_large_shop(
    shop: Shop, scratch: Path, command: str, number: signal.Signals
) -> None:
    folder = shop("logins", 1_000_000)
    left = ended(command, *SPILL, cwd=folder, disk=scratch, signals=[number], named="-orders-")
    assert left == Left(STATUSES[number], b"", b"", ())


@pytest.fixture
def small_disk(request: pytest.FixtureRequest, scratch: Path) -> Iterator[Path]:
    """A disk for few temporary files, where one may be mounted."""
    mounted = subprocess.run(
        ["/bin/mount", "-t", "tmpfs", "-o", f"size={request.param}", "none", str(scratch)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("may not mount a disk")
    yield scratch
    subprocess.run(["/bin/umount", str(scratch)], check=True)


def full(program: Sequence[str], folder: Path, scratch: Path, reason: str, command: str) -> None:
    """Run a command that finds no room, and check what is told and left."""
    done = subprocess.run(
        [*program, command, *SPILL],
        cwd=folder,
        env=environment({"TMPDIR": str(scratch)}),
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stdout) == (2, b""), done.stderr
    said = (
        rf"merito: cannot write to {scratch}/merito-\d+-\w+: {reason}, after [\d.]+ [kKM]?B of"
        r" temporary files; free some space, use another disk \(TMPDIR=/path merito …\), or allow"
        r" more memory \(memory: in merito\.yaml\)\n"
    )
    assert re.fullmatch(said, done.stderr.decode())
    assert list(scratch.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "small_disk"),
    [
        ("compare", "500k"),
        pytest.param("rfm", "100k", marks=pytest.mark.slow),
        pytest.param("sensitivity", "500k", marks=pytest.mark.slow),
    ],
    indirect=["small_disk"],
)
def test_a_full_disk(wide: Path, small_disk: Path, command: str) -> None:
    full(PROGRAM, wide, small_disk, "no space left on the disk", command)


@pytest.mark.slow
def test_a_file_that_may_not_grow(wide: Path, scratch: Path) -> None:
    program = (sys.executable, "-c", LIMITED)
    full(program, wide, scratch, "a file grew larger than files may be here", "compare")


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", keep(["rfm --customers", "compare --format json"], ["rfm --customers"])
)
def test_a_reader_that_goes_away(wide: Path, scratch: Path, command: str) -> None:
    with started(command.split(), wide, scratch) as running:
        assert running.stdout
        assert running.stdout.read(10)
        running.stdout.close()
        running.wait(timeout=120)
    assert running.returncode in {0, -signal.SIGPIPE}
    assert list(scratch.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("stream", keep(["stdout", "stderr"], ["stdout"]))
def test_nobody_reads(wide: Path, scratch: Path, stream: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    running = subprocess.Popen(
        [*PROGRAM, "compare", *SPILL],
        cwd=wide,
        env=environment({"TMPDIR": str(scratch)}),
        stdout=writing if stream == "stdout" else subprocess.DEVNULL,
        stderr=writing if stream == "stderr" else subprocess.DEVNULL,
    )
    os.close(writing)
    assert running.wait(timeout=120) == -signal.SIGPIPE
    assert list(scratch.iterdir()) == []
