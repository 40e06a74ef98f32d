"""What `merito` alone says: how to begin, with the files of this folder."""

import shlex
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.usage.configured_files import find_configuration, read_configuration
from cli.usage.errors import BeginningError
from cli.usage.file_roles import find_role, has_table_ending
from cli.usage.remote_files import ROLES
from cli.wording import format_examples

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WITH_TOUCHES: Final = (
    "merito compare, journeys, rfm, value, sensitivity, check or report; merito --help has all"
)
_OF_ORDERS: Final = "merito check, rfm, cohorts, value, watch or report, which need no touchpoints"
_MOST: Final = 40
"""Files of a folder that are looked at."""


def describe_beginning(folder: Path) -> BeginningError:
    """Return what to type next: reports, a configuration for the files here, or the sample shop."""
    configured = find_configuration(folder)
    if configured is not None:
        where = configured.name if configured.parent == folder else str(configured)
        touches = read_configuration(configured).get("touchpoints")
        return BeginningError(
            f"{where} says where the files are; what would you like to see?",
            _WITH_TOUCHES if isinstance(touches, dict) and touches.get("files") else _OF_ORDERS,
        )
    files, untold = _find_files(folder)
    if files:
        held = ", ".join(name for names in files.values() for name in names)
        rest = f"; of unknown kind, to be added there: {format_examples(untold)}" if untold else ""
        return BeginningError(
            f"no merito.yaml here yet, but files: {held}; have one written for them{rest}",
            _write_init(files),
        )
    return BeginningError(
        "nothing to read in this folder; begin with the sample shop,"
        " or with your own files: merito help files",
        "merito demo shop && cd shop && merito compare",
    )


def propose_init(folder: Path) -> tuple[str | None, tuple[str, ...]]:
    """Return the command that looks at the files of a folder, and the tables that it leaves out.

    No command where nothing tells what the files hold, as of those that are left out.
    """
    files, untold = _find_files(folder)
    return (_write_init(files) if files else None), tuple(untold)


def _write_init(files: "Mapping[str, Sequence[str]]") -> str:
    named = [(f"--{role}", name) for role in ROLES for name in files.get(role, ())]
    return shlex.join(["merito", "init", *chain.from_iterable(named)])


def _find_files(folder: Path) -> tuple[dict[str, list[str]], list[str]]:
    """Return the names of a folder's tables by what they hold, and those of which nothing tells."""
    found: dict[str, list[str]] = {}
    untold: list[str] = []
    try:
        paths = sorted(path for path in folder.iterdir() if has_table_ending(path.name))
    except OSError:
        return found, untold
    for path in paths[:_MOST]:
        if path.is_file():
            role = find_role(path)
            (untold if role is None else found.setdefault(role, [])).append(path.name)
    return found, untold
