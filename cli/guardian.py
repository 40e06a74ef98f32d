"""A process that waits while another one reads Parquet: a damaged file may abort the reader.

A few damaged bytes make the library that reads Parquet ask for more memory than there is, at which
it aborts the process. The guardian is forked before anything large is imported, so that it costs a
millisecond, and turns the abort into a sentence.
"""

import os
import signal
import sys
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import mmap
    from collections.abc import Iterator, Mapping, Sequence
    from types import FrameType

_ENDINGS: Final = (b".parquet", b".pq")
_MAGIC: Final = b"PAR1"
_CONFIG: Final = "merito.yaml"
_CRASHES: Final = ("SIGABRT", "SIGSEGV", "SIGBUS", "SIGILL")
_PASSED_ON: Final = ("SIGINT", "SIGTERM", "SIGHUP")
_SIZE: Final = 4096
_LARGEST: Final = 1 << 20
"""Most bytes of a configuration file that are looked at."""
_DEATH: Final = 1
"""What Linux calls the signal that a process gets when its parent ends."""


class _Reading:
    """The names of the files that are being read, in memory that both processes see."""

    def __init__(self) -> None:
        self.memory: mmap.mmap | None = None
        self._names: list[str] = []
        self._lock = Lock()

    def add(self, name: str) -> None:
        """Write one more name: files are read side by side."""
        with self._lock:
            self._names.append(name)
            self._write()

    def remove(self, name: str) -> None:
        """Write the names without one."""
        with self._lock:
            self._names.remove(name)
            self._write()

    def _write(self) -> None:
        if self.memory is not None:
            content = "\n".join(self._names).encode("utf-8", "surrogateescape")[: _SIZE - 1]
            self.memory[:] = content.ljust(_SIZE, b"\0")

    def find_suspects(self) -> list[str]:
        """Return the different names; of several those of Parquet files, if there are some."""
        content = b"" if self.memory is None else bytes(self.memory).rstrip(b"\0")
        names = list(dict.fromkeys(content.decode("utf-8", "surrogateescape").splitlines()))
        return [name for name in names if _is_parquet(name)] or names


_reading: Final = _Reading()


@contextmanager
def tell_guardian(name: str) -> "Iterator[None]":
    """Let the guardian, where there is one, know that a file is being read."""
    _reading.add(name)
    try:
        yield
    finally:
        _reading.remove(name)


def guard(arguments: "Sequence[str]", environ: "Mapping[str, str]") -> None:
    """Go on in a new process where the command names Parquet; the present one waits for it."""
    if not hasattr(os, "fork") or not names_parquet(arguments, environ):
        return
    import mmap  # noqa: PLC0415 - only where it is needed

    _reading.memory = mmap.mmap(-1, _SIZE)
    child = os.fork()
    if child:
        _wait(child)
        return
    if sys.platform == "linux":
        _end_with_parent()
    _keep_to_ourselves()


def names_parquet(arguments: "Sequence[str]", environ: "Mapping[str, str]") -> bool:
    """Return whether arguments, variables or the configuration file name a Parquet file."""
    values = [value for name, value in environ.items() if name.startswith("MERITO_")]
    given = [*arguments, *values]
    if any(map(_is_parquet, given)):
        return True
    configs = _list_configs(given)
    return any(ending in _begin(path, _LARGEST) for path in configs for ending in _ENDINGS)


def _is_parquet(text: str) -> bool:
    """Return whether a text names Parquet, or a file that begins as Parquet does."""
    named = any(ending in text.encode("utf-8", "replace") for ending in _ENDINGS)
    return named or _begin(text, len(_MAGIC)) == _MAGIC


def _list_configs(given: "Sequence[str]") -> list[str]:
    """Return the files that may be the configuration: named ones, and those found by their name."""
    named = [text.rpartition("=")[2] for text in given if text.endswith((".yaml", ".yml"))]
    with suppress(OSError):
        folder = Path.cwd()
        named += [str(place / _CONFIG) for place in (folder, *folder.parents)]
    return named


def _begin(path: str, count: int) -> bytes:
    """Return the first bytes of a regular file, none of anything else."""
    with suppress(OSError, ValueError):
        file = Path(path)
        if file.is_file():
            with file.open("rb") as stream:
                return stream.read(count)
    return b""


def _wait(child: int) -> None:
    """Wait for the child and leave as it left."""

    def pass_on(number: int, _frame: "FrameType | None") -> None:
        with suppress(ProcessLookupError):
            os.kill(child, number)

    for name in _PASSED_ON:
        number = getattr(signal, name)
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, pass_on)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        os._exit(os.WEXITSTATUS(status))
    ended_by = signal.Signals(os.WTERMSIG(status))
    names = _reading.find_suspects()
    if ended_by.name in _CRASHES and names:
        from cli.standard_error import print_message  # noqa: PLC0415 - only where it is needed

        print_message(f"{' or '.join(names)}: cannot be read: the file is damaged; export it again")
        os._exit(2)
    with suppress(OSError):  # nobody has a say in SIGKILL
        signal.signal(ended_by, signal.SIG_DFL)
    os.kill(os.getpid(), ended_by)
    os._exit(128 + ended_by)


def _end_with_parent() -> None:
    """Have the system end this process as well where the guardian is killed outright."""
    import ctypes  # noqa: PLC0415 - only where it is needed

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DEATH, signal.SIGTERM)


def _keep_to_ourselves() -> None:
    """Write to standard error by a way that libraries do not know: what aborts has a last word.

    It would stand above the sentence of the guardian, and says less.
    """
    if sys.stderr is None:
        return
    with suppress(OSError):
        own = os.fdopen(os.dup(sys.stderr.fileno()), "wb", buffering=0)
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, sys.stderr.fileno())
        os.close(sink)
        before = sys.stderr
        sys.stderr = TextIOWrapper(
            own, before.encoding, before.errors, line_buffering=True, write_through=True
        )
        sys.__stderr__ = sys.stderr  # type: ignore[misc]  # what Java's messages go to
