"""The files that a run writes: none that it reads, and none of somebody else's without --force."""

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cli.errors import MeritoError
from cli.render.recognised_reports import is_own_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cli.options import Options
    from cli.settings import LoadedSettings


class TakenTargetError(MeritoError):
    """A run would write over a file that it needs."""

    def __init__(self, target: Path, what: str, option: str = "-o") -> None:
        super().__init__(f"{option} {target} is {what}; name another file")


class InputsInFolderError(MeritoError):
    """A folder of reports would be written to where files lie that are read."""

    def __init__(self, folder: Path, held: Path, what: str) -> None:
        super().__init__(
            f"-o {folder} holds {held.name}, {what}; name another folder, so that no report"
            " replaces it or is read by the next run"
        )


class ForeignFileError(MeritoError):
    """A file is in the way that merito has not written."""

    def __init__(self, target: Path, option: str = "-o") -> None:
        super().__init__(
            f"{option} {target}: this file exists and is no report of merito's;"
            " --force overwrites it, or name another"
        )


class FileIdentity(NamedTuple):
    """Which file it is, whatever its names: device and inode."""

    device: int
    inode: int


def identify(path: "Path | str") -> FileIdentity | None:
    """Return which file a path leads to through links, None where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - one call for texts and paths
    except (OSError, ValueError):
        return None
    return FileIdentity(found.st_dev, found.st_ino)


def refuse_targets(loaded: "LoadedSettings", options: "Options") -> None:
    """Raise where the output or the bad rows would be written over what is not theirs.

    Raises TakenTargetError, InputsInFolderError and ForeignFileError; looks at names and first
    bytes only.
    """
    read = dict(_read_files(loaded))
    output, bad_rows = options.output, options.bad_rows
    if bad_rows is not None:
        _refuse_same(bad_rows, output)
        refuse_target(bad_rows, read, force=options.force, option="--bad-rows")
    if output is not None and output.is_dir():
        _refuse_folder(output, read)
    elif output is not None:
        refuse_target(output, read, force=options.force)


def refuse_target(
    target: Path, read: "dict[FileIdentity, str]", *, force: bool, option: str = "-o"
) -> None:
    """Raise TakenTargetError where a target is read, ForeignFileError where it is somebody's."""
    identity = identify(target)
    if identity in read:
        raise TakenTargetError(target, read[identity], option)
    refuse_foreign([target], force=force, option=option)


def refuse_foreign(targets: "Iterable[Path]", *, force: bool, option: str = "-o") -> None:
    """Raise ForeignFileError where a file is there that is neither empty nor a report."""
    for target in targets:
        if not force and target.is_file() and not is_own_report(target):
            raise ForeignFileError(target, option)


def name_files(role: str, paths: "Iterable[str]") -> "Iterator[tuple[FileIdentity, str]]":
    """Yield each file that paths and patterns lead to, and what a message calls it."""
    for path in paths:
        for match in (path, *glob.iglob(path, recursive=True)):  # noqa: PTH207 - absolute patterns
            identity = identify(match)
            if identity is not None:
                yield identity, f"one of the files to read ({role}: {_shorten(match)})"


def _read_files(loaded: "LoadedSettings") -> "Iterator[tuple[FileIdentity, str]]":
    """Yield the files that the settings name, the configuration among them."""
    configuration = None if loaded.path is None else identify(loaded.path)
    if configuration is not None:
        yield configuration, f"the configuration file ({_shorten(str(loaded.path))})"
    files = {
        "identities": loaded.identity_files,
        "costs": loaded.cost_files,
        "touchpoints": loaded.touchpoint_files,
        "orders": loaded.order_files,
    }
    for role, given in files.items():
        yield from name_files(role, (each.resolved for each in given))


def _refuse_same(bad_rows: Path, output: Path | None) -> None:
    if str(bad_rows) == "-":
        raise TakenTargetError(bad_rows, "where the report goes", "--bad-rows")
    if output is not None and os.path.realpath(bad_rows) == os.path.realpath(output):
        raise TakenTargetError(bad_rows, "the output file as well", "--bad-rows")


def _refuse_folder(folder: Path, read: "dict[FileIdentity, str]") -> None:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return  # told where the folder is written to
    for entry in entries:
        identity = identify(entry)
        if identity in read:
            raise InputsInFolderError(folder, entry, read[identity])


def _shorten(path: str) -> str:
    """Return a path from the working folder where it lies there."""
    try:
        return str(Path(path).absolute().relative_to(Path.cwd()))
    except ValueError:
        return path
