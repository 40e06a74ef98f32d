import sys
from pathlib import Path

import pytest

from benchmarks.measuring.guard import Limits
from benchmarks.measuring.process import FailedError, OverError, run


def test_cost_and_output(tmp_path: Path) -> None:
    program = "import os, time; time.sleep(0.05); block = bytearray(10**8); print(os.getcwd())"
    cost, output = run([sys.executable, "-c", program], tmp_path)
    assert output == f"{tmp_path}\n"
    assert cost.wall > 0.05
    assert cost.cpu > 0
    assert cost.peak > 10**8


def test_failure_tells_why(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no such shop')"]
    with pytest.raises(FailedError, match=r"exit status 1\nno such shop"):
        run(command, tmp_path)


def test_settings_of_whoever_runs_it_are_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MERITO_FORMAT", "json")
    monkeypatch.setenv("POLARS_MAX_THREADS", "1")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    program = (
        "import os, sys; print([name for name in os.environ if name[:6] in ('MERITO', 'POLARS')],"
        " sys.dont_write_bytecode)"
    )
    assert run([sys.executable, "-c", program], tmp_path)[1] == "[] False\n"


def test_program_is_ended_at_its_limit_of_time(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    with pytest.raises(OverError, match=r"^over 0\.5 s$"):
        run(command, tmp_path, Limits(seconds=0.5))


def test_program_is_ended_at_its_limit_of_memory_with_what_it_started(tmp_path: Path) -> None:
    held = "block = bytearray(150_000_000); import time; time.sleep(60)"
    program = f"""
import subprocess, sys
started = [subprocess.Popen([sys.executable, "-c", "{held}"]) for _ in range(2)]
[each.wait() for each in started]
"""
    with pytest.raises(OverError, match=r"^over 0\.25 GB$"):
        run([sys.executable, "-c", program], tmp_path, Limits(memory=250_000_000))


@pytest.mark.slow
def test_what_a_program_leaves_behind_is_waited_for_and_counted(tmp_path: Path) -> None:
    work = "import time; block = bytearray(10**8)\nwhile time.process_time() < 0.6: pass"
    program = f"""
import subprocess, sys
subprocess.Popen([sys.executable, "-c", {work!r}])
"""
    cost, _ = run([sys.executable, "-c", program], tmp_path)
    assert cost.cpu > 0.6
    assert cost.peak > 10**8
