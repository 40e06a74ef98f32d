"""Where finished reports go: files, folders and streams, complete or not at all."""

import errno
import os
import shutil
import sys
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from cli.errors import MeritoError, suggest_nearest
from cli.outputs.folder_swap import swap_folder
from cli.outputs.temporary_files import (
    choose_temporary_path,
    hold,
    remove_leftovers,
    remove_temporary,
)
from cli.render.output_formats import Format

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from typing import BinaryIO

EXTENSIONS: Final = {
    extension: each
    for each in sorted(Format, key=lambda each: each is Format.TABLE)
    for extension in each.extensions
}
"""What an ending of a file's name says, the table's last: it is the rarest."""

_OPENED_BY_NAME: Final = (Format.XLSX, Format.PARQUET)
"""Formats whose readers open nothing else under their ending; text is text under any."""

_SPREADSHEETS: Final = ("xls", "excel", "spreadsheet", "sheets")
"""What is asked for by people who want CSV for a spreadsheet."""

_LINES: Final = 24
"""Lines of a terminal that does not say how many it has."""

_REMEDIES = {
    errno.ENOENT: "its folder does not exist; create it first",
    errno.ENOTDIR: "its folder is a file; choose another place",
    errno.EISDIR: "it is a folder; name a file in it",
    errno.EACCES: "permission denied; choose a place that you may write to",
    errno.EPERM: "permission denied; choose a place that you may write to",
    errno.EROFS: "the disk is read-only; choose another place",
    errno.ENOSPC: "no space left on the disk; free some or choose another place",
    errno.EDQUOT: "your disk quota is used up; free some space or choose another place",
    errno.ELOOP: "its name is a link that leads back to itself; choose another place",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
}


class UnwritableError(MeritoError):
    """A report could not be written to where it should go."""

    def __init__(self, target: "Path | str", reason: OSError) -> None:
        remedy = _REMEDIES.get(reason.errno or 0, reason.strerror or str(reason))
        super().__init__(f"cannot write {target}: {remedy}")


class UnknownFormatError(MeritoError):
    """A format was named that does not exist."""

    def __init__(self, name: str) -> None:
        known = ["auto", *Format]
        excel = name.lower() in _SPREADSHEETS
        hint = (
            "; for a spreadsheet: xlsx, or CSV with --dialect excel."
            if excel
            else suggest_nearest(name, known)
        )
        super().__init__(f'no format named "{name}"{hint} Formats: {", ".join(known)}')


class UnknownExtensionError(MeritoError):
    """The name of an output file does not tell its format."""

    def __init__(self, output: Path) -> None:
        extension = f'the extension "{output.suffix}"' if output.suffix else "a missing extension"
        super().__init__(
            f"{output}: {extension} does not tell the format; "
            f"use one of {', '.join(EXTENSIONS)} or say --format {'|'.join(Format)}",
        )


class UnreadableNameError(MeritoError):
    """The name of a file promises a format that nothing can open it as."""

    def __init__(self, output: Path, chosen: Format) -> None:
        better = output.with_suffix(chosen.extensions[0])
        super().__init__(
            f"-o {output}: what opens such files reads no {chosen}; name it {better}, or say"
            " --format auto"
        )


def choose_format(wanted: str | None, output: Path | None, *, is_tty: bool) -> Format:
    """Return the format of a report: as said, by the output's extension, or for the stream.

    `wanted` None or `auto` leaves the choice; without an output file a terminal gets a table and a
    pipe CSV. Raises `UnknownFormatError`, `UnknownExtensionError` and `UnreadableNameError`.
    """
    if wanted is not None and wanted != "auto":
        return _parse_format(wanted, output)
    if output is None:
        return Format.TABLE if is_tty else Format.CSV
    if output.is_dir():
        raise UnwritableError(output, IsADirectoryError(errno.EISDIR, "is a directory"))
    try:
        return EXTENSIONS[output.suffix.lower()]
    except KeyError:
        raise UnknownExtensionError(output) from None


def _parse_format(wanted: str, output: Path | None) -> Format:
    """Return the format of a name, or of the ending of files in it: markdown, md, htm."""
    endings = {extension.removeprefix("."): each for extension, each in EXTENSIONS.items()}
    names = endings | {each.value: each for each in Format}
    if wanted not in names:
        raise UnknownFormatError(wanted)
    found = names[wanted]
    said = None if output is None else EXTENSIONS.get(output.suffix.lower())
    if output is not None and said in _OPENED_BY_NAME and found is not said:
        raise UnreadableNameError(output, found)
    return found


def wants_color(stream: TextIO, environ: "Mapping[str, str]", *, no_color: bool = False) -> bool:
    """Return whether a stream is to be coloured: a terminal, and nobody says no.

    `NO_COLOR` set to anything, `TERM=dumb` and `--no-color` say no (no-color.org).
    """
    said_no = no_color or bool(environ.get("NO_COLOR")) or environ.get("TERM") == "dumb"
    return stream.isatty() and not said_no


def measure_width(stream: TextIO, environ: "Mapping[str, str]") -> int:
    """Return the columns to lay out for: `COLUMNS` where set, the terminal's, else 80."""
    said = environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    with suppress(OSError):
        return os.get_terminal_size(stream.fileno()).columns or 80
    return 80


def measure_height(stream: TextIO, environ: "Mapping[str, str]") -> int | None:
    """Return the lines of a terminal: `LINES` where set, its own, else 24; None for a pipe."""
    if not stream.isatty():
        return None
    said = environ.get("LINES", "")
    if said.isdecimal() and int(said):
        return int(said)
    with suppress(OSError):
        return os.get_terminal_size(stream.fileno()).lines or _LINES
    return _LINES


def write_stdout(content: bytes) -> None:
    """Write to standard output; a reader that has gone away is no mistake.

    Raises `UnwritableError` where it is closed or the disk behind it is full.
    """
    try:
        stream = _get_stdout()
        stream.flush()
        stream.buffer.write(content)
        stream.flush()
    except BrokenPipeError:
        _silence_stdout()
    except OSError as error:
        _silence_stdout()
        raise UnwritableError("standard output", error) from error


def _get_stdout() -> TextIO:
    if sys.stdout is None:
        raise OSError(errno.EBADF, "it is closed")
    return sys.stdout


def _silence_stdout() -> None:
    """Keep the interpreter from failing once more when it flushes at exit."""
    with suppress(OSError, AttributeError):
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, sys.stdout.fileno())
        os.close(sink)


@contextmanager
def open_stdout() -> "Iterator[BinaryIO]":
    """Yield standard output to be written to; a reader that has gone away ends the block quietly.

    Raises `UnwritableError` where it is closed or the disk behind it is full.
    """
    try:
        stream = _get_stdout()
        stream.flush()
        yield stream.buffer
        stream.flush()
    except BrokenPipeError:
        _silence_stdout()
    except OSError as error:
        _silence_stdout()
        raise UnwritableError("standard output", error) from error


@contextmanager
def open_file(target: Path) -> "Iterator[BinaryIO]":
    """Yield a file to be written to that becomes the target at the end of the block, or nothing.

    As `write_file`, for what is written piece by piece. Raises `UnwritableError`.
    """
    with _explain_errors(target), ExitStack() as staged:
        if target.exists() and not target.is_file() and not target.is_dir():
            yield staged.enter_context(target.open("wb"))
            return
        temporary = _stage(b"", target, staged)
        with temporary.open("r+b") as file:
            yield file
        temporary.replace(target.resolve())


def write_file(content: bytes, target: Path) -> None:
    """Write a file complete or not at all: beside the target, then renamed, mode by the umask.

    A symbolic link keeps pointing to the file, which is replaced; what is no regular file, such as
    a named pipe, is written to directly. Raises `UnwritableError`.
    """
    with _explain_errors(target):
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(content)
            return
    write_all({target: content})


def write_folder(
    contents: "Mapping[str, bytes]", folder: Path, former: "Collection[str]" = ()
) -> None:
    """Write files of these names into a folder, made where missing: all of them or none.

    Those named in `former` are removed. A folder that holds nothing else is exchanged as one where
    the file system can; otherwise files of other names stay, and each file is replaced on its own.
    Raises `UnwritableError`.
    """
    with _explain_errors(folder):
        if swap_folder(contents, folder.resolve(), former):
            return
    write_with_folder({folder / name: content for name, content in contents.items()}, folder)
    for name in former:
        with _explain_errors(folder / name):
            (folder / name).unlink(missing_ok=True)


def write_with_folder(contents: "Mapping[Path, bytes]", folder: Path) -> None:
    """Write several files, some into a folder, made where missing: all of them or none.

    Raises `UnwritableError`.
    """
    existed = folder.exists()
    try:
        with _explain_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        write_all(contents)
    except BaseException:
        if not existed:
            with suppress(OSError):
                folder.rmdir()
        raise


def write_all(contents: "Mapping[Path, bytes]") -> None:
    """Write several files, all or none: earlier ones are put back where a later one fails."""
    with ExitStack() as staged, ExitStack() as undo:
        ready = [(_stage(content, path, staged), path) for path, content in contents.items()]
        for temporary, path in ready:
            with _explain_errors(path):
                if len(ready) > 1:
                    _keep(path.resolve(), staged, undo)
                temporary.replace(path.resolve())
        undo.pop_all()


def _stage(content: bytes, path: Path, cleanup: ExitStack) -> Path:
    """Write content beside its path; `cleanup` removes what was not renamed in the end."""
    with _explain_errors(path):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a directory")
        temporary = choose_temporary_path(path.resolve())
        remove_leftovers(temporary.parent)
        cleanup.callback(remove_temporary, temporary)
        with temporary.open("xb") as file:
            _hold_until(cleanup, temporary)
            file.write(content)
        return temporary


def _hold_until(cleanup: ExitStack, temporary: Path) -> None:
    """Keep a file locked until the cleaning up, so that nobody takes it for left over."""
    held = hold(temporary)
    if held is not None:
        cleanup.callback(os.close, held)


def _keep(path: Path, cleanup: ExitStack, undo: ExitStack) -> None:
    """Have `undo` bring back what is at a path now: the file there, or none."""
    if not path.exists():
        undo.callback(remove_temporary, path)
        return
    backup = choose_temporary_path(path)
    cleanup.callback(remove_temporary, backup)
    try:
        os.link(path, backup)
    except OSError:  # a disk without hard links, or somebody else's file
        shutil.copy2(path, backup)
    _hold_until(cleanup, backup)
    undo.callback(backup.replace, path)


@contextmanager
def _explain_errors(target: Path) -> "Iterator[None]":
    try:
        yield
    except OSError as error:
        raise UnwritableError(target, error) from error
    except RuntimeError as error:  # pathlib, of links that lead in a circle
        raise UnwritableError(target, OSError(errno.ELOOP, str(error))) from error
