"""Programs run as whole processes, and what they cost."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in a unit of `ru_maxrss`."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a program took."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of all cores, in the program and in the system for it."""
    peak: int
    """Most memory held at a time, bytes."""


class FailedError(Exception):
    """A program that was to be measured did not end well."""

    def __init__(self, command: Sequence[str], status: int, message: str) -> None:
        super().__init__(f"{' '.join(command)}: exit status {status}\n{message}")


def run(command: Sequence[str], folder: Path) -> tuple[Cost, str]:
    """Run a program in a folder and return its cost and what it printed.

    Its output goes to a file, as in `merito compare > report.csv`. Raises `FailedError`.

    The peak is never less than what this process holds itself, because a child begins as its
    copy; so whoever calls this loads no data library.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as messages:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(os.environ), stdout=output, stderr=messages
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        # Popen would wait for a process that is already gone.
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise FailedError(command, process.returncode, _text(messages))
        cost = Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * PEAK_UNIT)
        return cost, _text(output)


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


def _environment(mine: Mapping[str, str]) -> dict[str, str]:
    """Return what children see: this clone's modules, and no settings of whoever runs it."""
    settings = ("MERITO_", "POLARS_")
    kept = {name: value for name, value in mine.items() if not name.startswith(settings)}
    return {**kept, "PYTHONPATH": str(ROOT)}
