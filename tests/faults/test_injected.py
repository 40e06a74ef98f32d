"""Calls that write, failing or ended at, in turn: nothing partial, nothing left, a sentence.

The calls are made to fail by a small library that is loaded before the C library; without Linux and
a C compiler the tests are skipped and say so.
"""

import errno
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from tests.running import PROGRAM, SAMPLE, environment

pytestmark = pytest.mark.slow

COMPILER: Final = shutil.which("cc") or shutil.which("gcc")
FAULTS: Final = (errno.EIO, errno.ENOSPC, -signal.SIGTERM, -signal.SIGKILL)
FILES: Final = (
    *("--no-config", "-q", "--model", "last", "--model", "first"),
    *("--touchpoints", SAMPLE / "touchpoints.csv", "--orders", SAMPLE / "orders.csv"),
)
EARLY: Final = "2025-10-02"
"""A day by which nobody has bought again, so that no time goes into what customers are worth."""
COMMANDS: Final[Mapping[str, tuple[str | Path, ...]]] = {
    "compare": ("compare", *FILES, "-o", "out.csv"),
    "report": ("report", *FILES, "--as-of", EARLY, "-o", "out"),
    "spill": ("compare", *FILES, "--engine", "spill", "--format", "csv"),
}


@dataclass(frozen=True, slots=True)
class Injected:
    """What a run with a fault left behind."""

    status: int
    stdout: bytes
    stderr: str
    calls: int
    """Calls that write below the folder."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that makes calls fail."""
    if sys.platform != "linux" or COMPILER is None:
        pytest.skip("faults are injected on Linux with a C compiler only")
    made = tmp_path_factory.mktemp("faults") / "injector.so"
    source = Path(__file__).with_name("injector.c")
    subprocess.run([COMPILER, "-shared", "-fPIC", "-O1", "-o", made, source, "-ldl"], check=True)
    return made


def inject(library: Path, command: str, folder: Path, at: int, how: int) -> Injected:
    """Run a command in a folder, where its temporary files lie as well, with one fault."""
    log = folder.with_suffix(".log")
    log.unlink(missing_ok=True)
    more = {
        "LD_PRELOAD": str(library),
        "TMPDIR": str(folder),
        "FAULT_FOLDER": str(folder),
        "FAULT_AT": str(at),
        "FAULT_HOW": str(how),
        "FAULT_LOG": str(log),
    }
    done = subprocess.run(
        [*PROGRAM, *map(str, COMMANDS[command])],
        cwd=folder,
        env=environment(more),
        capture_output=True,
        check=False,
        timeout=120,
    )
    calls = len(log.read_bytes()) if log.exists() else 0
    return Injected(done.returncode, done.stdout, done.stderr.decode(), calls)


def list_outputs(folder: Path) -> dict[str, bytes]:
    """Return the files that are no temporary ones by path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    parts = {path: path.relative_to(folder) for path in files}
    return {
        str(name): path.read_bytes()
        for path, name in parts.items()
        if not name.parts[0].startswith((".merito-", "merito-"))
    }


_ALL: Final = 8
"""Up to here every place is tried."""


def choose_places(calls: int, fault: int) -> Iterator[int]:
    """Yield all places of a few calls; of many the first, then ever fewer, by fault others."""
    place = 1
    while place <= calls:
        yield place
        place += 1 if place < _ALL else (place + fault) // 3


@pytest.mark.parametrize("how", FAULTS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_fault_at_every_write(library: Path, tmp_path: Path, command: str, how: int) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    good = inject(library, command, whole, 0, 0)
    assert (good.status, good.stderr) == (0, "")
    assert good.calls
    expected = list_outputs(whole)
    for place in choose_places(good.calls, FAULTS.index(how)):
        folder = tmp_path / f"at-{place}"
        folder.mkdir()
        run = inject(library, command, folder, place, how)
        found = list_outputs(folder)
        assert found in ({}, expected), f"{command} is partial at {place}"
        assert "internal error" not in run.stderr, f"{place}: {run.stderr}"
        assert "Traceback" not in run.stderr
        left = [path.name for path in folder.iterdir() if path.name not in ("out", "out.csv")]
        if how == -signal.SIGKILL:
            again = inject(library, command, folder, 0, 0)
            assert again.status == 0
            assert list_outputs(folder) == expected
            left = [path.name for path in folder.iterdir() if path.name not in ("out", "out.csv")]
        else:
            assert run.status in {0, 2, 143}
            assert (run.status == 0) <= (found == expected and run.stdout == good.stdout)
        assert how > 0 or left == [], f"{command} left {left} at {place}"
        shutil.rmtree(folder)
