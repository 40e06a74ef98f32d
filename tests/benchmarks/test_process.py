import sys
from pathlib import Path

import pytest

from benchmarks.process import FailedError, run


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
    program = "import os; print([name for name in os.environ if name[:6] in ('MERITO', 'POLARS')])"
    assert run([sys.executable, "-c", program], tmp_path)[1] == "[]\n"
