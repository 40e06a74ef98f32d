"""A configuration file made for exported files."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.errors import MeritoError, nearest
from cli.inputs.cost_columns import wanted_costs
from cli.inputs.formats.columns import columns_of
from cli.inputs.formats.errors import UnrecognisedError
from cli.inputs.formats.recognise import recognised
from cli.inputs.header import header
from cli.inputs.orders import wanted_orders
from cli.inputs.sources import find_sources
from cli.inputs.touchpoints import wanted_touchpoints
from cli.interrupts import interruptible
from cli.output import write
from cli.reports.unassigned_rules import suggested_rules
from cli.settings.files import Costs, Files, Orders, Role, Touchpoints
from cli.settings.template import template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.fields import Wanted
    from cli.inputs.formats.recognise import Recognised

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


def started(
    touchpoints: "Sequence[str]",
    orders: "Sequence[str]",
    costs: "Sequence[str]",
    target: Path,
    *,
    force: bool,
) -> list[str]:
    """Write a configuration for the given files and return what was decided.

    Raises NothingToLookAtError, FileInTheWayError, UnknownColumnsError, AbsentColumnError where an
    export lacks an id, what reading the headers raises, and UnwritableError.
    """
    if not (touchpoints or orders or costs):
        raise NothingToLookAtError
    if target.exists() and not force:
        raise FileInTheWayError(target)
    interruptible()
    given: dict[str, object] = {}
    said: list[str] = []
    for role, files in (
        (Role.TOUCHPOINTS, touchpoints),
        (Role.ORDERS, orders),
        (Role.COSTS, costs),
    ):
        if files:
            found = _looked_at(role, files, target.resolve().parent)
            given[role.value] = {"files": _relative(files, target), **found.keys}
            said += [f"{role.value}: {each}" for each in found.said]
            if found.grouped:
                section = {"files": list(files), **found.keys}
                rules = suggested_rules(Touchpoints.model_validate(section))
                if rules:
                    given["channels"] = {"rules": rules}
                    said.append(f"channels.rules: {len(rules)} {_CHECK_NAMES}")
    write(template(given).encode(), target)
    return [*said, f"wrote {target}; set timezone and currency there, then: merito check"]


@dataclass(frozen=True, slots=True)
class _Found:
    """What the first file of a role came to."""

    keys: dict[str, object]
    """Keys of its section."""
    said: list[str]
    grouped: bool = False
    """Whether channels are to be made of source and medium."""


def _looked_at(role: Role, files: "Sequence[str]", home: Path) -> _Found:
    """Return the format of the first file, or the columns of other names where it has none."""
    section = _SECTIONS[role].model_validate({"files": list(files)})
    try:
        looked = recognised(section, role, None, home)
    except UnrecognisedError:
        looked = []
    if not looked or looked[0].named.form is None:
        columns, grouped = _columns(files, _wanted(role, section))
        told = [f"{theirs} is read as {ours}" for ours, theirs in columns.items()]
        if grouped:
            told.append(f"channels are made of source and medium {_BY_RULES}")
        return _Found({"columns": columns} if columns else {}, told, grouped)
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
    return _Found(keys, titles)


def _refuse_absent(role: Role, file: "Recognised[Files]") -> None:
    """Raise AbsentColumnError where an export lacks an id; channels may be grouped later."""
    filled = file.section
    head = header(file.source, role.value, filled.delimiter, filled.skip_rows or 0, ())
    wanted = _wanted(role, filled)
    wanted = replace(wanted, needed=wanted.needed - {"channel"})
    columns_of(file.source.name, file.named.form, wanted, head)


def _wanted(role: Role, section: Files) -> "Wanted":
    match section:
        case Touchpoints():
            return wanted_touchpoints(section)
        case Orders():
            return wanted_orders(section)
        case Costs():
            return wanted_costs(section)
        case _:
            raise ValueError(role)


def _columns(files: "Sequence[str]", wanted: "Wanted") -> tuple[dict[str, str], bool]:
    """Return our names and theirs where they differ, by the first file's header.

    With them whether channels are to be made of source and medium, the file having none.
    """
    source = find_sources(tuple(files), wanted.role, None)[0]
    names = header(source, wanted.role, None, 0, wanted.names).names
    found = {ours: _like(ours, names) for ours in wanted.needed if ours not in names}
    tags = _tags(names) if wanted.grouped and _called("channel", names) is None else {}
    if tags:
        found = {ours: theirs for ours, theirs in found.items() if ours != "channel"} | tags
    missing = sorted(ours for ours, theirs in found.items() if theirs is None)
    if missing:
        raise UnknownColumnsError(source.name, missing, names)
    other = {ours: theirs for ours, theirs in found.items() if theirs not in (None, ours)}
    return {ours: other[ours] for ours in wanted.standard if ours in other}, bool(tags)


def _tags(names: "Sequence[str]") -> dict[str, str | None]:
    """Return the columns that channels can be made of, our names and theirs; none without any."""
    named = {ours: _called(ours, names) for ours in ("source", "medium", "campaign")}
    found: dict[str, str | None] = {ours: theirs for ours, theirs in named.items() if theirs}
    return found if found.keys() & {"source", "medium"} else {}


def _called(ours: str, names: "Sequence[str]") -> str | None:
    """Return the column of our name, or of another that is often used."""
    plain = {name.lower().replace(" ", "_"): name for name in reversed(names)}
    return next((plain[other] for other in (ours, *_OTHER_NAMES[ours]) if other in plain), None)


def _like(ours: str, names: "Sequence[str]") -> str | None:
    plain = {name.lower().replace(" ", "_"): name for name in reversed(names)}
    return _called(ours, names) or plain.get(nearest(ours, plain) or "")


def _relative(files: "Sequence[str]", target: Path) -> list[str] | str:
    """Return the paths as the configuration file needs them: relative to its folder."""
    folder = target.resolve().parent
    paths = [path if path == "-" else os.path.relpath(path, folder) for path in files]
    return paths[0] if len(paths) == 1 else paths
