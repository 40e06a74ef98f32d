"""Whose export a file is: said by the settings, else by the names in its header."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from cli.inputs.files.encodings import decode_source
from cli.inputs.files.find import Container, find_sources
from cli.inputs.files.lines import unpack_zstd
from cli.inputs.files.own_text import OWN_TEXT
from cli.inputs.files.panics import refuse_panics
from cli.inputs.formats.catalogue import STANDARD, NamedFormat, choose_format, list_formats
from cli.inputs.formats.errors import SeveralFormatsError
from cli.inputs.formats.fits import find_fits
from cli.inputs.formats.header_candidates import HeaderCandidate, find_candidates
from cli.inputs.formats.unknown_headers import choose_standard
from cli.inputs.records.beginning import is_json
from cli.inputs.workbooks.errors import UndecidedSheetError
from cli.settings.sections.exports.files import SHARED_KEYS, Files, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from cli.inputs.files.find import Source

Section = TypeVar("Section", bound=Files)


@dataclass(frozen=True, slots=True)
class RecognisedFile(Generic[Section]):
    """A file, its format, and the settings that hold for it."""

    source: "Source"
    """As UTF-8."""
    named: NamedFormat
    section: Section
    """The settings, filled up by the format."""
    detail: str | None
    """What was decided, for `-v`; None where the settings said that the names are ours."""


def recognise(
    section: Section, role: Role, folder: "Path | None", home: "Path | None"
) -> list[RecognisedFile[Section]]:
    """Return the files of a section of the settings, each with its format.

    `folder` is what paths are relative to, `home` the folder of merito.yaml, where the user's
    formats are. Raises errors of exit status 2: for files, for unknown formats, and where no
    format or several fit a header.
    """
    return [
        recognise_source(section, role, source, home)
        for source in find_sources(section.files, role.value, folder)
    ]


def recognise_source(
    section: Section, role: Role, source: "Source", home: "Path | None"
) -> RecognisedFile[Section]:
    """Return a file with its format, see `recognise`."""
    said = None if section.format is None else choose_format(section.format, role, home)
    known = list_formats(role, home) if said is None else [said]
    text, section = open_text(section, role, source, known)
    seen = _list_candidates(text, section, role)
    fits = find_fits(known, section, role, seen)
    if len(fits) > 1:
        raise SeveralFormatsError(text.name, role.value, list(fits))
    named = said or next((each for each in known if each.name in fits), None)
    if named is None:
        named = choose_standard(section, role, text, seen, home)
    head = fits.get(named.name)
    effective = _fill_section(section, named, head)
    return RecognisedFile(
        text, named, effective, _describe_file(text.name, named, head, said is not None)
    )


def open_text(
    section: Section, role: Role, source: "Source", known: "Sequence[NamedFormat]"
) -> "tuple[Source, Section]":
    """Return a file as it is recognised, and the settings that hold for it.

    It is UTF-8, of a workbook one sheet, of JSON its records, and costs with a column for each
    month have a row for each. `known` are the formats that it may have. Raises what decoding
    raises, what reading workbooks and records raises, and `UndecidedSheetError`.
    """
    text, section = _open_sheet(section, role, source, known)
    if role is not Role.COSTS:
        return text, section
    from cli.inputs.formats.budgets.budget import read_budget  # noqa: PLC0415 - most have no costs

    return read_budget(text, section, known)


def _open_sheet(
    section: Section, role: Role, source: "Source", known: "Sequence[NamedFormat]"
) -> "tuple[Source, Section]":
    """Return a file as UTF-8, of a workbook its sheet, and the settings that hold for it."""
    if source.container in (Container.COMPRESSED, Container.WORKBOOK):
        # Here, since what opens workbooks reads XML, which takes long to import.
        from cli.inputs.workbooks.sheets import read_sheets, unwrap_workbook  # noqa: PLC0415

        source = unwrap_workbook(source, role.value, section.max_size)
        if source.container is Container.WORKBOOK:
            section = section.model_copy(update=OWN_TEXT)
            sheets = read_sheets(source, section, role.value)
            return _choose_sheet(source.name, sheets, section, role, known), section
    only = known[0].form if section.format is not None else None
    encoding = section.encoding or (only.encoding if only else None)
    text = decode_source(source, encoding, role.value, section.max_size)
    if not is_json(text):
        return text, section
    from cli.inputs.records.table import write_table  # noqa: PLC0415 - most runs have none

    return write_table(unpack_zstd(text, role.value)), section.model_copy(update=OWN_TEXT)


def _choose_sheet(
    name: str,
    sheets: "list[Source]",
    section: Section,
    role: Role,
    known: "Sequence[NamedFormat]",
) -> "Source":
    """Return the sheet of a workbook of this name whose header fits.

    Raises `UndecidedSheetError` where several fit, or none of several.
    """
    fitting = [
        sheet
        for sheet in sheets
        if find_fits(known, section, role, _list_candidates(sheet, section, role))
    ]
    chosen = fitting or sheets
    if len(chosen) > 1:
        names = [each.name.removeprefix(f"{name}:") for each in chosen]
        raise UndecidedSheetError(name, role.value, names, len(fitting))
    return chosen[0]


def _list_candidates(text: "Source", section: Files, role: Role) -> "list[HeaderCandidate]":
    with refuse_panics(text.name):
        return list(find_candidates(text, section, role.value))


def _fill_section(section: Section, named: NamedFormat, head: HeaderCandidate | None) -> Section:
    """Fill up what the settings leave open."""
    update: dict[str, object] = {}
    if head is not None and section.skip_rows is None:
        update["skip_rows"] = head.skipped
    form = named.form
    if form is not None:
        if head is not None:
            update["delimiter"] = head.delimiter or None
        for key in SHARED_KEYS:
            value = getattr(form, key)
            if value is not None and getattr(section, key, ...) is None:
                update[key] = value
    return section.model_copy(update=update) if update else section


def _describe_file(
    file: str, named: NamedFormat, head: HeaderCandidate | None, said: bool
) -> str | None:
    form = named.form
    if form is None:
        below = "" if head is None or not head.skipped else f" in line {head.skipped + 1}"
        return (
            None if said and not below else f"{file}: {STANDARD}, by the names in its header{below}"
        )
    how = "as the settings say" if said else "recognised by its header"
    at = f" in line {head.skipped + 1}" if head is not None and head.skipped else ""
    note = f"; {form.note}" if form.note else ""
    return f"{file}: {named.name} ({form.title}), {how}{at}{note}"


def describe_formats(files: "Iterable[RecognisedFile[Section]]") -> tuple[str, ...]:
    """Return what was decided about the formats of files, for `-v`."""
    return tuple(file.detail for file in files if file.detail is not None)
