"""Odd surroundings end in a sentence: closed streams, full disks, folders that are gone."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.running import PROGRAM, SAMPLE, environment, run_in_shell

FILES = f"--no-config --touchpoints {SAMPLE}/touchpoints.csv --orders {SAMPLE}/orders.csv -q"

CIRCLE = "its name is a link that leads back to itself; choose another place"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (
            f"ln -s loop.csv loop.csv; merito compare {FILES} -o loop.csv",
            f"cannot write loop.csv: {CIRCLE}",
        ),
        (
            "merito rfm --no-config --orders - <&-",
            "-: cannot be read: standard input is closed; name a file",
        ),
        (
            "mkdir gone; cd gone; rmdir ../gone; merito rfm --orders orders.csv",
            "the working folder is gone; change into one that exists: cd /path",
        ),
        pytest.param(
            f"merito report {FILES} -o {'a' * 300}.csv",
            f"cannot write {'a' * 300}.csv: the name is too long; choose a shorter one",
            marks=pytest.mark.slow,
        ),
        (
            "merito rfm --no-config --orders $'\\e31m.csv'",
            r"\x1b31m.csv: no such file; check the name and the folder",
        ),
    ],
)
def test_a_sentence_and_status_2(command: str, said: str, tmp_path: Path) -> None:
    done = run_in_shell(command, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"merito: {said}\n")


@pytest.mark.slow
def test_a_full_disk_behind_standard_error_takes_nothing_from_the_report(tmp_path: Path) -> None:
    notes = FILES.removesuffix(" -q")
    whole = run_in_shell(f"merito compare {notes} --format csv 2>/dev/null", tmp_path)
    done = run_in_shell(f"merito compare {notes} --format csv 2>/dev/full", tmp_path)
    assert (done.returncode, done.stdout) == (0, whole.stdout)
    assert whole.stdout.startswith("channel,")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_the_program_is_imported_is_heard(
    number: signal.Signals, tmp_path: Path
) -> None:
    # A stand-in for Typer, the first import that takes its time.
    (tmp_path / "typer.py").write_text(
        "import pathlib, time\npathlib.Path('here').touch()\ntime.sleep(30)\n", encoding="utf-8"
    )
    more = {"PYTHONPATH": os.pathsep.join((str(tmp_path), str(SAMPLE.parent)))}
    with subprocess.Popen(
        [*PROGRAM, "--help"], cwd=tmp_path, env=environment(more), stderr=subprocess.PIPE
    ) as running:
        while not (tmp_path / "here").exists():
            time.sleep(0.01)
        running.send_signal(number)
        _, stderr = running.communicate()
    assert (running.returncode, stderr) == (130 if number == signal.SIGINT else 143, b"")
