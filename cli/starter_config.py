"""A configuration file made for exported files."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.errors import MeritoError, find_nearest
from cli.inputs.costs.columns import choose_cost_columns
from cli.inputs.files.find import find_sources
from cli.inputs.formats.catalogue import list_formats
from cli.inputs.formats.derived_columns import choose_columns
from cli.inputs.formats.errors import UnrecognisedError
from cli.inputs.formats.recognise import open_text, recognise
from cli.inputs.orders.read import choose_order_columns
from cli.inputs.tables.header import read_header
from cli.inputs.touchpoints.read import choose_touchpoint_columns
from cli.interrupts import allow_interrupts
from cli.output import write_file
from cli.reports.channels.suggested_rules import suggest_rules
from cli.settings.generated.template import make_template
from cli.settings.sections.files import Costs, Files, Orders, Role, Touchpoints
from cli.targets import name_files, refuse_target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.formats.recognise import RecognisedFile
    from cli.inputs.tables.columns import RoleColumns

_OTHER_NAMES: Final = {
    "customer_id": ("customer", "user_id", "client_id", "visitor_id", "user_pseudo_id", "email"),
    "touched_at": ("timestamp", "event_timestamp", "event_time", "datetime", "time", "date"),
    "channel": ("channel_group", "channel_grouping", "default_channel_group"),
    "source": ("utm_source", "session_source", "traffic_source"),
    "medium": ("utm_medium", "session_medium", "traffic_medium"),
    "campaign": ("utm_campaign", "session_campaign", "campaign_name"),
    "order_id": ("order", "order_number", "transaction_id", "id"),
    "ordered_at": ("created_at", "order_date", "purchase_date", "timestamp", "datetime", "date"),
    "date": ("day", "giorno", "tag", "jour"),
    "cost": ("spend", "amount", "costs"),
    "revenue": ("total", "amount", "value", "grand_total", "price"),
}
"""What the columns are often called, the most telling name first."""
_SECTIONS: Final[Mapping[Role, type[Files]]] = {
    Role.TOUCHPOINTS: Touchpoints,
    Role.ORDERS: Orders,
    Role.COSTS: Costs,
}
_BY_RULES: Final = "by GA4's rules (channels.grouping)"
_CHECK_NAMES: Final = "suggested for what those leave Unassigned; check their names"


class NothingToLookAtError(MeritoError):
    """`init` was given no file."""

    def __init__(self) -> None:
        super().__init__(
            "init looks at your files:"
            " merito init --touchpoints touchpoints.csv --orders orders.csv"
        )


class FileInTheWayError(MeritoError):
    """A configuration file is there already."""

    def __init__(self, target: Path) -> None:
        super().__init__(f"{target} exists; --force overwrites it, -o FILE writes another")


class UnknownColumnsError(MeritoError):
    """No column of a file looks like one that is needed."""

    def __init__(self, name: str, missing: list[str], found: "Sequence[str]") -> None:
        super().__init__(
            f"{name}: no column looks like {', '.join(missing)}; it has: {', '.join(found)}."
            " Rename a column, or map it in merito.yaml under columns (ours: theirs)"
        )


def write_starter_config(
    touchpoints: "Sequence[str]",
    orders: "Sequence[str]",
    costs: "Sequence[str]",
    target: Path,
    *,
    force: bool,
) -> list[str]:
    """Write a configuration for the given files and return what was decided.

    Raises NothingToLookAtError, TakenTargetError, FileInTheWayError, UnknownColumnsError,
    AbsentColumnError where an export lacks an id, what reading the headers raises, and
    UnwritableError.
    """
    if not (touchpoints or orders or costs):
        raise NothingToLookAtError
    by_role = {"costs": costs, "touchpoints": touchpoints, "orders": orders}
    read = dict(each for role, files in by_role.items() for each in name_files(role, files))
    refuse_target(target, read, force=True)
    if target.exists() and not force:
        raise FileInTheWayError(target)
    allow_interrupts()
    given: dict[str, object] = {}
    said: list[str] = []
    for role, files in (
        (Role.TOUCHPOINTS, touchpoints),
        (Role.ORDERS, orders),
        (Role.COSTS, costs),
    ):
        if files:
            found = _inspect_files(role, files, target.resolve().parent)
            given[role.value] = {"files": _make_paths_relative(files, target), **found.keys}
            said += [f"{role.value}: {each}" for each in found.said]
            if found.grouped:
                section = {"files": list(files), **found.keys}
                rules = suggest_rules(Touchpoints.model_validate(section))
                if rules:
                    given["channels"] = {"rules": rules}
                    said.append(f"channels.rules: {len(rules)} {_CHECK_NAMES}")
    write_file(make_template(given).encode(), target)
    return [*said, f"wrote {target}; set timezone and currency there, then: merito check"]


@dataclass(frozen=True, slots=True)
class _InspectedFile:
    """What the first file of a role came to."""

    keys: dict[str, object]
    """Keys of its section."""
    said: list[str]
    grouped: bool = False
    """Whether channels are to be made of source and medium."""


def _inspect_files(role: Role, files: "Sequence[str]", home: Path) -> _InspectedFile:
    """Return the format of the first file, or the columns of other names where it has none."""
    section = _SECTIONS[role].model_validate({"files": list(files)})
    try:
        looked = recognise(section, role, None, home)
    except UnrecognisedError:
        looked = []
    if not looked or looked[0].named.form is None:
        columns, grouped = _map_columns(role, section, home)
        told = [f"{theirs} is read as {ours}" for ours, theirs in columns.items()]
        if grouped:
            told.append(f"channels are made of source and medium {_BY_RULES}")
        return _InspectedFile({"columns": columns} if columns else {}, told, grouped)
    alike = len({file.named.name for file in looked}) == 1
    for file in looked if alike else ():
        _refuse_absent(role, file)
    keys: dict[str, object] = {"format": looked[0].named.name} if alike else {}
    mark = looked[0].section.delimiter
    if len(looked) == 1 and mark not in (None, ","):
        keys["delimiter"] = "tab" if mark == "\t" else mark
    titles = [
        f"{file.source.name} is {file.named.name}"
        + (f": {file.named.form.title}" if file.named.form else "")
        for file in looked
    ]
    return _InspectedFile(keys, titles)


def _refuse_absent(role: Role, file: "RecognisedFile[Files]") -> None:
    """Raise AbsentColumnError where an export lacks an id; channels may be grouped later."""
    filled = file.section
    head = read_header(file.source, role.value, filled.delimiter, filled.skip_rows or 0, ())
    wanted = _get_role_columns(role, filled)
    wanted = replace(wanted, needed=wanted.needed - {"channel"})
    choose_columns(file.source.name, file.named.form, wanted, head)


def _get_role_columns(role: Role, section: Files) -> "RoleColumns":
    match section:
        case Touchpoints():
            return choose_touchpoint_columns(section)
        case Orders():
            return choose_order_columns(section)
        case Costs():
            return choose_cost_columns(section)
        case _:
            raise ValueError(role)


def _map_columns(role: Role, section: Files, home: Path) -> tuple[dict[str, str], bool]:
    """Return our names and theirs where they differ, by the first file's header.

    With them whether channels are to be made of source and medium, the file having none.
    """
    wanted = _get_role_columns(role, section)
    first = find_sources(section.files, role.value, None)[0]
    source, section = open_text(section, role, first, list_formats(role, home))
    names = read_header(source, role.value, section.delimiter, 0, wanted.names).names
    free = [name for name in names if name not in wanted.needed]
    found: dict[str, str | None] = {}
    for ours in (each for each in wanted.standard if each in wanted.needed - set(names)):
        found[ours] = _find_similar_column(ours, free)
        free = [name for name in free if name != found[ours]]
    tags = (
        _map_tag_columns(names) if wanted.grouped and _find_column("channel", names) is None else {}
    )
    if tags:
        found = {ours: theirs for ours, theirs in found.items() if ours != "channel"} | tags
    missing = sorted(ours for ours, theirs in found.items() if theirs is None)
    if missing:
        raise UnknownColumnsError(source.name, missing, names)
    other = {ours: theirs for ours, theirs in found.items() if theirs not in (None, ours)}
    return {ours: other[ours] for ours in wanted.standard if ours in other}, bool(tags)


def _map_tag_columns(names: "Sequence[str]") -> dict[str, str | None]:
    """Return the columns that channels can be made of, our names and theirs; none without any."""
    named = {ours: _find_column(ours, names) for ours in ("source", "medium", "campaign")}
    found: dict[str, str | None] = {ours: theirs for ours, theirs in named.items() if theirs}
    return found if found.keys() & {"source", "medium"} else {}


def _find_column(ours: str, names: "Sequence[str]") -> str | None:
    """Return the column of our name, or of another that is often used."""
    plain = {name.lower().replace(" ", "_"): name for name in reversed(names)}
    return next((plain[other] for other in (ours, *_OTHER_NAMES[ours]) if other in plain), None)


def _find_similar_column(ours: str, names: "Sequence[str]") -> str | None:
    plain = {name.lower().replace(" ", "_"): name for name in reversed(names)}
    return _find_column(ours, names) or plain.get(find_nearest(ours, plain) or "")


def _make_paths_relative(files: "Sequence[str]", target: Path) -> list[str] | str:
    """Return the paths as the configuration file needs them: relative to its folder."""
    folder = target.resolve().parent
    paths = [path if path == "-" else os.path.relpath(path, folder) for path in files]
    return paths[0] if len(paths) == 1 else paths
