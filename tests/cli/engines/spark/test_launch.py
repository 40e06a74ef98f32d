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

from cli.engines import launch
from cli.engines.spark.connection import session
from cli.engines.spark.files.find_files import SparkFile
from cli.engines.spark.files.reader import SparkChunkReader
from cli.settings import LoadedSettings, Settings
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

    monkeypatch.setattr("cli.engines.spark.connection.session.subprocess.Popen", forked)
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


@pytest.mark.parametrize(
    ("size", "given", "environment", "expected"),
    [
        (0, "", {}, ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]),
        (128 << 20, "-Xss4m", {}, ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m"]),
        (9, "-XX:+UseZGC", {}, ["-XX:TieredStopAtLevel=1", "-XX:+UseZGC"]),
        (9, "", {"JAVA_TOOL_OPTIONS": "-XX:+UseG1GC"}, ["-XX:TieredStopAtLevel=1"]),
    ],
)
def test_java_does_not_optimise_for_small_files_and_has_one_collector(
    monkeypatch: pytest.MonkeyPatch,
    size: int,
    given: str,
    environment: dict[str, str],
    expected: list[str],
) -> None:
    for name in ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "SPARK_SUBMIT_OPTS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert _list_java_flags(size, given) == expected


@pytest.mark.parametrize("size", [None, (128 << 20) + 1])
def test_java_optimises_late_for_files_that_are_large_or_elsewhere(size: int | None) -> None:
    flags = _list_java_flags(size, "-Xss4m")
    assert flags[0] == "-XX:Tier4InvocationThreshold=20000"
    assert len(flags) == 5
    assert flags[-1] == "-Xss4m"


def _list_java_flags(size: int | None, given: str) -> list[str]:
    """Return what Java is told besides its folder and its counters."""
    conf = {"spark.driver.extraJavaOptions": given} if given else {}
    told = session._configure_process(Spark(conf=conf), Path("/folder"), size)
    first, second, *flags = told["spark.driver.extraJavaOptions"].split()
    assert [first, second] == ["-Djava.io.tmpdir=/folder", "-XX:-UsePerfData"]
    return flags


@pytest.mark.parametrize(
    ("touchpoints", "expected"),
    [
        ("touchpoints.csv", 12),
        ("touch*.csv", 12),
        (".", None),
        ("missing.csv", None),
        ("hdfs:///exports/touchpoints.csv", None),
        ("-", None),
    ],
)
def test_the_text_to_be_read_is_measured_where_it_is_on_this_machine(
    tmp_path: Path, touchpoints: str, expected: int | None
) -> None:
    (tmp_path / "touchpoints.csv").write_text("a,b\n1,2\n")
    (tmp_path / "orders.csv").write_text("a,b\n")
    settings = Settings.model_validate(
        {"touchpoints": {"files": touchpoints}, "orders": {"files": "orders.csv"}}
    )
    loaded = LoadedSettings(settings, tmp_path / "merito.yaml", {})
    assert launch._measure_text(loaded, ("touchpoints", "orders")) == expected
