"""Signals while Java is started: none is lost, and what is made meanwhile is known."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.interrupts import TerminatedError, listen

pytest.importorskip("pyspark")

from pyspark import SparkConf, java_gateway

from cli.engines.spark import session


@pytest.fixture
def listening() -> Iterator[None]:
    """Signals unwind the program, as they do in a run."""
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGHUP)}
    hook = sys.unraisablehook
    listen()
    yield
    sys.unraisablehook = hook
    for number, answer in before.items():
        signal.signal(number, answer)


@pytest.mark.usefixtures("listening")
def test_a_signal_waits_until_java_is_forked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    processes: list[subprocess.Popen[bytes]] = []
    sleeping = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])

    def forked(*_: object, **__: object) -> "subprocess.Popen[bytes]":
        os.kill(os.getpid(), signal.SIGTERM)
        seen.append("forked")
        return sleeping

    def launched(*_: object) -> None:
        vars(java_gateway)["Popen"]([])
        seen.append("launched")

    monkeypatch.setattr("cli.engines.spark.session.subprocess.Popen", forked)
    monkeypatch.setattr(java_gateway, "launch_gateway", launched)
    with pytest.raises(TerminatedError):
        session._launch_java(SparkConf(loadDefaults=False), {}, tmp_path, processes)
    assert seen == ["forked"]
    assert processes == [sleeping]
    session._kill(processes)
    assert sleeping.returncode == -signal.SIGKILL
