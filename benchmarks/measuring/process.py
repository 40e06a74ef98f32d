"""Programs run as whole processes, and what they cost."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from benchmarks.measuring.guard import Limits, Watch, adopt_orphans, find_members, kill_session

ROOT = Path(__file__).parents[2]
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in a unit of `ru_maxrss`."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a program took."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of all cores, in the program, what it started, and in the system for them."""
    peak: int
    """Most memory held at a time, bytes."""


class FailedError(Exception):
    """A program that was to be measured did not end well."""

    def __init__(self, command: Sequence[str], status: int, message: str) -> None:
        super().__init__(f"{' '.join(command)}: exit status {status}\n{message}")
        self.status = status
        self.last_line = message.strip().rpartition("\n")[2]


class OverError(Exception):
    """A program took more than it was given; the sentence is the limit, as "over 20 GB"."""


UNLIMITED = Limits()


def run(command: Sequence[str], folder: Path, limits: Limits = UNLIMITED) -> tuple[Cost, str]:
    """Run a program in a folder and return its cost and what it printed.

    Its output goes to a file, as in `merito compare > report.csv`. Raises `FailedError`, and
    `OverError` where it was ended at a limit.

    The peak is never less than what this process holds itself, because a child begins as its
    copy; so whoever calls this loads no data library. That of a program which starts others is
    the most that they held together, seen five times a second.
    """
    adopt_orphans()
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as messages:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_make_environment(os.environ),
            stdout=output,
            stderr=messages,
            start_new_session=True,
        )
        watch = Watch(process.pid, limits)
        watch.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
            # Popen would wait for a process that is already gone.
            process.returncode = os.waitstatus_to_exitcode(status)
            cpu = _sum_cpu(usage) + _wait_for_left_behind(process.pid)
        finally:
            # Whoever interrupts this interrupts the program too.
            kill_session(process.pid)
            watch.stop()
        if watch.over:
            raise OverError(watch.over)
        if process.returncode:
            raise FailedError(command, process.returncode, _read_text(messages))
        peak = max(usage.ru_maxrss * PEAK_UNIT, watch.peak)
        return Cost(wall, cpu, peak), _read_text(output)


def _wait_for_left_behind(session: int) -> float:
    """Wait for what a program left behind, such as Spark's workers; return its CPU time."""
    cpu = 0.0
    while pids := [member.pid for member in find_members(session)]:
        for pid in pids:
            try:
                cpu += _sum_cpu(os.wait4(pid, 0)[2])
            except ChildProcessError:
                # Its own parent lives and will wait for it.
                time.sleep(0.01)
    return cpu


def _sum_cpu(usage: resource.struct_rusage) -> float:
    return usage.ru_utime + usage.ru_stime


def _read_text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


def _make_environment(mine: Mapping[str, str]) -> dict[str, str]:
    """Return what children see: this clone's modules, and no settings of whoever runs it.

    Compiled modules are kept, as where merito is installed: compiling all takes half a second.
    """
    settings = ("MERITO_", "POLARS_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in mine.items() if not name.startswith(settings)}
    return {**kept, "PYTHONPATH": str(ROOT)}
