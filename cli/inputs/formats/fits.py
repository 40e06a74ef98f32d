"""Which formats fit the header of a file."""

from typing import TYPE_CHECKING, Final

from cli.inputs.formats.catalogue import STANDARD, NamedFormat
from cli.inputs.formats.columns.column_names import find_column, find_exact_column
from cli.inputs.formats.header_candidates import HeaderCandidate
from cli.settings.sections.exports.columns import list_needs
from cli.settings.sections.exports.files import CALCULATED, Files, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cli.settings.sections.exports.columns import ColumnSource

    _FindColumn = Callable[[Sequence[str], Sequence[str]], str | None]

NEEDED_COLUMNS: Final = {
    Role.TOUCHPOINTS: ("customer_id", "touched_at"),
    Role.ORDERS: ("order_id", "ordered_at", "revenue"),
    Role.COSTS: ("date", "cost"),
    Role.IDENTITIES: ("alias", "customer_id"),
}
"""The columns that tell the standard format."""


def find_fits(
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
    if len(fits) > 1 and list_mapped_columns(section):
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
    fits = ((each.name, find_fit(each, section, role, seen, find)) for each in known)
    return {name: head for name, head in fits if head is not None}


def find_fit(
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
    mapped = list_mapped_columns(section)
    amounts = CALCULATED[role]
    return [
        needs
        for name in NEEDED_COLUMNS[role]
        for needs in list_needs(name, mapped.get(name, name), amounts)
    ]


def list_mapped_columns(section: Files) -> "dict[str, ColumnSource]":
    """Return the columns that the settings map: ours and where they come from."""
    columns: dict[str, ColumnSource] = getattr(section, "columns", {})
    return {str(ours): source for ours, source in columns.items()}
