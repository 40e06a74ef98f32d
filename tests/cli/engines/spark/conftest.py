"""One session of Spark for the tests of a process."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli.settings.spark import Spark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession

    from cli.engines.spark.store import SparkEngine


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the session keeps its files."""
    return tmp_path_factory.mktemp("spark")


@pytest.fixture(scope="session")
def session(folder: Path) -> "Iterator[SparkSession]":
    """A Spark on this machine, with few parts, since each costs time."""
    pytest.importorskip("pyspark")
    from cli.engines.spark.session import started  # noqa: PLC0415

    with started(Spark(master="local[2]", buckets=8), folder) as found:
        yield found


@pytest.fixture
def engine(session: "SparkSession") -> "Iterator[SparkEngine]":
    from cli.engines.spark.store import SparkEngine  # noqa: PLC0415 - needs PySpark

    made = SparkEngine(session)
    yield made
    made.close()
