"""The guardian of a process that reads Parquet: aborts end in a sentence, all else as it was."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.guardian import names_parquet
from tests.running import ROOT, environment

GUARDED = """
import os, sys
from cli.guardian import guard, tell_guardian
guard(["orders.parquet"], {})
with tell_guardian("orders.parquet"):
    if sys.argv[1].startswith("SIG"):
        import signal
        os.write(2, b"memory allocation of 12345678901234 bytes failed")
        os.kill(os.getpid(), getattr(signal, sys.argv[1]))
    print("our own word", file=sys.stderr)
    sys.exit(int(sys.argv[1]))
"""


def leave(how: str) -> tuple[int, str]:
    """Return status and standard error of a guarded process that leaves in some way."""
    done = subprocess.run(
        [sys.executable, "-c", GUARDED, how],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("name", ["SIGABRT", "SIGSEGV", "SIGBUS"])
def test_an_abort_while_a_file_is_read_is_told(name: str) -> None:
    told = "merito: orders.parquet: cannot be read: the file is damaged; export it again\n"
    assert leave(name) == (2, told)


BESIDE = """
import os, signal
from threading import Thread
from cli.guardian import guard, tell_guardian
guard(["orders.parquet"], {})
touches = tell_guardian("touches.csv")
touches.__enter__()
with tell_guardian("orders.parquet"):
    other = Thread(target=touches.__exit__, args=(None, None, None))
    FIRST
    os.kill(os.getpid(), signal.SIGABRT)
"""


@pytest.mark.parametrize("first", ["other.start(); other.join()", "pass"])
def test_another_file_that_is_read_beside_it_hides_nothing(first: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BESIDE.replace("FIRST", first)],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    told = "merito: orders.parquet: cannot be read: the file is damaged; export it again\n"
    assert (done.returncode, done.stderr) == (2, told)


@pytest.mark.parametrize("status", [0, 1, 3])
def test_other_exit_statuses_are_passed_on(status: int) -> None:
    assert leave(str(status)) == (status, "our own word\n")


def test_other_signals_end_the_guardian_as_well() -> None:
    assert leave("SIGKILL") == (-signal.SIGKILL, "")


def test_what_names_parquet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "export").write_bytes(b"PAR1....PAR1")
    (tmp_path / "orders.csv").write_bytes(b"order_id\n")
    assert names_parquet(["--orders", "a.parquet"], {})
    assert names_parquet(["--orders=*.pq"], {})
    assert names_parquet(["--orders", "export"], {})
    assert names_parquet([], {"MERITO_ORDERS": "a.parquet"})
    assert not names_parquet(["--orders", "orders.csv"], {"HOME": "a.parquet"})
    (tmp_path / "other.yaml").write_text("orders: {files: a.parquet}", encoding="utf-8")
    assert names_parquet(["-c", "other.yaml"], {})
    (tmp_path / "merito.yaml").write_text("orders: {files: a.parquet}", encoding="utf-8")
    assert names_parquet([], {})
