"""A folder for what does not fit into memory: there while it is used, and gone afterwards."""

import os
import re
import shutil
import stat
import sys
import tempfile
from contextlib import contextmanager, suppress
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.engines.memory_budget import format_bytes
from cli.errors import MeritoError
from cli.interrupts import defer_signals

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX: Final = "merito-"
_LEAST: Final = 1 << 16
"""Bytes below which a disk counts as full."""
_OWN: Final = re.compile(rf"{_PREFIX}\d+-[a-z0-9_]{{8}}")
"""Names that `tempfile` makes of the prefix and the process id."""
_LOCK: Final = "in-use"
"""The file that the process holds locked for as long as it lives, however it ends."""
_REASONS: Final = {
    ENOSPC: "no space left on the disk",
    EDQUOT: "your disk quota is used up",
    EFBIG: "a file grew larger than files may be here",
}
_DAMAGE: Final = re.compile(
    "parquet|out-of-spec|encoded schema|decompress"
    "|out of bounds|does not match string data|utf-?8|dictionary keys",
    re.IGNORECASE,
)
"""What Polars says of a Parquet or an Arrow file that is damaged."""
_WINDOWS_FULL: Final = {39: ENOSPC, 112: ENOSPC}
"""What Windows says in place of ENOSPC."""


class NoScratchError(MeritoError):
    """There is no place for temporary files."""

    def __init__(self, folder: Path, reason: OSError) -> None:
        why = (reason.strerror or str(reason)).lower()
        super().__init__(
            f"cannot make a temporary folder in {folder}: {why}; name one that exists and can be"
            " written to, as TMPDIR=/path merito …"
        )


class ScratchFailedError(MeritoError):
    """The disk of the temporary files fails or spoils them, or they may no longer be used."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"cannot use the temporary files in {folder}: {reason}; use another disk"
            " (TMPDIR=/path merito …), or allow more memory (memory: in merito.yaml)"
        )


class ScratchFullError(MeritoError):
    """The disk of the temporary files is full."""

    def __init__(self, folder: Path, reason: str, written: int) -> None:
        super().__init__(
            f"cannot write to {folder}: {reason}, after {format_bytes(written)} of"
            " temporary files; free"
            " some space, use another disk (TMPDIR=/path merito …), or allow more memory (memory:"
            " in merito.yaml)"
        )


@contextmanager
def make_scratch_folder() -> "Iterator[Path]":
    """Make a folder that only this user can read, and remove it however the block is left.

    It lies in TMPDIR, else where the system keeps temporary files; its name begins with `merito-`
    and the process id. Folders of runs that were killed outright are removed first. Raises
    `NoScratchError` where there is no place for it.
    """
    parent = Path(os.environ.get("TMPDIR") or tempfile.gettempdir())
    _remove_leftovers(parent)
    made: tuple[Path, int] | None = None
    try:
        with defer_signals():
            made = _make_locked_folder(parent)
        yield made[0]
    finally:
        if made is not None:
            with defer_signals():
                _remove(*made)


@contextmanager
def explain_disk_errors(folder: Path) -> "Iterator[None]":
    """Raise `ScratchFullError` or `ScratchFailedError` where the system refuses a temporary file.

    The block does nothing else than write and read files of the folder.
    """
    try:
        yield
    except (OSError, pl.exceptions.PolarsError) as error:
        number = _get_error_number(error)
        if not number and _is_full(folder):
            # Polars says nothing of a last write that fails; what was written is then cut off.
            number = ENOSPC
        reason = _REASONS.get(number)
        if reason is not None:
            raise ScratchFullError(folder, reason, _measure_size(folder)) from error
        if number:
            raise ScratchFailedError(folder, os.strerror(number).lower()) from error
        if _tells_damage(error):
            raise ScratchFailedError(folder, "one of them is damaged") from error
        raise


def _tells_damage(error: Exception) -> bool:
    """Return whether Polars cannot read a file that it has written."""
    said = isinstance(error, pl.exceptions.PolarsError) and _DAMAGE.search(str(error))
    return bool(said) or isinstance(error, pl.exceptions.PanicException)


def _is_full(folder: Path) -> bool:
    with suppress(OSError):
        return shutil.disk_usage(folder).free < _LEAST
    return False


def _get_error_number(error: Exception) -> int:
    """Return the system's number of an error, 0 where it has none; Polars only has it in words."""
    own = error.errno if isinstance(error, OSError) else None
    said = re.search(r"\(os error (\d+)\)", str(error))
    if said and own is None:
        number = int(said[1])
        return _WINDOWS_FULL.get(number, number) if sys.platform == "win32" else number
    # NumPy says no more than that not everything was written.
    unsaid = re.fullmatch(r"\d+ requested and \d+ written", str(error))
    return ENOSPC if unsaid and own is None else own or 0


def _measure_size(folder: Path) -> int:
    """Return the bytes in a folder; files that vanish meanwhile count nothing."""
    total = 0
    for path, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                total += Path(path, name).lstat().st_size
    return total


def _make_locked_folder(parent: Path) -> tuple[Path, int]:
    """Return a new folder and the open file in it that says that it is in use."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=parent))
    except OSError as error:
        raise NoScratchError(parent, error) from error
    try:
        lock = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    except FileNotFoundError:
        # A run that began at the same moment has taken the folder, still empty, for left over.
        return _make_locked_folder(parent)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise NoScratchError(parent, error) from error
    # A disk that knows no locks keeps the folder of a killed run: none is taken for left over.
    _try_lock(lock)
    return folder, lock


def _remove(folder: Path, lock: int) -> None:
    """Remove a folder, its lock last: where that is cut short, the next run removes the rest."""
    _empty(folder)
    with suppress(OSError):
        # A disk that fails may do so only here, and what failed first is what is told.
        os.close(lock)
    with suppress(OSError):
        (folder / _LOCK).unlink(missing_ok=True)
        try:
            folder.rmdir()
        except OSError:
            # A thread that nobody waits for has written once more.
            (folder / _LOCK).touch()
            raise


def _empty(folder: Path) -> None:
    """Remove what is in a folder but for its lock; what cannot be removed stays."""
    with suppress(OSError):
        for path in list(folder.iterdir()):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name != _LOCK:
                with suppress(OSError):
                    path.unlink(missing_ok=True)


def _remove_leftovers(parent: Path) -> None:
    """Remove the folders of runs of this user that ended without a chance to do so."""
    with suppress(OSError):
        for folder in sorted(parent.glob(f"{_PREFIX}[0-9]*-*")):
            if _is_own(folder):
                _remove_left(folder)


def _is_own(folder: Path) -> bool:
    with suppress(OSError):
        seen = folder.lstat()
        mine = sys.platform == "win32" or seen.st_uid == os.getuid()
        return mine and stat.S_ISDIR(seen.st_mode)
    return False


def _remove_left(folder: Path) -> None:
    """Remove a folder that nobody uses.

    The lock tells, not the process id: other processes get the same number, and a container that
    shares the disk counts its own.
    """
    if not (folder / _LOCK).exists():
        if not _OWN.fullmatch(folder.name):
            return
        # Ended between making the folder and its lock; what has no lock and is not empty stays.
        with suppress(OSError):
            folder.rmdir()
        return
    with suppress(OSError):
        lock = os.open(folder / _LOCK, os.O_RDWR)
        if _try_lock(lock):
            _remove(folder, lock)
        else:
            os.close(lock)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(lock: int) -> bool:
        """Lock an open file for this process, and tell whether that was possible."""
        with suppress(OSError):
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
            return True
        return False

else:
    import fcntl

    def _try_lock(lock: int) -> bool:
        """Lock an open file for this process, and tell whether that was possible."""
        with suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False
