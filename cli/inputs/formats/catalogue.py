"""The formats that are known: those of merito, and those beside the user's merito.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.inputs.formats.errors import FormatTwiceError, OtherRoleError, UnknownExportError
from cli.settings.loading.validation import SettingsSource, validate_as
from cli.settings.loading.yaml_file import Document, read_document, read_own_document
from cli.settings.sections.exports.export_formats import ExportFormat

if TYPE_CHECKING:
    from collections.abc import Iterable

STANDARD: Final = "standard"
"""Name of the format of each role whose columns have our names."""
FOLDER: Final = "formats"
"""Folder beside merito.yaml that holds the user's formats."""
_OURS: Final = Path(__file__).parents[3] / "configs" / FOLDER
_ENDINGS: Final = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class NamedFormat:
    """A format and what it is called."""

    name: str
    """The name of its file without the ending."""
    form: ExportFormat | None
    """None for the standard names, which every role has."""


@cache
def load_format(path: Path, shown: str) -> NamedFormat:
    """Read a format file; raises SettingsError with every mistake, FileProblemError."""
    return _validate(path, read_document(path, shown))


@cache
def _load_own_format(path: Path) -> NamedFormat:
    return _validate(path, read_own_document(path))


def _validate(path: Path, document: Document) -> NamedFormat:
    form = validate_as(ExportFormat, SettingsSource(document, document.tree))
    return NamedFormat(path.stem, form)


def load_formats(home: Path | None) -> tuple[NamedFormat, ...]:
    """Return all formats by name, standard first; `home` is the folder of merito.yaml.

    Raises what reading a user's format raises, and FormatTwiceError.
    """
    ours = [_load_own_format(path) for path in _list_files(_OURS)]
    known = {named.name: named for named in [NamedFormat(STANDARD, None), *ours]}
    if home is not None:
        for path in _list_files(home / FOLDER):
            named = load_format(path, f"{FOLDER}/{path.name}")
            if named.name in known:
                raise FormatTwiceError(named.name, f"{FOLDER}/{path.name}")
            known[named.name] = named
    return tuple(known.values())


def _list_files(folder: Path) -> "Iterable[Path]":
    try:
        return sorted(path for path in folder.iterdir() if path.suffix in _ENDINGS)
    except OSError:
        return ()


def list_formats(role: str, home: Path | None) -> list[NamedFormat]:
    """Return the formats of a role, standard first; raises what `load_formats` raises.

    Of merito's own only the files that say this role are parsed, which takes a third of the time.
    """
    if home is not None and any(_list_files(home / FOLDER)):
        known = load_formats(home)
        return [named for named in known if named.form is None or named.form.role == role]
    ours = (_load_own_format(path) for path in _list_own_files(role))
    return [NamedFormat(STANDARD, None), *ours]


@cache
def _list_own_files(role: str) -> list[Path]:
    mark = f"\nrole: {role}\n"
    return [path for path in _list_files(_OURS) if mark in path.read_text(encoding="utf-8")]


def choose_format(name: str, role: str, home: Path | None) -> NamedFormat:
    """Return the format that the settings name, by its name or its path.

    Raises UnknownExportError, OtherRoleError, and what reading a format raises.
    """
    if name.endswith(_ENDINGS):
        named = load_format((home or Path()) / name, name)
        return _check_role(named, role, [])
    known = load_formats(home)
    found = next((named for named in known if named.name == name), None)
    usual = [named.name for named in list_formats(role, home)]
    if found is None:
        raise UnknownExportError(role, name, usual)
    return _check_role(found, role, usual)


def _check_role(named: NamedFormat, role: str, known: list[str]) -> NamedFormat:
    if named.form is not None and named.form.role != role:
        raise OtherRoleError(role, named.name, named.form.role.value, known or ["others"])
    return named
