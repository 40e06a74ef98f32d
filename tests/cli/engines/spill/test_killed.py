"""However a run is ended, nothing of it is left but what SIGKILL leaves to the next one."""

import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from cli.engines.spill.scratch import make_scratch_folder
from tests.cli.engines.spill.killing import STATUSES, Left, ended, everything, written
from tests.running import ROOT
from tests.selection import keep

WRITING = """
import sys, time
import cli.main
from cli.engines.spill.scratch import explain_disk_errors, make_scratch_folder
from cli.engines.threads import open_threads

def write(path):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(bytes(100_000))
    time.sleep(0.02)

def work(*_, **__):
    with make_scratch_folder() as folder, explain_disk_errors(folder), open_threads(2) as pool:
        paths = [folder / str(number % 7) / str(number) for number in range(100_000)]
        for _ in pool.map(write, paths):
            pass
    print("finished")

cli.main.app = work
cli.main.run()
"""
"""The tool with a command that writes temporary files for half an hour, on two threads."""


def writing(disk: Path, signals: Sequence[signal.Signals]) -> Left:
    program = (sys.executable, "-c", WRITING)
    return ended(cwd=ROOT, disk=disk, signals=signals, program=program, files=5)


@pytest.mark.parametrize("number", keep(STATUSES, [signal.SIGTERM]))
def test_a_signal_ends_it_and_nothing_is_left(tmp_path: Path, number: signal.Signals) -> None:
    assert writing(tmp_path, [number]) == Left(STATUSES[number], b"", b"", ())


@pytest.mark.slow
def test_impatience_leaves_nothing_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = writing(tmp_path, [signal.SIGINT, signal.SIGINT, signal.SIGTERM, signal.SIGTERM])
    assert left.status in {130, 143}
    assert (left.stdout, left.stderr) == (b"", b"")
    # A thread may still have written while the folder was removed.
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with make_scratch_folder():
        pass
    assert everything(tmp_path) == []


@pytest.mark.slow
def test_what_cannot_be_cleaned_up_is_by_the_next_run(tmp_path: Path) -> None:
    left = writing(tmp_path, [signal.SIGKILL])
    assert left.status == -signal.SIGKILL
    assert len(written(tmp_path)) >= 5
    assert writing(tmp_path, [signal.SIGTERM]).files == ()


def test_a_run_that_ends_too_early_is_told(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"^ended by itself, with 0: "):
        ended("--version", cwd=ROOT, disk=tmp_path, signals=[signal.SIGTERM])
