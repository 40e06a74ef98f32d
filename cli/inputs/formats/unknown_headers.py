"""Files whose export nothing tells: read by our own names, or refused with what to write."""

from typing import TYPE_CHECKING, Final

from cli.inputs.formats.catalogue import STANDARD_FORMAT, NamedFormat, list_formats, load_formats
from cli.inputs.formats.columns.column_names import find_column
from cli.inputs.formats.errors import (
    JsonError,
    MisplacedFileError,
    NearFormat,
    SumsReportError,
    UnrecognisedError,
)
from cli.inputs.formats.fits import NEEDED_COLUMNS, find_fit, list_mapped_columns
from cli.inputs.formats.header_candidates import HeaderCandidate, choose_likeliest
from cli.inputs.tables.header import read_header
from cli.inputs.tables.name_forms import quote_name
from cli.inputs.tables.span_names import find_last_day_column
from cli.inputs.tables.usual_names.ranking import propose_columns
from cli.settings.sections.exports.columns import list_names
from cli.settings.sections.exports.files import COLUMNS, Files, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from cli.inputs.files.find import Source

_ALSO: Final = {
    Role.TOUCHPOINTS: ("channel", "source", "medium"),
    Role.ORDERS: ("customer_id", "status"),
    Role.COSTS: ("channel",),
}
"""Columns that an example to paste names as well, where a file has them."""
_KEYS: Final = {Role.TOUCHPOINTS: "customer_id", Role.ORDERS: "order_id"}
"""The column of each role that costs never have."""
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


def choose_standard(
    section: Files,
    role: Role,
    source: "Source",
    seen: "Sequence[HeaderCandidate]",
    home: "Path | None",
) -> NamedFormat:
    """Return the standard format where something speaks for it: reading says what is missing.

    Raises MisplacedFileError where a header is another role's, UnrecognisedError where nothing
    does, and what reading the header raises.
    """
    mapped = list_mapped_columns(section)
    ours = {*list_names(mapped.values()), *(name.value for name in COLUMNS[role])}
    other = None if mapped else _find_standard_role(role, seen)
    if other is not None:
        paid = role is Role.COSTS and any("cost" in head.names for head in seen)
        raise MisplacedFileError(source.name, role.value, other.value, paid=paid)
    if not seen or mapped or any(ours & set(head.names) for head in seen):
        return STANDARD_FORMAT
    first = choose_likeliest(seen) or seen[0]
    # Adjust calls columns {adid}, by the names of what it puts there.
    placeholder = len(first.names) > 1 and first.names[0].endswith("}")
    if first.names[0].startswith(_JSON) and not placeholder:
        raise JsonError(source.name)
    if role is Role.TOUCHPOINTS and not _SUMS.isdisjoint(map(str.lower, first.names)):
        raise SumsReportError(source.name, first.names)
    # Whoever has a file without a header maps nothing: that is said first.
    read_header(source, role.value, section, ())
    line = f" in line {first.skipped + 1}" if first.skipped else ""
    raise UnrecognisedError(
        source.name,
        role.value,
        f"The file has{line}: {', '.join(first.names)}",
        _find_near_formats(role, first.names, home),
        _find_other_roles(load_formats(home), role, seen),
        _write_example(role, _list_filled(first, seen)),
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
    fits = (each for each in files for head in seen if set(NEEDED_COLUMNS[each]) <= set(head.names))
    return next(fits, None) or _find_costs(role, seen)


def _find_costs(role: Role, seen: "Sequence[HeaderCandidate]") -> Role | None:
    """Return the role of costs where a header has their columns, and none that tells the role."""
    key = _KEYS.get(role)
    costs = (set(NEEDED_COLUMNS[Role.COSTS]) <= set(head.names) for head in seen)
    if key is None or not any(costs):
        return None
    told = any(propose_columns({key: key}, head.names) for head in seen)
    return None if told else Role.COSTS


def _list_filled(head: "HeaderCandidate", seen: "Sequence[HeaderCandidate]") -> list[str]:
    """Return the columns of a header that some line below it fills, all where there is none."""
    below = [
        each.names
        for each in seen
        if each.delimiter == head.delimiter
        and each.skipped > head.skipped
        and len(each.names) == len(head.names)
    ]
    if not below:
        return list(head.names)
    columns = zip(head.names, *below, strict=True)
    return [name for name, *values in columns if any(value.strip() for value in values)]


def _write_example(role: Role, names: "Sequence[str]") -> str:
    """Return columns to map that have usual names, ours: theirs; what is not found as NAME."""
    needed, more = NEEDED_COLUMNS[role], _ALSO.get(role, ())
    found = propose_columns({ours: ours for ours in (*needed, *more)}, names)
    last = find_last_day_column(found.get("date"), names)
    if last is not None:
        found["until"], more = last, ("until", *more)
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
        and find_fit(each, Files(), each.signature.role, seen)
    }
