"""The files of a role: paths, globs and standard input."""

import glob
import os
import sys
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from cli.inputs.files.addresses import AddressError, is_address
from cli.inputs.files.errors import (
    EmptyFileError,
    FolderError,
    MissingFileError,
    NoFilesError,
    NoMatchError,
    NotATableError,
    StandardInputTwiceError,
    UnreadableError,
)
from cli.inputs.files.pipes import read_special
from cli.inputs.files.text_bytes import UNKNOWN, ByteSummary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import BinaryIO

    from cli.settings.sections.exports.files import Files


STANDARD_INPUT: Final = "-"
_HEAD: Final = 8
_TOO_SHORT_FOR_PARQUET: Final = 12


class Container(StrEnum):
    """How a table is stored."""

    TEXT = "text"
    COMPRESSED = "compressed"
    """Text in gzip or zstd."""
    PARQUET = "parquet"
    WORKBOOK = "workbook"
    """Sheets of a spreadsheet (.xlsx), one of which is made text before it is read."""


WORKBOOK_MAGIC: Final = b"PK\x03\x04"
"""What zip archives begin with, hence workbooks."""

_CONTAINERS: Final = {
    b"\x1f\x8b": Container.COMPRESSED,
    b"\x28\xb5\x2f\xfd": Container.COMPRESSED,
    b"PAR1": Container.PARQUET,
    WORKBOOK_MAGIC: Container.WORKBOOK,
}
_OTHERS: Final = {
    b"\xd0\xcf\x11\xe0": (
        "an old spreadsheet (.xls) or one with a password",
        "save it as .xlsx or CSV, without a password",
    ),
    b"%PDF": ("a PDF document", "export the data as CSV"),
    b"BZh": ("a bzip2 archive", "unpack it, or use gzip or zstd"),
    b"\xfd7zXZ": ("an xz archive", "unpack it, or use gzip or zstd"),
    b"SQLite f": ("a SQLite database", "export the table as CSV"),
    b"ARROW1": ("an Arrow file", "save it as Parquet"),
}


class Source(NamedTuple):
    """One table as it is stored."""

    name: str
    """What messages call it: the path relative to the working folder, or "-"."""
    data: Path | bytes
    """Where it is, or the bytes themselves where they can be read only once."""
    container: Container
    details: tuple[str, ...] = ()
    """What was decided about its bytes, for `-v`."""
    notes: tuple[str, ...] = ()
    """What was guessed about them, for stderr."""
    origin: str = ""
    """What was made text here, a sheet or JSON; empty where it is text itself."""
    numbers: frozenset[int] = frozenset()
    """Columns of such a text, from 0, whose digits are all those of typed values, some of which
    are numbers: written with a point, whatever the settings say of texts."""
    times: frozenset[int] = frozenset()
    """The same where some are dates, which are ISO."""
    summary: ByteSummary = UNKNOWN
    """What is known of the bytes of its text."""
    lines: "Sequence[int]" = ()
    """Line or record of the file from which each line of such a text was made; empty where they
    are the same."""
    made: frozenset[str] = frozenset()
    """Columns of such a text that the file has not."""

    def find_line(self, line: int) -> int:
        """Return where in the file a line of its text, counted from 1, comes from."""
        return self.lines[line - 1] if self.lines else line


def find_sources(texts: tuple[str, ...], role: str, folder: Path | None) -> list[Source]:
    """Return the files in the order given, those of a pattern by name, each file once.

    `folder` is what the paths are relative to, None for the working folder. Raises an error of
    exit status 2 where a file is missing, unreadable or no table.
    """
    if not texts:
        raise NoFilesError(role)
    found: dict[str, Source | None] = {}
    for text in texts:
        if is_address(text):
            raise AddressError(text, role)
        for path in [text] if text == STANDARD_INPUT else _expand(text, folder):
            key = path if path == STANDARD_INPUT else os.path.realpath(path)
            found[key] = found.get(key) or _open_source(path)
    return [source for source in found.values() if source]


def _expand(text: str, folder: Path | None) -> list[str]:
    path = text if folder is None else str(folder / text)
    if not glob.has_magic(text) or Path(path).exists():
        return [path]
    root = "" if folder is None else glob.escape(str(folder)) + os.sep
    matches = sorted(glob.glob(root + text, recursive=True))  # noqa: PTH207 - absolute patterns
    files = [match for match in matches if not Path(match).is_dir()]
    if not files:
        raise NoMatchError(text)
    return files


def _open_source(path: str) -> Source:
    if path == STANDARD_INPUT:
        return _check_source("-", _read_once(_get_standard_input()))
    name = format_path(path)
    file = Path(path)
    try:
        if file.is_dir():
            raise FolderError(name.rstrip("/"))
        if file.exists() and not file.is_file():
            return _check_source(name, read_special(file, name))
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
        size = file.stat().st_size
        # A file of the system, such as /proc/…, holds more than its size says.
        return _check_source(name, file if size else file.read_bytes(), head, size)
    except FileNotFoundError:
        raise MissingFileError(name, _list_neighbours(file)) from None
    except OSError as error:
        raise UnreadableError(name, (error.strerror or str(error)).lower()) from None


def _get_standard_input() -> "BinaryIO":
    if sys.stdin is None:
        raise UnreadableError(STANDARD_INPUT, "standard input is closed; name a file")
    return sys.stdin.buffer


@cache
def _read_once(stream: "BinaryIO") -> bytes:
    """Return what a stream holds, again where `--by` has the file looked at a second time."""
    return stream.read()


def _check_source(
    name: str, data: Path | bytes, head: bytes | None = None, size: int | None = None
) -> Source:
    if isinstance(data, bytes):
        head, size = data[:_HEAD], len(data)
    if not head:
        raise EmptyFileError(name)
    for magic, (kind, remedy) in _OTHERS.items():
        if head.startswith(magic):
            raise NotATableError(name, kind, remedy)
    container = next((c for magic, c in _CONTAINERS.items() if head.startswith(magic)), None)
    parquet = container is Container.PARQUET
    if name.endswith((".parquet", ".pq")) and not parquet:
        raise UnreadableError(name, "not Parquet in spite of its name; export it again")
    if parquet and (size or 0) < _TOO_SHORT_FOR_PARQUET:
        raise UnreadableError(name, "the Parquet file is cut off")
    return Source(name, data, container or Container.TEXT)


def _list_neighbours(file: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in file.parent.iterdir())
    except OSError:
        return []


def format_path(path: str) -> str:
    """Return what messages call a file: its path from the working folder, where it is there."""
    try:
        return str(Path(path).relative_to(Path.cwd()))
    except ValueError:
        return path


def refuse_standard_input_twice(sections: "Mapping[str, Files]") -> None:
    """Raise `StandardInputTwiceError` where several roles are to be read from standard input."""
    roles = [role for role, section in sections.items() if STANDARD_INPUT in section.files]
    if len(roles) > 1:
        raise StandardInputTwiceError(roles)
