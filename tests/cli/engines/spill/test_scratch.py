"""The temporary folder: there while it is used, gone however the run ends."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.engines.spill.scratch import (
    NoScratchError,
    ScratchFailedError,
    make_scratch_folder,
)
from cli.interrupts import TerminatedError
from tests.running import ROOT, environment


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
