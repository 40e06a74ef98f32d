"""How many parts there are, and signals while Java is started: none is lost."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from cli.interrupts import TerminatedError, listen

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytest.importorskip("pyspark")

from pyspark import SparkConf, java_gateway

from cli.engines.spark import session
from cli.engines.spark.find_files import SparkFile
from cli.engines.spark.reader import SparkChunkReader
from cli.settings.sections.spark import Spark

LOCAL = SimpleNamespace(sparkContext=SimpleNamespace(defaultParallelism=2))
CONNECTED = SimpleNamespace()
"""A session of Spark Connect, which has no context to ask."""


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


@pytest.mark.parametrize(
    ("place", "name", "megabytes", "buckets"),
    [
        (LOCAL, "touches.csv", 1, 4),
        (LOCAL, "touches.csv", 640, 10),
        (LOCAL, "touches.csv", 641, 11),
        (LOCAL, "touches.parquet", 640, 60),
        (LOCAL, "touches.csv.gz", 640, 60),
        (LOCAL, "touches.csv", 100_000, 200),
        (CONNECTED, "touches.csv", 1, 32),
    ],
)
def test_buckets_are_by_size_and_at_least_two_for_each_processor(
    monkeypatch: pytest.MonkeyPatch, place: object, name: str, megabytes: int, buckets: int
) -> None:
    found = [SparkFile(f"file:///{name}", megabytes << 20)]
    monkeypatch.setattr(SparkChunkReader, "_find_files", lambda *_: found)
    reader = SparkChunkReader(SimpleNamespace(session=place))  # type: ignore[arg-type]  # no Java
    assert reader.choose_bucket_count([(name, None)]) == buckets


@pytest.mark.parametrize(
    ("conf", "buckets", "expected"),
    [
        ({}, 4, {"spark.sql.shuffle.partitions": "16"}),
        ({}, 60, {"spark.sql.shuffle.partitions": "200"}),
        ({"spark.sql.shuffle.partitions": "7"}, 4, {}),
    ],
)
def test_rows_are_shuffled_to_few_partitions_unless_the_user_says(
    conf: dict[str, str], buckets: int, expected: dict[str, str]
) -> None:
    told: dict[str, str] = {}
    made = SimpleNamespace(conf=SimpleNamespace(set=told.__setitem__))
    session.limit_partitions(cast("SparkSession", made), Spark(conf=conf), buckets)
    assert told == expected
