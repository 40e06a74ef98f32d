"""The files that `merito init` is given, by role, and what each of them came to alone."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.inputs.files.find import STANDARD_INPUT, find_sources
from cli.inputs.formats.catalogue import STANDARD
from cli.settings.sections.exports.files import Role
from cli.starter.columns.choices import SharedIds
from cli.starter.ids.shared_ids import find_shared_ids
from cli.starter.inspect import InspectedRole, LookedAtFile, inspect_files, look_at_first
from cli.starter.layouts import FileLayout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SEVERAL: Final = 2
MOST: Final = 20
"""Files of a role of which each is looked at; of more the first tells."""
PARTNERS: Final = {Role.TOUCHPOINTS: Role.ORDERS, Role.ORDERS: Role.TOUCHPOINTS}
"""Roles whose files name the same customers."""


@dataclass(frozen=True, slots=True)
class GivenRole:
    """Files of a role and what they came to."""

    files: "Sequence[str]"
    first: LookedAtFile
    found: InspectedRole


def list_layouts(role: Role, given: "Mapping[Role, GivenRole]", home: Path) -> list[FileLayout]:
    """Return each file of a role and what it comes to alone; nothing of a single one."""
    sources = find_sources(tuple(given[role].files), role.value, None)
    if not _SEVERAL <= len(sources) <= MOST or any(
        source.name == STANDARD_INPUT for source in sources
    ):
        return []
    looked = {other: each.first for other, each in given.items()}
    layouts = []
    for source in sources:
        first = look_at_first(role, [source.name], home, given[role].first.encoding)
        shared = share_ids(role, first, looked)
        found = inspect_files(role, [source.name], home, first, shared)
        known = found.keys.get("format", STANDARD) != STANDARD
        layouts.append(FileLayout(role, source.name, first.sample.names, found, known, first))
    return layouts


def inspect_roles(
    files: "Mapping[Role, Sequence[str]]", looked: "Mapping[Role, LookedAtFile]", target: Path
) -> "dict[Role, GivenRole]":
    """Return what the files of each role came to, by what was found in the first of them."""
    home = target.resolve().parent
    found = {}
    for role, paths in files.items():
        shared = share_ids(role, looked[role], looked)
        inspected = inspect_files(role, paths, home, looked[role], shared)
        found[role] = GivenRole(paths, looked[role], inspected)
    return found


def share_ids(role: Role, first: LookedAtFile, looked: "Mapping[Role, LookedAtFile]") -> SharedIds:
    """Return the ids that a file shares with that of the role's partner."""
    partner = looked.get(PARTNERS[role]) if role in PARTNERS else None
    return SharedIds() if partner is None else find_shared_ids(first, partner, role)


def make_paths_relative(files: "Sequence[str]", target: Path) -> list[str] | str:
    """Return the paths as the configuration file needs them: relative to its folder."""
    folder = target.resolve().parent
    paths = [path if path == "-" else os.path.relpath(path, folder) for path in files]
    return paths[0] if len(paths) == 1 else paths
