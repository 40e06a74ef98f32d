"""Files that are missing, unreadable, empty or in no encoding that is known."""

import re
from typing import TYPE_CHECKING, Final

from cli.errors import MeritoError, suggest_nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MARKS: Final = re.compile(r"~\w*|\$\w+|\$\{\w+\}|%\w+%")
"""Folders as shells write them."""


class NoFilesError(MeritoError):
    """A report needs files that nobody named."""

    def __init__(self, role: str) -> None:
        super().__init__(
            f"no {role} files: name them with --{role} FILE, or as {role}.files in a merito.yaml,"
            " which merito init writes; merito demo copies a sample shop"
        )


class MissingFileError(MeritoError):
    """A file does not exist."""

    def __init__(self, name: str, beside: "Iterable[str]") -> None:
        hint = suggest_nearest(name.rpartition("/")[2], beside, "; check the name and the folder")
        super().__init__(f"{name}: no such file{_explain_marks(name) or hint}")


class NoMatchError(MeritoError):
    """A pattern matches no file."""

    def __init__(self, pattern: str) -> None:
        hint = _explain_marks(pattern) or "; check the folder and the names"
        super().__init__(f"{pattern}: no file matches this pattern{hint}")


class FolderError(MeritoError):
    """A folder was named instead of a file."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}: a folder, not a file; name the files in it: {name}/*.csv")


class UnreadableError(MeritoError):
    """The system does not let a file be read, or its compression is broken."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: cannot be read: {reason}")


class StandardInputTwiceError(MeritoError):
    """Several roles are to be read from standard input."""

    def __init__(self, roles: "Sequence[str]") -> None:
        others = "one of them" if len(roles) == 2 else "all but one of them"
        super().__init__(
            f"standard input (-) was given for {' and '.join(roles)}; it can be read once: "
            f"name a file for {others}"
        )


class DeviceError(MeritoError):
    """A device or socket was named, which may never end."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}: a device, not a file; name a file, or - for standard input")


class NoWriterError(MeritoError):
    """A pipe was named that nothing writes to."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: a pipe that nothing writes to; start the program that fills it first"
        )


class TooLargeError(MeritoError):
    """A compressed file unpacks to more than is believed."""

    def __init__(self, name: str, role: str, allowed: int) -> None:
        super().__init__(
            f"{name}: unpacks to more than {allowed:,} bytes, too much for its size or for "
            f"{role}.max_size; where that is right, set {role}.max_size to more, for example 100GB"
        )


class NotATableError(MeritoError):
    """A file is something else than a CSV or Parquet table."""

    def __init__(self, name: str, kind: str, remedy: str) -> None:
        super().__init__(f"{name}: {kind}, not a CSV or Parquet table; {remedy}")


class EmptyFileError(MeritoError):
    """A file holds nothing."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}: the file is empty; export it again with a header and rows")


class EncodingError(MeritoError):
    """A text file is not in the encoding that it is read in."""

    def __init__(self, name: str, line: int | None, role: str, encoding: str) -> None:
        place = name if line is None else f"{name}:{line}"
        meant = "utf-8" if encoding.lower() not in ("utf-8", "utf8") else "cp1252"
        super().__init__(
            f"{place}: not {encoding} text; save the file as UTF-8, or say how it was written: "
            f"set {role}.encoding, for example {meant}"
        )


class MixedEncodingsError(MeritoError):
    """A text file is UTF-8 in one line and something else in another."""

    def __init__(self, name: str, lines: tuple[int, int], role: str) -> None:
        other = f"line {lines[1]}" if lines[0] != lines[1] else "a part of the line"
        super().__init__(
            f"{name}:{lines[0]}: not utf-8 text, while {other} is: the file mixes "
            f"encodings; save it again as UTF-8, or say how it is to be read: set {role}.encoding, "
            "for example cp1252"
        )


class NulError(MeritoError):
    """A text file holds NUL bytes."""

    def __init__(self, name: str, line: int, role: str) -> None:
        super().__init__(
            f"{name}:{line}: a NUL byte; the file is damaged, or UTF-16 text: export it again, or "
            f"set {role}.encoding: utf-16"
        )


def _explain_marks(path: str) -> str:
    """Return what to do about ~ and variables in a path, which only shells fill in."""
    marks = next((part for part in path.split("/") if _MARKS.fullmatch(part)), None)
    return "" if marks is None else f"; {marks} is filled in by shells alone: write the whole path"
