"""Running the tool: inside the test's own process, and as a process of its own."""

import contextlib
import io
import os
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest import mock

import typer.main

from cli.main import run_command_line

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_data"
PROGRAM = (sys.executable, "-m", "cli")
_NOTHING: Mapping[str, str] = {}
_make_command = cache(typer.main.get_command)
"""Typer makes all commands anew for each call, much of what a small run costs."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run left behind."""

    status: int
    stdout: bytes
    stderr: bytes

    @property
    def out(self) -> str:
        return self.stdout.decode()

    @property
    def err(self) -> str:
        return self.stderr.decode()


class _Stream(io.TextIOWrapper):
    """A stream in memory that says whether it is a terminal."""

    def __init__(self, content: bytes = b"", *, terminal: bool = False) -> None:
        self.memory = io.BytesIO(content)
        self.terminal = terminal
        super().__init__(self.memory, encoding="utf-8", newline="\n")

    def isatty(self) -> bool:
        return self.terminal

    def written(self) -> bytes:
        self.flush()
        return self.memory.getvalue()


def environment(more: Mapping[str, str] = _NOTHING) -> dict[str, str]:
    """Return an environment that says nothing to the tool but what is asked for."""
    meant = ("MERITO_", "COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM", "PYTHONUNBUFFERED")
    kept = {name: text for name, text in os.environ.items() if not name.startswith(meant)}
    return {**kept, "TZ": "UTC", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), **more}


def inside(
    *arguments: str | Path,
    cwd: Path,
    env: Mapping[str, str] = _NOTHING,
    stdin: bytes = b"",
    terminal: bool = False,
) -> Outcome:
    """Run a command in this process: a tenth of the time that a process of its own takes."""
    streams = _Stream(stdin), _Stream(terminal=terminal), _Stream(terminal=terminal)
    with (
        contextlib.chdir(cwd),
        mock.patch.dict(os.environ, environment(env), clear=True),
        mock.patch.object(typer.main, "get_command", _make_command),
        mock.patch.multiple(sys, stdin=streams[0], stdout=streams[1], stderr=streams[2]),
    ):
        code = run_command_line([str(argument) for argument in arguments])
        return Outcome(code, streams[1].written(), streams[2].written())


def process(
    *arguments: str | Path,
    cwd: Path = SAMPLE,
    env: Mapping[str, str] = _NOTHING,
    program: Sequence[str] = PROGRAM,
    patience: float = 60,
) -> Outcome:
    """Run a command as a process of its own, for so many seconds at most."""
    done = subprocess.run(
        [*program, *map(str, arguments)],
        cwd=cwd,
        env=environment(env),
        capture_output=True,
        check=False,
        timeout=patience,
        stdin=subprocess.DEVNULL,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def run_in_shell(command: str, cwd: Path = SAMPLE) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell in which `merito` is the program."""
    program = f'merito() {{ {shlex.join(PROGRAM)} "$@"; }}'
    return subprocess.run(
        ["/bin/bash", "-c", f"{program}; {command}"],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
