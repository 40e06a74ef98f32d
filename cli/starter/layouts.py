"""Files of one role whose columns are called differently: a format for each."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

import yaml

from cli.inputs.formats.catalogue import FOLDER, load_formats
from cli.inputs.formats.fits import NEEDED_COLUMNS
from cli.settings.generated.template import Guess
from cli.settings.sections.exports.files import SHARED_KEYS, Role
from cli.starter.made_columns import FirstFilled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cli.starter.inspect import InspectedRole, LookedAtFile

_TELLING: Final = 3
"""Columns of a file alone that tell its format as well."""
_STATUS: Final = "status"
_SOLD: Final = "completed"
"""The status of rows of a file that has none beside files that do: a till writes sales alone."""
_CUTS: Final = ("delimiter", "skip_rows")
"""Keys of how the text of a file is cut."""


class FileLayout(NamedTuple):
    """A file and what its columns are."""

    role: "Role"
    name: str
    header: "Sequence[str]"
    found: "InspectedRole"
    known: bool
    """Whether it is an export of a program that is known."""
    looked: "LookedAtFile"

    @property
    def columns(self) -> "Mapping[str, Guess]":
        """What our columns are made of, those apart that the file calls as we do."""
        columns = self.found.keys.get("columns")
        return columns if isinstance(columns, Mapping) else {}

    @property
    def used(self) -> set[str]:
        """The columns that it is read by."""
        names = {name for each in self.columns.values() for name in _list_names(each.value)}
        return names | {name for name in self.header if name in self._own}

    @property
    def _own(self) -> set[str]:
        return {*NEEDED_COLUMNS[self.role], "channel", "source", "medium"} - {*self.columns}

    @property
    def plain(self) -> bool:
        """Whether its columns are called as ours."""
        return self.known or not self.columns


def have_one_layout(files: "Sequence[FileLayout]") -> bool:
    """Tell whether what the first file is read by is in all of them, and none is of a program."""
    first = files[0]
    return all(not each.known and first.used <= {*each.header} for each in files)


def keep_shared_cuts(
    keys: "Mapping[str, object]", files: "Sequence[FileLayout]"
) -> dict[str, object]:
    """Return keys of a section without those of how a text is cut in which its files differ.

    What is left out is found for each file alone.
    """
    return {
        key: value
        for key, value in keys.items()
        if key not in _CUTS or all(each.found.keys.get(key) == value for each in files)
    }


def make_formats(files: "Sequence[FileLayout]", home: "Path") -> dict[str, str]:
    """Return format files by name, one for each file that none of those before it reads.

    Raises what reading the user's formats raises.
    """
    known = {each.name: each.form for each in load_formats(home)}
    made: dict[str, str] = {}
    done: list[FileLayout] = []
    for each in files:
        if each.plain or any(other.used <= {*each.header} for other in done):
            continue
        others = [other for other in files if other is not each]
        name = _choose_name(each.name, known.keys() | made.keys())
        keys = _describe(each, others, name)
        made[name] = yaml.safe_dump(keys, sort_keys=False, allow_unicode=True, width=100)
        done.append(each)
    return made


def _choose_name(path: str, taken: "set[str]") -> str:
    stem = PurePath(path).name.partition(".")[0].lower().replace(" ", "_")
    return next(
        name
        for name in (stem, *(f"{stem}_{number}" for number in range(2, len(taken) + 3)))
        if name not in taken
    )


def _describe(file: FileLayout, others: "Sequence[FileLayout]", name: str) -> dict[str, object]:
    """Return the keys of a format file."""
    elsewhere = {name for other in others for name in other.header}
    alone = [name for name in file.header if name and name not in elsewhere | file.used]
    recognise = [*(name for name in file.header if name in file.used), *alone[:_TELLING]]
    keys: dict[str, object] = {"title": f"as in {file.name}", "role": file.role.value}
    keys["recognise"] = recognise
    if any({*recognise} <= {*other.header} for other in others):
        keys["fallback"] = True
    sources = {ours: each.value for ours, each in file.columns.items()}
    plain = {ours: source for ours, source in sources.items() if isinstance(source, str)}
    keys["columns"] = plain
    derived: dict[str, object] = {
        ours: _derive(each)
        for ours, each in file.columns.items()
        if isinstance(each.value, list) or _is_joined(each.value)
    }
    told = any(other.known or _STATUS in other.columns for other in others)
    if file.role is Role.ORDERS and told and _STATUS not in file.columns:
        derived[_STATUS] = {"value": _SOLD}
    said = {key: file.found.keys[key] for key in SHARED_KEYS if key in file.found.keys}
    # What is open is for somebody to decide, and a format has no comments.
    kept = {key: _get_value(each) for key, each in said.items() if not _is_open(each)}
    missing = {
        ours: f"Name it in {FOLDER}/{name}.yaml: columns: {{{ours}: NAME}}; or, the same for all"
        f" rows: derived: {{{ours}: {{value: TEXT}}}}"
        for ours in list_open(file)
    }
    kept = {key: "\t" if value == "tab" else value for key, value in kept.items()}
    found = {"derived": derived, "missing": missing}
    return keys | {key: value for key, value in found.items() if value} | kept


def _derive(given: Guess) -> object:
    """Return the steps of a format that make a column of several: the first filled, or joined."""
    first, *others = _list_names(given.value)
    if _is_joined(given.value):
        return {"column": first, "join": others}
    if isinstance(given, FirstFilled):
        return [first, *others]
    return {"column": first, "then": others}


def list_open(file: FileLayout) -> list[str]:
    """Return our columns of a file that nothing tells."""
    keys = (key.partition("columns.") for key in file.found.open)
    return [ours for _, mark, ours in keys if mark]


def list_unfit(file: FileLayout) -> list[str]:
    """Return our columns of a file that a format cannot make: calculated ones."""
    sources = {ours: each.value for ours, each in file.columns.items() if not each.open}
    return [
        ours
        for ours, source in sources.items()
        if not (isinstance(source, str | list) or _is_joined(source))
    ]


def _is_joined(source: object) -> bool:
    """Tell whether an id is made of several columns."""
    return isinstance(source, dict) and "join" in source


def _list_names(source: object) -> "Sequence[str]":
    if isinstance(source, str):
        return (source,)
    if isinstance(source, dict):
        return tuple(source.get("join", ()))
    return source if isinstance(source, list) else ()


def _is_open(given: object) -> bool:
    return isinstance(given, Guess) and given.open


def _get_value(given: object) -> object:
    return given.value if isinstance(given, Guess) else given


def describe_layouts(formats: "Mapping[str, str]") -> str:
    """Return what was written, and why."""
    names = ", ".join(f"{FOLDER}/{name}.yaml" for name in formats)
    return f"the files call their columns differently, so each has a format: {names}"
