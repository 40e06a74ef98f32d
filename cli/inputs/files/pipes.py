"""Files that are no files: pipes, terminals and devices, none of which may hang a run."""

import os
import select
import stat
import time
from functools import cache
from pathlib import Path
from typing import Final

from cli.inputs.files.errors import DeviceError, NoWriterError

_PATIENCE: Final = 5.0
"""Seconds until somebody must have opened the other end of a pipe."""
_BLOCK: Final = 1 << 20


def read_special(file: Path, name: str) -> bytes:
    """Return what a pipe, a terminal or /dev/null holds.

    Raises `DeviceError` for other devices, which may never end, and `NoWriterError`.
    """
    found = file.stat()
    if stat.S_ISFIFO(found.st_mode):
        return _read_pipe(file, name, found.st_ino)
    if stat.S_ISCHR(found.st_mode) and (_is_terminal(file) or file.samefile(os.devnull)):
        return file.read_bytes()
    raise DeviceError(name)


def _is_terminal(file: Path) -> bool:
    with file.open("rb", buffering=0) as stream:
        return stream.isatty()


@cache
def _read_pipe(file: Path, name: str, _inode: int) -> bytes:
    """Read a pipe once, such as <(zcat …): `--by` has the file looked at a second time."""
    descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK)
    try:
        return _read_first(descriptor, name) + _read_rest(descriptor)
    finally:
        os.close(descriptor)


def _read_first(descriptor: int, name: str) -> bytes:
    """Return the first bytes; a pipe that nobody writes to looks as if it had ended."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            data = os.read(descriptor, _BLOCK)
        except BlockingIOError:
            return b""
        if data:
            return data
        time.sleep(0.02)
    raise NoWriterError(name)


def _read_rest(descriptor: int) -> bytes:
    os.set_blocking(descriptor, True)
    select.select([descriptor], [], [])
    blocks = []
    while block := os.read(descriptor, _BLOCK):
        blocks.append(block)
    return b"".join(blocks)
