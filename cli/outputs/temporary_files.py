"""Files and folders beside an output while it is written: gone afterwards, however that ends."""

import os
import re
import shutil
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_NAME: Final = re.compile(r"\.merito-[0-9a-f]{12}\.tmp")


def choose_temporary_path(path: "Path") -> "Path":
    """Return a name beside a path that nothing has."""
    # Short, so that a name near the limit of the file system still has room beside it.
    return path.with_name(f".merito-{os.urandom(6).hex()}.tmp")


def remove_temporary(path: "Path") -> None:
    """Remove a temporary file, or a folder with all that is in it; what cannot be stays."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def remove_leftovers(folder: "Path") -> None:
    """Remove from a folder what writers left that were killed outright: nobody holds it locked."""
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if _NAME.fullmatch(path.name):
                _remove_left(path)


if sys.platform == "win32":

    def hold(_path: "Path") -> int | None:
        """Return None: what is open cannot be renamed here, so that nothing can be held."""
        return None

    def _remove_left(path: "Path") -> None:
        """Leave a file alone: nothing tells whether somebody still writes it."""

else:
    import fcntl

    def hold(path: "Path") -> int | None:
        """Lock a file or folder for as long as what is returned is open; None where it is gone."""
        try:
            held = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError:
            return None
        with suppress(OSError):  # a disk that knows no locks keeps what is left over
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return held

    def _remove_left(path: "Path") -> None:
        with suppress(OSError):
            found = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                fcntl.flock(found, fcntl.LOCK_EX | fcntl.LOCK_NB)
                remove_temporary(path)
            finally:
                os.close(found)
