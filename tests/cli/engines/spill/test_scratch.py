"""The temporary folder: there while it is used, gone however the run ends."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest

from cli.engines.spill.scratch import (
    NoScratchError,
    ScratchFailedError,
    ScratchFullError,
    explain_disk_errors,
    make_scratch_folder,
)
from cli.errors import MeritoError
from cli.interrupts import TerminatedError
from tests.running import ROOT, environment
from tests.selection import keep

ROWS = pl.DataFrame({"number": pl.int_range(400_000, eager=True).hash()})
"""Rows that no compression makes smaller than 3 MB."""


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder where temporary files go."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def test_it_is_there_and_private_and_gone_afterwards(disk: Path) -> None:
    with make_scratch_folder() as folder:
        assert folder.parent == disk
        assert folder.name.startswith(f"merito-{os.getpid()}-")
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        (folder / "deep" / "deeper").mkdir(parents=True)
        (folder / "deep" / "deeper" / "rows").write_bytes(b"1")
        (folder / "rows").write_bytes(b"2")
    assert list(disk.iterdir()) == []


@pytest.mark.parametrize(
    "error", [ValueError(), KeyboardInterrupt(), TerminatedError(signal.SIGTERM), SystemExit(1)]
)
def test_it_is_gone_after_an_error(disk: Path, error: BaseException) -> None:
    def use() -> None:
        with make_scratch_folder() as folder:
            (folder / "rows").write_bytes(b"1")
            raise error

    with pytest.raises(type(error)):
        use()
    assert list(disk.iterdir()) == []


def test_a_link_in_it_is_not_followed(disk: Path) -> None:
    (disk / "mine").mkdir()
    (disk / "mine" / "file").write_bytes(b"1")
    with make_scratch_folder() as folder:
        (folder / "link").symlink_to(disk / "mine")
    assert [path.name for path in disk.iterdir()] == ["mine"]
    assert (disk / "mine" / "file").exists()


def test_what_is_written_while_it_is_removed_is_removed_by_the_next(
    disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = Path.unlink

    def late(path: Path, missing_ok: bool = False) -> None:
        unlink(path, missing_ok=missing_ok)
        (path.parent / "late").write_bytes(b"1")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", late)
        with make_scratch_folder() as folder:
            pass
    assert sorted(path.name for path in folder.iterdir()) == ["in-use", "late"]
    with make_scratch_folder():
        assert not folder.exists()
    assert list(disk.iterdir()) == []


def test_two_do_not_disturb_each_other(disk: Path) -> None:
    with make_scratch_folder() as first:
        (first / "rows").write_bytes(b"1")
        with make_scratch_folder() as second:
            assert first != second
        assert (first / "rows").exists()
    assert list(disk.iterdir()) == []


HELD = """
import sys, time
from cli.engines.spill.scratch import make_scratch_folder
with make_scratch_folder() as folder:
    (folder / "rows").write_bytes(b"1")
    print(folder, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def holding(disk: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Another process with a folder of its own."""
    with subprocess.Popen(
        [sys.executable, "-c", HELD],
        env=environment({"TMPDIR": str(disk)}),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout
        yield running, Path(running.stdout.readline().strip())
        running.kill()


def test_what_a_killed_run_left_is_removed_by_the_next(
    disk: Path, holding: tuple[subprocess.Popen[str], Path]
) -> None:
    running, left = holding
    with make_scratch_folder():
        assert (left / "rows").exists()
    running.kill()
    running.wait()
    assert (left / "rows").exists()
    with make_scratch_folder() as folder:
        assert list(disk.iterdir()) == [folder]


def test_other_folders_stay(disk: Path) -> None:
    (disk / "merito-demo").mkdir()
    (disk / "merito-12-notes").mkdir()
    (disk / "merito-12-file").write_bytes(b"")
    (disk / "merito-12-link").symlink_to(disk / "merito-demo")
    before = sorted(disk.iterdir())
    with make_scratch_folder():
        pass
    assert sorted(disk.iterdir()) == before


@pytest.mark.skipif(os.getuid() != 0, reason="only root gives files to somebody else")
def test_a_folder_of_somebody_else_stays(disk: Path) -> None:
    theirs = disk / "merito-12-theirs"
    theirs.mkdir()
    (theirs / "in-use").write_bytes(b"")
    os.chown(theirs, 12345, 12345)
    with make_scratch_folder():
        pass
    assert theirs.exists()


def test_a_place_that_does_not_exist_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "none"))
    with pytest.raises(NoScratchError) as caught, make_scratch_folder():
        pass
    assert caught.value.exit_status == 2
    assert str(caught.value) == (
        f"cannot make a temporary folder in {tmp_path}/none: no such file or directory; name one"
        " that exists and can be written to, as TMPDIR=/path merito …"
    )


WRITES: dict[str, Callable[[Path], object]] = {
    "parquet": lambda path: ROWS.write_parquet(path, compression="uncompressed"),
    "ipc": ROWS.write_ipc,
    "sink_parquet": lambda path: ROWS.lazy().sink_parquet(path, compression="uncompressed"),
    "sink_ipc": lambda path: ROWS.lazy().sink_ipc(path),
    "bytes": lambda path: path.write_bytes(bytes(4_000_000)),
    "numpy": lambda path: ROWS["number"].to_numpy().tofile(path),
}

FULL = """
import resource, sys
from pathlib import Path
from cli.engines.spill.scratch import explain_disk_errors, make_scratch_folder
from tests.cli.engines.spill.test_scratch import WRITES
if sys.argv[2] == "limited":
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
try:
    with make_scratch_folder() as folder, explain_disk_errors(folder):
        (folder / "small").write_bytes(bytes(123_456))
        WRITES[sys.argv[1]](folder / "rows")
except Exception as error:
    print(type(error).__name__, getattr(error, "exit_status", None), error, sep="|")
"""


def filled(write: str, how: str, disk: Path) -> list[str]:
    """Return name, status and sentence of the error of a process that writes too much."""
    done = subprocess.run(
        [sys.executable, "-c", FULL, write, how],
        env=environment({"TMPDIR": str(disk)}),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == ""
    return done.stdout.rstrip("\n").split("|")


@pytest.mark.parametrize("write", keep(["parquet", "sink_ipc", "bytes"], ["bytes"]))
def test_a_file_that_may_not_grow_is_told(disk: Path, write: str) -> None:
    name, status, said = filled(write, "limited", disk)
    assert (name, status) == ("ScratchFullError", "2")
    assert ": a file grew larger than files may be here, after " in said
    assert list(disk.iterdir()) == []


@pytest.mark.parametrize("write", keep(WRITES, ["sink_ipc"]))
def test_a_disk_that_is_full_is_told(tmp_path: Path, write: str) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(  # a file system of a megabyte, where that is allowed
        ["/bin/mount", "-t", "tmpfs", "-o", "size=1m", "none", str(disk)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("may not mount a disk")
    try:
        name, status, said = filled(write, "unlimited", disk)
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["/bin/umount", str(disk)], check=True)
    assert (name, status) == ("ScratchFullError", "2")
    assert said.startswith(f"cannot write to {disk}/merito-")
    assert ": no space left on the disk, after " in said


def test_how_a_full_disk_is_told(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "rows").write_bytes(bytes(1_234_000))
    with pytest.raises(ScratchFullError) as caught, explain_disk_errors(tmp_path):
        raise OSError(28, "No space left on device")
    assert str(caught.value) == (
        f"cannot write to {tmp_path}: no space left on the disk, after 1.2 MB of temporary files;"
        " free some space, use another disk (TMPDIR=/path merito …), or allow more memory"
        " (memory: in merito.yaml)"
    )


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(122, "Disk quota exceeded"), "your disk quota is used up"),
        (OSError("Disk quota exceeded (os error 122)"), "your disk quota is used up"),
        (pl.exceptions.ComputeError("No space left (os error 28)"), "no space left on the disk"),
        (OSError("4 requested and 3 written"), "no space left on the disk"),
    ],
)
def test_each_way_to_say_that_a_disk_is_full(tmp_path: Path, error: Exception, said: str) -> None:
    with (
        pytest.raises(ScratchFullError, match=f": {said}, after 0 B of"),
        explain_disk_errors(tmp_path),
    ):
        raise error


@pytest.mark.parametrize(
    "error",
    [
        OSError("odd"),
        pl.exceptions.ComputeError("odd"),
        MeritoError("odd"),
    ],
)
def test_other_errors_pass(tmp_path: Path, error: Exception) -> None:
    with pytest.raises(type(error)) as caught, explain_disk_errors(tmp_path):
        raise error
    assert caught.value is error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(5, "Input/output error"), "input/output error"),
        (OSError(13, "Permission denied"), "permission denied"),
        (OSError(24, "Too many open files"), "too many open files"),
        (OSError("Read-only file system (os error 30)"), "read-only file system"),
        (pl.exceptions.ComputeError("odd (os error 5)"), "input/output error"),
    ],
)
def test_a_disk_that_fails_is_told(tmp_path: Path, error: Exception, said: str) -> None:
    with pytest.raises(ScratchFailedError) as caught, explain_disk_errors(tmp_path):
        raise error
    assert str(caught.value) == (
        f"cannot use the temporary files in {tmp_path}: {said}; use another disk"
        " (TMPDIR=/path merito …), or allow more memory (memory: in merito.yaml)"
    )


@pytest.mark.usefixtures("disk")
def test_a_file_that_is_damaged_meanwhile_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cli.engines.spill.scratch._LEAST", 0)
    with make_scratch_folder() as folder:
        path = folder / "part.parquet"
        ROWS.head(1000).write_parquet(path, compression="lz4")
        whole = path.read_bytes()
        for spoilt in (whole[: len(whole) // 2], whole[:-40] + b"\xff" * 32 + whole[-8:]):
            path.write_bytes(spoilt)
            with (
                pytest.raises(ScratchFailedError, match=": one of them is damaged; use another"),
                explain_disk_errors(folder),
            ):
                pl.read_parquet(path, glob=False)


@pytest.mark.usefixtures("disk")
def test_one_file_that_cannot_be_removed_keeps_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    unlink = Path.unlink

    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        if path.name == "stuck":
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    with make_scratch_folder() as folder:
        for name in ("a", "stuck", "z"):
            (folder / name).touch()
    assert [path.name for path in folder.iterdir() if path.name != "in-use"] == ["stuck"]


@pytest.mark.usefixtures("disk")
def test_a_lock_that_fails_to_close_hides_no_other_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    close = os.close

    def fail(descriptor: int) -> None:
        close(descriptor)
        raise OSError(28, "No space left on device")

    def work(folder: Path) -> None:
        monkeypatch.setattr(os, "close", fail)
        raise ScratchFailedError(folder, "input/output error")

    with pytest.raises(ScratchFailedError), make_scratch_folder() as folder:
        work(folder)
    assert not folder.exists()


def test_a_folder_without_its_lock_is_removed_where_it_is_empty(disk: Path) -> None:
    for name in ("merito-1-empty_01", "merito-1-filled_1"):
        (disk / name).mkdir()
    (disk / "merito-1-filled_1" / "rows").touch()
    with make_scratch_folder():
        pass
    assert [path.name for path in disk.iterdir()] == ["merito-1-filled_1"]
