"""A folder of files replaced as one: nobody ever sees files of two runs beside each other."""

import ctypes
import os
import stat
import sys
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.interrupts import defer_signals
from cli.outputs.temporary_files import (
    choose_temporary_path,
    hold,
    remove_leftovers,
    remove_temporary,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_HERE: Final = -100
"""What Linux calls the working folder, for paths that are relative."""
_EXCHANGE: Final = 2


def swap_folder(
    contents: "Mapping[str, bytes]", folder: Path, former: "Collection[str]" = ()
) -> bool:
    """Write a folder beside its place and put it there in one step; return False where it cannot.

    Files named in `former` go with the old folder. It cannot where the folder holds files of other
    names or anything but files, where somebody works in it (its working folder would be gone), and
    where the system cannot exchange two folders.
    Raises OSError where a file cannot be written; nothing is changed then.
    """
    existed = folder.exists()
    if not folder.parent.is_dir() or (existed and not _is_all_ours(folder, {*contents, *former})):
        return False
    with ExitStack() as cleanup:
        fresh = _make_beside(folder, cleanup)
        if fresh is None:
            return False
        for name, content in contents.items():
            (fresh / name).write_bytes(content)
        if not existed:
            fresh.replace(folder)
            return True
        fresh.chmod(stat.S_IMODE(folder.stat().st_mode))
        # Once exchanged, what lies beside is the old folder, which the cleaning up removes.
        return _exchange(fresh, folder)


def _is_all_ours(folder: Path, names: "Collection[str]") -> bool:
    """Return whether a folder holds files of these names only, and is not being worked in."""
    if not folder.is_dir() or Path.cwd().is_relative_to(folder):
        return False
    entries = list(folder.iterdir())
    return all(each.name in names and each.is_file() for each in entries) and not any(
        each.is_symlink() for each in entries
    )


def _make_beside(folder: Path, cleanup: ExitStack) -> Path | None:
    """Return a new folder that is removed in the end, None where nothing may be put beside."""
    fresh = choose_temporary_path(folder)
    remove_leftovers(fresh.parent)
    cleanup.callback(_remove_at_once, fresh)
    try:
        fresh.mkdir()
    except OSError:
        return None
    held = hold(fresh)
    if held is not None:
        cleanup.callback(os.close, held)
    return fresh


def _remove_at_once(path: Path) -> None:
    with defer_signals():
        remove_temporary(path)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two folders in one step; return whether the system could."""
    if sys.platform != "linux":
        return False
    with suppress(OSError, AttributeError):
        rename = ctypes.CDLL(None, use_errno=True).renameat2
        failed = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
        return int(failed) == 0
    return False
