"""A program and all that it starts: what they hold together, and an end to it where it is too much.

Processes are found by their session, in `/proc`. Where there is none (macOS), limits on memory
are not kept to and programs that start others, such as Spark, show less than they take.
"""

import contextlib
import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from pathlib import Path

PROC = Path("/proc")
EVERY = 0.2
"""Seconds between two looks."""
SET_CHILD_SUBREAPER = 36
"""From <linux/prctl.h>."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a program may take before it is ended."""

    seconds: float = inf
    memory: float = inf
    """Bytes held at a time by it and what it started."""


@dataclass(frozen=True, slots=True)
class Member:
    """A process of a session."""

    pid: int
    held: int
    """Bytes in memory."""


class Watch(threading.Thread):
    """Looks at a session until it is told to stop."""

    def __init__(self, session: int, limits: Limits) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        """Most bytes seen at a time; shared pages count once for each process."""
        self.over: str | None = None
        """The limit that was passed, as "over 600 s"."""
        self._session = session
        self._limits = limits
        self._start = time.perf_counter()
        self._ended = threading.Event()

    def run(self) -> None:
        """Look, and end the session where it is over a limit."""
        while not self._ended.wait(EVERY):
            held = sum(member.held for member in find_members(self._session))
            self.peak = max(self.peak, held)
            if held > self._limits.memory:
                self._end(f"over {self._limits.memory / 1e9:g} GB")
            elif time.perf_counter() - self._start > self._limits.seconds:
                self._end(f"over {self._limits.seconds:g} s")

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()
        self.join()

    def _end(self, sentence: str) -> None:
        self.over = self.over or sentence
        kill_session(self._session)


def find_members(session: int) -> Iterator[Member]:
    """Yield the processes of a session, those included that ended and were not waited for."""
    page = os.sysconf("SC_PAGE_SIZE")
    for file in PROC.glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # The name, in brackets, may hold anything; state, parent, group and session follow.
            fields = file.read_text(errors="replace").rpartition(")")[2].split()
            if int(fields[3]) == session:
                yield Member(int(file.parent.name), int(fields[21]) * page)


def kill_session(session: int) -> None:
    """End all processes of a session at once."""
    for member in find_members(session):
        with contextlib.suppress(ProcessLookupError):
            os.kill(member.pid, signal.SIGKILL)


def adopt_orphans() -> None:
    """Become the parent of what programs leave behind, so that it can be waited for (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0)
