"""A Spark Connect server: the same results, by workers that have our code from us alone."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import ROOT

pytestmark = pytest.mark.slow
pytest.importorskip("pyspark")
pytest.importorskip("grpc", reason="needs pyspark[connect]")

PATIENCE = 120
PROGRAM = """
import sys
from pathlib import Path
import cli
from cli.engines.spark.files.find_files import read_blocks, find_files, read_heads
from cli.engines.spark.connection.session import limit_partitions, start_spark
from cli.engines.spark.store import SparkEngine
from cli.engines.bucket_store import Bucketed
from cli.errors import MeritoError
from cli.inputs.tables.errors import NoRowsError
from cli.settings.sections.spark import Spark
import polars as pl

def rows(block):
    lines = pl.DataFrame({"line": block.content.decode().splitlines()[1:]})
    return Bucketed((("lines", 3, lines),), (cli.__file__, block.start))

def failing(tables):
    raise NoRowsError(["here"])

with start_spark(Spark(remote=sys.argv[1]), Path(sys.argv[2])) as session:
    limit_partitions(session, Spark(), 1)
    engine = SparkEngine(session)
    found = find_files(session, sys.argv[3])
    print([text for _, text in read_heads(session, found)])
    blocks = [read_blocks(session, file, b"id\\n") for file in found]
    (store, facts), (other, more) = (engine.spread(each, rows) for each in blocks)
    store, facts = store.merge(other), facts + more
    print({Path(path).parents[1].name for path, _ in facts})
    print(list(store.map_each(lambda tables: sorted(tables["lines"]["line"]))))
    try:
        list(store.map_each(failing))
    except MeritoError as error:
        print(error)
    engine.close()
"""


@pytest.fixture(scope="module")
def remote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of our own."""
    import pyspark  # noqa: PLC0415 - not installed everywhere

    folder = tmp_path_factory.mktemp("server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    conf = {
        "spark.connect.grpc.binding.port": port,
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.local.dir": folder,
    }
    command = [
        str(Path(pyspark.__file__).parent / "bin" / "spark-submit"),
        *("--class", "org.apache.spark.sql.connect.service.SparkConnectServer"),
        *("--master", "local[2]"),
        *(word for key, value in conf.items() for word in ("--conf", f"{key}={value}")),
        "spark-internal",
    ]
    env = {**os.environ, "PYSPARK_PYTHON": sys.executable, "TMPDIR": str(folder)}
    env.pop("PYTHONPATH", None)
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, env=env, cwd=folder, stdout=log, stderr=log) as process,
    ):
        try:
            _wait(port)
            yield f"sc://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait(port: int) -> None:
    for _ in range(PATIENCE):
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(1)
    message = "the server does not start"
    raise TimeoutError(message)


def test_a_server_gives_the_same_results(remote: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "b.csv").write_bytes(b"id\n3\n4\n")
    (data / "a.csv").write_bytes(b"id\n1\n2\n")
    done = subprocess.run(
        [sys.executable, "-W", "error::FutureWarning", "-c", PROGRAM, remote, tmp_path, data],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        repr([b"id\n1\n2\n", b"id\n3\n4\n"]),
        "{'merito.zip'}",
        "[['1', '2', '3', '4']]",
        "here: a header without rows; export again with rows",
    ]
