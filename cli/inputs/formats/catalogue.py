"""The formats that are known: those of merito, and those beside the user's merito.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.inputs.formats.errors import FormatTwiceError, OtherRoleError, UnknownExportError
from cli.settings.formats import ExportFormat
from cli.settings.validation import Source, validated_as
from cli.settings.yaml_file import read

if TYPE_CHECKING:
    from collections.abc import Iterable

STANDARD: Final = "standard"
"""Name of the format of each role whose columns have our names."""
FOLDER: Final = "formats"
"""Folder beside merito.yaml that holds the user's formats."""
_OURS: Final = Path(__file__).parents[3] / "configs" / FOLDER
_ENDINGS: Final = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Named:
    """A format and what it is called."""

    name: str
    """The name of its file without the ending."""
    form: ExportFormat | None
    """None for the standard names, which every role has."""


@cache
def loaded(path: Path, shown: str) -> Named:
    """Read a format file; raises SettingsError with every mistake, FileProblemError."""
    document = read(path, shown)
    return Named(path.stem, validated_as(ExportFormat, Source(document, document.tree)))


def formats(home: Path | None) -> tuple[Named, ...]:
    """Return all formats by name, standard first; `home` is the folder of merito.yaml.

    Raises what reading a user's format raises, and FormatTwiceError.
    """
    ours = [loaded(path, path.name) for path in _files(_OURS)]
    known = {named.name: named for named in [Named(STANDARD, None), *ours]}
    if home is not None:
        for path in _files(home / FOLDER):
            named = loaded(path, f"{FOLDER}/{path.name}")
            if named.name in known:
                raise FormatTwiceError(named.name, f"{FOLDER}/{path.name}")
            known[named.name] = named
    return tuple(known.values())


def _files(folder: Path) -> "Iterable[Path]":
    try:
        return sorted(path for path in folder.iterdir() if path.suffix in _ENDINGS)
    except OSError:
        return ()


def of_role(role: str, home: Path | None) -> list[Named]:
    """Return the formats of a role, standard first; raises what `formats` raises.

    Of merito's own only the files that say this role are parsed, which takes a third of the time.
    """
    if home is not None and any(_files(home / FOLDER)):
        known = formats(home)
        return [named for named in known if named.form is None or named.form.role == role]
    mark = f"\nrole: {role}\n"
    ours = [path for path in _files(_OURS) if mark in path.read_text(encoding="utf-8")]
    return [Named(STANDARD, None), *(loaded(path, path.name) for path in ours)]


def chosen(name: str, role: str, home: Path | None) -> Named:
    """Return the format that the settings name, by its name or its path.

    Raises UnknownExportError, OtherRoleError, and what reading a format raises.
    """
    if name.endswith(_ENDINGS):
        named = loaded((home or Path()) / name, name)
        return _fitting(named, role, [])
    known = formats(home)
    found = next((named for named in known if named.name == name), None)
    usual = [named.name for named in of_role(role, home)]
    if found is None:
        raise UnknownExportError(role, name, usual)
    return _fitting(found, role, usual)


def _fitting(named: Named, role: str, known: list[str]) -> Named:
    if named.form is not None and named.form.role != role:
        raise OtherRoleError(role, named.name, named.form.role.value, known or ["others"])
    return named
