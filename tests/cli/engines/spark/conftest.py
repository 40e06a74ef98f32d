"""One session of Spark for the tests of a process."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli.settings.sections.spark import Spark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession

    from cli.engines.spark.store import SparkEngine

Cut = Callable[[int, int], None]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the session keeps its files."""
    return tmp_path_factory.mktemp("spark")


@pytest.fixture(scope="session")
def session(folder: Path) -> "Iterator[SparkSession]":
    """A Spark on this machine, with few parts, since each costs time."""
    pytest.importorskip("pyspark")
    from cli.engines.spark.connection.session import limit_partitions, start_spark  # noqa: PLC0415

    settings = Spark(master="local[2]")
    with start_spark(settings, folder, size=0) as found:
        limit_partitions(found, settings, 2)
        yield found


@pytest.fixture
def engine(session: "SparkSession") -> "Iterator[SparkEngine]":
    from cli.engines.spark.store import SparkEngine  # noqa: PLC0415 - needs PySpark

    made = SparkEngine(session)
    yield made
    made.close()


@pytest.fixture
def cut(session: "SparkSession", monkeypatch: pytest.MonkeyPatch) -> "Iterator[Cut]":
    """Says how many bytes of a file Spark reads as one part, and how many lines are a block of."""
    from cli.engines.spark.files.find_files import read_blocks  # noqa: PLC0415 - needs PySpark
    from tests.cli.engines.spark.small import in_small_blocks  # noqa: PLC0415 - as above

    key = "spark.sql.files.maxPartitionBytes"
    before = session.conf.get(key)

    def into(part: int, block: int) -> None:
        session.conf.set(key, str(part))
        small = partial(in_small_blocks, read_blocks, block)
        monkeypatch.setattr("cli.engines.spark.files.reader.read_blocks", small)

    yield into
    session.conf.set(key, str(before))


@pytest.fixture
def other(session: "SparkSession", monkeypatch: pytest.MonkeyPatch) -> str:
    """The engine that is compared with memory, with the one session of these tests."""

    def running(*_: object, **__: object) -> "nullcontext[SparkSession]":
        return nullcontext(session)

    monkeypatch.setattr("cli.engines.spark.connection.session.start_spark", running)
    return "spark"
