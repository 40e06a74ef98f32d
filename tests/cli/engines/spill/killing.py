"""Ending the tool while it has temporary files, and looking at what is left."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.running import PROGRAM, environment

STATUSES = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}
"""The signals that end the tool cleaned up, and its exit status."""
_OWN = "in-use"
"""What is in a temporary folder before anything is written to it."""


@dataclass(frozen=True, slots=True)
class Left:
    """What an ended run left behind."""

    status: int
    stdout: bytes
    stderr: bytes
    files: tuple[str, ...]
    """Everything in the folder of temporary files, by path relative to it."""


def ended(
    *arguments: str | Path,
    cwd: Path,
    disk: Path,
    signals: Sequence[signal.Signals],
    program: Sequence[str] = PROGRAM,
    files: int = 1,
    named: str = "",
) -> Left:
    """Run a command with its temporary files on a disk, and signal it when it has some there.

    Raises AssertionError where the command ends before it has written so many files whose names
    hold `named`.
    """
    before = set(written(disk))
    with subprocess.Popen(
        [*program, *map(str, arguments)],
        cwd=cwd,
        env=environment({"TMPDIR": str(disk)}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        while (
            sum(named in each for each in set(written(disk)) - before) < files
            and running.poll() is None
        ):
            time.sleep(0.01)
        if running.poll() is not None:
            told = running.communicate()[1].decode()
            raise AssertionError(f"ended by itself, with {running.returncode}: {told}")
        for number in signals:
            running.send_signal(number)
        stdout, stderr = running.communicate(timeout=120)
    return Left(running.returncode, stdout, stderr, tuple(everything(disk)))


def written(disk: Path) -> list[str]:
    """Return the files that runs have written to their temporary folders."""
    found = everything(disk)
    return [each for each in found if each.startswith("merito-") and not each.endswith(_OWN)]


def everything(disk: Path) -> list[str]:
    """Return all files below a folder, and the folders that hold none.

    A run may take away what is listed at the same time.
    """
    found = [os.path.relpath(disk, disk)]
    for folder, folders, names in os.walk(disk):
        found += [os.path.relpath(Path(folder, name), disk) for name in (*folders, *names)]
    holding = {str(Path(each).parent) for each in found}
    return sorted(each for each in found[1:] if each not in holding)


def outliving(disk: Path, patience: float = 5) -> list[bytes]:
    """Return the commands about a folder that still run after some seconds, as /proc knows them."""
    begin, found = time.monotonic(), commands(disk)
    while found and time.monotonic() - begin < patience:
        time.sleep(0.05)
        found = commands(disk)
    return found


def commands(disk: Path) -> list[bytes]:
    """Return the command lines of running processes that name a folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            found.append(path.read_bytes())
    return [each for each in found if os.fsencode(disk) in each]
