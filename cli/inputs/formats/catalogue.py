"""The formats that are known: those of merito, and those beside the user's merito.yaml."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from cli.inputs.formats.errors import FormatTwiceError, OtherRoleError, UnknownExportError
from cli.inputs.formats.signature import FormatSignature, get_signature, parse_signature

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cli.settings.sections.exports.export_formats import ExportFormat

STANDARD: Final = "standard"
"""Name of the format of each role whose columns have our names."""
FOLDER: Final = "formats"
"""Folder beside merito.yaml that holds the user's formats."""
_OURS: Final = Path(__file__).parents[3] / "configs" / FOLDER
_ENDINGS: Final = (".yaml", ".yml")


class NamedFormat(NamedTuple):
    """A format and what it is called."""

    name: str
    """The name of its file without the ending."""
    signature: FormatSignature | None = None
    """What tells it; None for the standard names, which every role has."""
    path: Path | None = None
    """Its file; None as well."""
    shown: str | None = None
    """What messages call a user's file; None for merito's own."""

    @property
    def form(self) -> "ExportFormat | None":
        """Everything that its file says, which is read when it is first asked for."""
        return None if self.path is None else _read_form(self.path, self.shown)


STANDARD_FORMAT: Final = NamedFormat(STANDARD)


def load_format(path: Path, shown: str) -> NamedFormat:
    """Read a format file; raises SettingsError with every mistake, FileProblemError."""
    return NamedFormat(path.stem, get_signature(_read_form(path, shown)), path, shown)


def _read_form(path: Path, shown: str | None) -> "ExportFormat":
    # Here, since files with the standard names need no format.
    from cli.inputs.formats.format_files import read_form, read_own_form  # noqa: PLC0415

    # What is read is kept, and the same path may lead elsewhere from another working folder.
    return read_own_form(path) if shown is None else read_form(path.absolute(), shown)


def load_formats(home: Path | None) -> tuple[NamedFormat, ...]:
    """Return all formats by name, standard first; `home` is the folder of merito.yaml.

    Raises what reading a user's format raises, and FormatTwiceError.
    """
    known = {named.name: named for named in (STANDARD_FORMAT, *_list_own_formats())}
    if home is not None:
        for path in _list_files(home / FOLDER):
            named = load_format(path, f"{FOLDER}/{path.name}")
            if named.name in known:
                raise FormatTwiceError(named.name, f"{FOLDER}/{path.name}")
            known[named.name] = named
    return tuple(known.values())


@cache
def _list_own_formats(role: str | None = None) -> tuple[NamedFormat, ...]:
    """Return merito's own formats, of one role where it is given: no other is parsed then."""
    mark = "" if role is None else f"\nrole: {role}\n"
    texts = ((path, path.read_text(encoding="utf-8")) for path in _list_files(_OURS))
    told = ((path, parse_signature(text)) for path, text in texts if mark in text)
    return tuple(NamedFormat(path.stem, signature, path) for path, signature in told)


def _list_files(folder: Path) -> "Iterable[Path]":
    try:
        return sorted(path for path in folder.iterdir() if path.suffix in _ENDINGS)
    except OSError:
        return ()


def list_formats(role: str, home: Path | None) -> list[NamedFormat]:
    """Return the formats of a role, standard first; raises what `load_formats` raises."""
    if home is not None and any(_list_files(home / FOLDER)):
        known = load_formats(home)
        return [each for each in known if each.signature is None or each.signature.role == role]
    return [STANDARD_FORMAT, *_list_own_formats(role)]


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
    if named.signature is not None and named.signature.role != role:
        raise OtherRoleError(role, named.name, named.signature.role.value, known or ["others"])
    return named
