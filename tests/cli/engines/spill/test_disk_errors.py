"""Disks that are full, fail or spoil temporary files."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest

from cli.engines.spill.scratch import (
    ScratchFailedError,
    ScratchFullError,
    explain_disk_errors,
    make_scratch_folder,
)
from cli.errors import MeritoError
from tests.running import ROOT, environment
from tests.selection import keep

ROWS = pl.DataFrame({"number": pl.int_range(400_000, eager=True).hash()})
"""Rows that no compression makes smaller than 3 MB."""

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
from tests.cli.engines.spill.test_disk_errors import WRITES
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


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "half of it": lambda whole: whole[: len(whole) // 2],
    "all but its last byte": lambda whole: whole[:-1],
    "another schema": lambda whole: whole[:-200] + b"\xff" * 64 + whole[-136:],
    "another letter": lambda whole: whole.replace(b"customer number 1", b"Customer number 1"),
    "texts from elsewhere": lambda whole: whole.replace(b"cust\0\0\0\0", b"cust\xff\xff\xff\xff"),
}
"""What a disk may leave of a file."""


@pytest.fixture
def folder(disk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of temporary files on a disk of which any free space is enough."""
    monkeypatch.setattr("cli.engines.spill.scratch._LEAST", 0)
    with make_scratch_folder() as made:
        assert made.parent == disk
        yield made


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_file_that_is_damaged_meanwhile_is_told(
    folder: Path, spoil: Callable[[bytes], bytes]
) -> None:
    path = folder / "part.arrow"
    pl.DataFrame({"id": [f"customer number {number}" for number in range(100)]}).write_ipc(path)
    whole = path.read_bytes()
    assert spoil(whole) != whole
    path.write_bytes(spoil(whole))
    with (
        pytest.raises(ScratchFailedError, match=": one of them is damaged; use another"),
        explain_disk_errors(folder),
    ):
        pl.read_ipc(path)


def test_a_piece_of_parquet_that_is_damaged_meanwhile_is_told(folder: Path) -> None:
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
