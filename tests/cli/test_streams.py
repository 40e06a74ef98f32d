"""Standard output in all its forms: pipes that close, full disks, terminals."""

import os
import pty
import re
import signal
import subprocess
import termios
import time
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.running import PROGRAM, SAMPLE, environment, run_in_shell

ESCAPE = "\x1b["


@pytest.mark.slow
def test_head_ends_quietly() -> None:
    done = run_in_shell("set -o pipefail; merito rfm --customers -q | head -n 2")
    header, first = done.stdout.splitlines()
    assert header == "customer_id,recency_days,frequency,monetary,r,f,m,fm,segment"
    assert first.startswith("C-0000")
    assert done.stderr == ""


def test_a_reader_that_has_gone_away_ends_it_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        done = subprocess.run(
            [*PROGRAM, "compare", "-q"],
            cwd=SAMPLE,
            env=environment(),
            stdout=gone,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode == -signal.SIGPIPE
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
@pytest.mark.parametrize(
    "words", ["compare -q", "--help", "compare -h", "--version", "-V", "-vV", "help"]
)
@pytest.mark.parametrize("buffered", ["", "PYTHONUNBUFFERED=1 "])
def test_a_full_disk_is_told(words: str, buffered: str) -> None:
    done = run_in_shell(f"{buffered}merito {words} > /dev/full")
    assert done.returncode == 2
    assert done.stderr == (
        "merito: cannot write standard output: no space left on the disk; free some or choose"
        " another place\n"
    )


@pytest.mark.slow
def test_closed_standard_output_is_told() -> None:
    done = run_in_shell("merito compare -q >&-")
    assert done.returncode == 2
    assert done.stderr.startswith("merito: cannot write standard output: ")
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_file_is_written_with_standard_output_closed(tmp_path: Path) -> None:
    done = run_in_shell(f"merito compare -o {tmp_path}/report.csv >&- 2>&-")
    assert done.returncode == 0
    assert (tmp_path / "report.csv").read_text(encoding="utf-8").startswith("channel,")


@pytest.mark.slow
def test_an_interrupt_ends_it_with_130(tmp_path: Path) -> None:
    pipe, target = tmp_path / "orders.csv", tmp_path / "out" / "report.csv"
    target.parent.mkdir()
    os.mkfifo(pipe)
    command = [*PROGRAM, "compare", "--orders", str(pipe), "-o", str(target)]
    with (
        subprocess.Popen(command, cwd=SAMPLE, env=environment(), stderr=subprocess.PIPE) as running,
        # Opening it waits until the program reads, so that the signal finds it at work.
        pipe.open("wb"),
    ):
        time.sleep(0.5)  # between opening and reading, a signal would wait for the first bytes
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert told == b""
    assert list(target.parent.iterdir()) == []


def on_terminal(*arguments: str, columns: int, env: dict[str, str] | None = None) -> str:
    """Return what a command writes on a real terminal of some columns."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (50, columns))
    variables = environment({"TERM": "xterm-256color", **(env or {})})
    with subprocess.Popen(
        [*PROGRAM, *arguments],
        cwd=SAMPLE,
        env=variables,
        stdout=theirs,
        stderr=theirs,
        stdin=subprocess.DEVNULL,
    ) as running:
        os.close(theirs)
        pieces = []
        # A terminal whose other side has left is an error, not an end.
        try:
            while piece := os.read(ours, 65536):
                pieces.append(piece)
        except OSError:
            pass
        finally:
            os.close(ours)
    assert running.returncode == 0
    return b"".join(pieces).decode().replace("\r\n", "\n")


def test_a_terminal_gets_a_table_in_colour_as_wide_as_it_is() -> None:
    shown = on_terminal("compare", "-q", "--all", columns=180)
    assert ESCAPE in shown
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert ESCAPE not in plain
    assert "Total " in plain
    assert 100 < max(map(len, plain.splitlines())) <= 180


@pytest.mark.parametrize(
    ("more", "env"),
    [
        ([], {"NO_COLOR": "1"}),
        pytest.param([], {"TERM": "dumb"}, marks=pytest.mark.slow),
        pytest.param(["--no-color"], {}, marks=pytest.mark.slow),
    ],
    ids=["NO_COLOR", "TERM=dumb", "--no-color"],
)
def test_no_colour_where_somebody_says_so(
    sample: Run, more: list[str], env: dict[str, str]
) -> None:
    coloured = sample("compare", terminal=True, env={"TERM": "xterm", "COLUMNS": "100"})
    plain = sample("compare", *more, terminal=True, env={"TERM": "xterm", "COLUMNS": "100"} | env)
    assert ESCAPE in coloured.out
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured.out) == plain.out
    assert ESCAPE not in plain.err


def test_colour_never_carries_meaning_alone(sample: Run) -> None:
    plain = sample("compare", "--format", "table").out
    assert "▼ -81.9 %" in plain
    assert "▲ +344.1 %" in plain


def test_a_pipe_gets_csv_even_where_colour_is_forced(sample: Run) -> None:
    env = {"FORCE_COLOR": "1", "TERM": "xterm", "COLUMNS": "200"}
    piped = sample("compare", env=env)
    assert piped.out.startswith("channel,last_conversions,")
    assert ESCAPE not in piped.out + sample("compare", "--format", "table", env=env).out


def test_notes_go_to_standard_error_alone(sample: Run) -> None:
    loud, quiet = sample("compare"), sample("compare", "-q")
    assert loud.stdout == quiet.stdout
    assert loud.err.startswith("merito: 12,378 touchpoint rows: ")
    assert quiet.err == ""
    assert len(sample("compare", "-v").err.splitlines()) > len(loud.err.splitlines())


def test_the_width_is_80_where_nothing_says_it(sample: Run) -> None:
    unsaid = sample("compare", "--format", "table").out
    assert unsaid == sample("compare", "--format", "table", env={"COLUMNS": "80"}).out
    assert max(map(len, unsaid.splitlines())) <= 80
