"""Spark starts quietly, leaves nothing behind, and says what is wrong."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.engines.spark.connection.session import start_spark
from cli.engines.spark.errors import UnreachableError
from cli.settings.sections.spark import Spark
from tests.running import ROOT

pytestmark = pytest.mark.slow
pytest.importorskip("pyspark")

PROGRAM = """
import signal, sys
from pathlib import Path
from cli.engines.spark.connection.session import start_spark
from cli.settings.sections.spark import Spark

def ended(*_):
    raise SystemExit(143)

signal.signal(signal.SIGTERM, ended)
folder = Path(sys.argv[1])
try:
    for _ in range(int(sys.argv[2])):
        with start_spark(Spark(), folder) as session:
            from cli.engines.spark.store import SparkEngine
            from tests.cli.engines.spark.blocks import numbers
            from cli.engines.bucket_store import Bucketed
            store, facts = SparkEngine(session).spread(
                numbers(session, 4), lambda number: Bucketed((), number)
            )
            print(facts, session.conf.get("spark.sql.session.timeZone"), flush=True)
            if sys.argv[3] == "wait":
                def slow(number):
                    import time
                    time.sleep(60)
                print("waiting", flush=True)
                SparkEngine(session).spread(numbers(session, 4), slow)
except KeyboardInterrupt:
    sys.exit(130)
"""
HIDDEN = """
import sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "pandas":
            raise ModuleNotFoundError("No module named 'pandas'", name="pandas")
sys.meta_path.insert(0, Hidden())
"""


def arguments(*given: object) -> list[str]:
    return [sys.executable, "-W", "error::FutureWarning", "-c", PROGRAM, *map(str, given)]


def environment(folder: Path, python_path: str = str(ROOT)) -> dict[str, str]:
    """Return an environment whose temporary files are under a folder."""
    temporary = folder / "tmp"
    temporary.mkdir()
    return {**os.environ, "PYTHONPATH": python_path, "TMPDIR": str(temporary)}


def left(folder: Path) -> list[str]:
    """Return what is in a folder, the log of Spark and the folder for other files apart."""
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.name not in ("spark.log", "tmp")
    )


def test_two_sessions_one_after_the_other_say_nothing_and_leave_nothing(tmp_path: Path) -> None:
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / "sitecustomize.py").write_text(HIDDEN)
    path = os.pathsep.join([str(tmp_path / "hidden"), str(ROOT)])
    folder = tmp_path / "folder"
    folder.mkdir()
    done = subprocess.run(
        arguments(folder, 2, "end"),
        env=environment(folder, path),
        cwd=folder / "tmp",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("[0, 1, 2, 3] UTC\n" * 2, "")
    assert done.returncode == 0
    assert left(folder) == []


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_leaves_nothing(tmp_path: Path, sent: signal.Signals, status: int) -> None:
    with subprocess.Popen(
        arguments(tmp_path, 1, "wait"),
        env=environment(tmp_path),
        cwd=tmp_path / "tmp",
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "[0, 1, 2, 3] UTC\n"
        assert process.stdout.readline() == "waiting\n"
        time.sleep(1)
        # As the terminal does: to all processes of the group.
        os.killpg(process.pid, sent) if sent is signal.SIGINT else process.send_signal(sent)
        _, said = process.communicate(timeout=50)
    assert process.returncode == status
    assert said == ""
    assert left(tmp_path) == []


def test_a_master_that_is_none_is_told(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MASTER, str(tmp_path)],
        env=environment(tmp_path),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("Spark does not start: ")
    assert "Master must" in done.stdout
    assert done.stderr == ""


MASTER = """
import sys
from pathlib import Path
from cli.engines.spark.connection.session import start_spark
from cli.errors import MeritoError
from cli.settings.sections.spark import Spark

try:
    with start_spark(Spark(master="lokal"), Path(sys.argv[1])):
        pass
except MeritoError as error:
    print(error)
"""


def test_no_server_is_told_at_once(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        with (
            pytest.raises(UnreachableError) as caught,
            start_spark(Spark(remote=f"sc://127.0.0.1:{port}/;user_id=anna"), tmp_path),
        ):
            pass
    assert str(caught.value) == str(
        UnreachableError(f"sc://127.0.0.1:{port}", "connection refused")
    )
