"""Whose export a file is: said by the settings, else by the names in its header."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from cli.inputs.files.encodings import decode_source
from cli.inputs.files.find import Container, find_sources
from cli.inputs.files.panics import refuse_panics
from cli.inputs.formats.catalogue import (
    STANDARD,
    STANDARD_FORMAT,
    NamedFormat,
    choose_format,
    list_formats,
    load_formats,
)
from cli.inputs.formats.column_names import find_column, find_exact_column
from cli.inputs.formats.errors import (
    JsonError,
    MisplacedFileError,
    NearFormat,
    SeveralFormatsError,
    SumsReportError,
    UnrecognisedError,
)
from cli.inputs.formats.header_candidates import HeaderCandidate, choose_likeliest, find_candidates
from cli.inputs.tables.usual_names import propose_columns, quote_name
from cli.inputs.workbooks.errors import UndecidedSheetError
from cli.settings.sections.exports.columns import list_names, list_needs
from cli.settings.sections.exports.files import CALCULATED, COLUMNS, Files, Quote, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from cli.inputs.files.find import Source
    from cli.settings.sections.exports.columns import ColumnSource

    _FindColumn = Callable[[Sequence[str], Sequence[str]], str | None]

Section = TypeVar("Section", bound=Files)
_NEEDED: Final = {
    Role.TOUCHPOINTS: ("customer_id", "touched_at"),
    Role.ORDERS: ("order_id", "ordered_at", "revenue"),
    Role.COSTS: ("date", "cost"),
    Role.IDENTITIES: ("alias", "customer_id"),
}
"""The columns that tell the standard format."""
_ALSO: Final = {
    Role.TOUCHPOINTS: ("channel", "source", "medium"),
    Role.ORDERS: ("customer_id", "status"),
    Role.COSTS: ("channel",),
}
"""Columns that an example to paste names as well, where a file has them."""
_SUMS: Final = frozenset(
    {
        *("sessions", "users", "total users", "active users", "new users", "views", "pageviews"),
        *("conversions", "key events", "event count", "bounce rate", "sessioni", "utenti"),
        *("mcf channel grouping path", "conversion value", "unique opens", "total recipients"),
        *("open rate", "click rate", "unique clicks", "sitzungen", "nutzer", "utilisateurs"),
        *("sesiones", "usuarios", "visits", "unique visitors", "impressions"),
    }
)
"""Columns of reports that hold sums and no touches, in lower case."""
_JSON: Final = ("{", "[{")
"""How files of JSON begin."""
_NEAR: Final = 3
"""Formats that a file nearly is, of which a message tells."""
_TELLING: Final = 2
"""Columns of a format that a file has at least where it nearly is one."""
_TAKEN: Final = (
    "delimiter",
    "encoding",
    "decimal",
    "thousands",
    "time_format",
    "timezone",
    "rows",
    "keep_status",
    "drop_status",
)
"""Keys of a format that hold where the settings say nothing."""


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
    fits = _find_fits(known, section, role, seen)
    if len(fits) > 1:
        raise SeveralFormatsError(text.name, role.value, list(fits))
    named = said or next((each for each in known if each.name in fits), None)
    if named is None:
        named = _choose_standard(section, role, text, seen, home)
    head = fits.get(named.name)
    effective = _fill_section(section, named, head)
    return RecognisedFile(
        text, named, effective, _describe_file(text.name, named, head, said is not None)
    )


def open_text(
    section: Section, role: Role, source: "Source", known: "Sequence[NamedFormat]"
) -> "tuple[Source, Section]":
    """Return a file as UTF-8, of a workbook its sheet, and the settings that hold for it.

    `known` are the formats that it may have. Raises what decoding raises, what reading workbooks
    raises, and `UndecidedSheetError`.
    """
    if source.container in (Container.COMPRESSED, Container.WORKBOOK):
        # Here, since what opens workbooks reads XML, which takes long to import.
        from cli.inputs.workbooks.sheets import DELIMITER, read_sheets, unwrap_workbook  # noqa: PLC0415

        source = unwrap_workbook(source, role.value, section.max_size)
        if source.container is Container.WORKBOOK:
            # How texts are cut and encoded is said of other files: these are merito's own.
            own = {"delimiter": DELIMITER, "encoding": "utf-8", "quote": Quote.DOUBLE}
            section = section.model_copy(update=own)
            sheets = read_sheets(source, section, role.value)
            return _choose_sheet(source.name, sheets, section, role, known), section
    only = known[0].form if section.format is not None else None
    encoding = section.encoding or (only.encoding if only else None)
    return decode_source(source, encoding, role.value, section.max_size), section


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
        if _find_fits(known, section, role, _list_candidates(sheet, section, role))
    ]
    chosen = fitting or sheets
    if len(chosen) > 1:
        names = [each.name.removeprefix(f"{name}:") for each in chosen]
        raise UndecidedSheetError(name, role.value, names, len(fitting))
    return chosen[0]


def _list_candidates(text: "Source", section: Files, role: Role) -> "list[HeaderCandidate]":
    with refuse_panics(text.name):
        return list(find_candidates(text, section, role.value))


def _find_fits(
    known: "Sequence[NamedFormat]", section: Files, role: Role, seen: "Sequence[HeaderCandidate]"
) -> dict[str, HeaderCandidate]:
    """Return by name the formats that fit, special ones before fallbacks, with their header.

    Only where no header has the names of some format as they stand is one looked for that writes
    them in another way; names of ours go before those of programs then.
    """
    fits = _find_all_fits(known, section, role, seen, find_exact_column)
    if not fits:
        fits = _find_all_fits(known, section, role, seen, find_column)
        fits = {STANDARD: fits[STANDARD]} if STANDARD in fits else fits
    special = {each.name for each in known if each.signature is None or not each.signature.fallback}
    if special & fits.keys():
        fits = {name: head for name, head in fits.items() if name in special}
    if len(fits) > 1 and _list_mapped(section):
        # What the settings map lies over the columns of the program's own format.
        fits.pop(STANDARD, None)
    return fits


def _find_all_fits(
    known: "Sequence[NamedFormat]",
    section: Files,
    role: Role,
    seen: "Sequence[HeaderCandidate]",
    find: "_FindColumn",
) -> dict[str, HeaderCandidate]:
    fits = ((each.name, _find_fit(each, section, role, seen, find)) for each in known)
    return {name: head for name, head in fits if head is not None}


def _find_fit(
    named: NamedFormat,
    section: Files,
    role: Role,
    seen: "Sequence[HeaderCandidate]",
    find: "_FindColumn" = find_exact_column,
) -> HeaderCandidate | None:
    """Return the first header among some lines that has the columns of a format."""
    needs = _list_needs(named, section, role)
    told = named.signature
    fixed = told.delimiter if told and section.delimiter is None else None
    for head in seen:
        if fixed is not None and head.delimiter not in (fixed, ""):
            continue
        if all(find(names, head.names) is not None for names in needs):
            return head
    return None


def _list_needs(named: NamedFormat, section: Files, role: Role) -> "Sequence[Sequence[str]]":
    if named.signature is not None:
        return named.signature.recognise
    mapped = _list_mapped(section)
    amounts = CALCULATED[role]
    return [
        needs
        for name in _NEEDED[role]
        for needs in list_needs(name, mapped.get(name, name), amounts)
    ]


def _list_mapped(section: Files) -> "dict[str, ColumnSource]":
    columns: dict[str, ColumnSource] = getattr(section, "columns", {})
    return {str(ours): source for ours, source in columns.items()}


def _choose_standard(
    section: Files,
    role: Role,
    source: "Source",
    seen: "Sequence[HeaderCandidate]",
    home: "Path | None",
) -> NamedFormat:
    """Return the standard format where something speaks for it: reading says what is missing.

    Raises MisplacedFileError where a header is another role's, UnrecognisedError where nothing
    does.
    """
    ours = {*list_names(_list_mapped(section).values()), *(name.value for name in COLUMNS[role])}
    other = None if _list_mapped(section) else _find_standard_role(role, seen)
    if other is not None:
        raise MisplacedFileError(source.name, role.value, other.value)
    if not seen or _list_mapped(section) or any(ours & set(head.names) for head in seen):
        return STANDARD_FORMAT
    first = choose_likeliest(seen) or seen[0]
    if first.names[0].startswith(_JSON):
        raise JsonError(source.name)
    if role is Role.TOUCHPOINTS and not _SUMS.isdisjoint(map(str.lower, first.names)):
        raise SumsReportError(source.name, first.names)
    line = f" in line {first.skipped + 1}" if first.skipped else ""
    raise UnrecognisedError(
        source.name,
        role.value,
        f"The file has{line}: {', '.join(first.names)}",
        _find_near_formats(role, first.names, home),
        _find_other_roles(load_formats(home), role, seen),
        _write_example(role, first.names),
    )


def _find_near_formats(role: Role, names: "Sequence[str]", home: "Path | None") -> list[NearFormat]:
    """Return the formats of a role of which a file has most of the telling columns, three at most.

    A column that any table may have, such as Date, tells nothing alone.
    """
    near = []
    for each in list_formats(role, home):
        needs = each.signature.recognise if each.signature else ()
        has = [find_column(alike, names) for alike in needs]
        found = tuple(name for name in has if name is not None)
        lacks = tuple(alike[0] for alike, name in zip(needs, has, strict=True) if name is None)
        if lacks and len(found) >= max(len(lacks), _TELLING):
            near.append(NearFormat(each.name, found, lacks))
    return sorted(near, key=lambda each: len(each.lacks) / len(each.has))[:_NEAR]


def _find_standard_role(role: Role, seen: "Sequence[HeaderCandidate]") -> Role | None:
    """Return the other role whose standard columns a header has, None where it is of none."""
    files = (each for each in (Role.TOUCHPOINTS, Role.ORDERS) if each is not role)
    return next(
        (each for each in files for head in seen if set(_NEEDED[each]) <= set(head.names)), None
    )


def _write_example(role: Role, names: "Sequence[str]") -> str:
    """Return columns to map that have usual names, ours: theirs; what is not found as NAME."""
    needed, more = _NEEDED[role], _ALSO.get(role, ())
    found = propose_columns({ours: ours for ours in (*needed, *more)}, names)
    shown = [ours for ours in (*needed, *more) if ours in needed or ours in found]
    return ", ".join(f"{ours}: {quote_name(found.get(ours, 'NAME'))}" for ours in shown)


def _find_other_roles(
    known: "Iterable[NamedFormat]", role: Role, seen: "Sequence[HeaderCandidate]"
) -> dict[str, str]:
    return {
        each.name: each.signature.role.value
        for each in known
        if each.signature is not None
        and each.signature.role is not role
        and _find_fit(each, Files(), each.signature.role, seen)
    }


def _fill_section(section: Section, named: NamedFormat, head: HeaderCandidate | None) -> Section:
    """Fill up what the settings leave open."""
    update: dict[str, object] = {}
    if head is not None and section.skip_rows is None:
        update["skip_rows"] = head.skipped
    form = named.form
    if form is not None:
        if head is not None:
            update["delimiter"] = head.delimiter or None
        for key in _TAKEN:
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
