"""A configuration file made for exported files."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.errors import MeritoError, nearest
from cli.inputs.header import header
from cli.inputs.orders import wanted_orders
from cli.inputs.sources import find_sources
from cli.inputs.touchpoints import wanted_touchpoints
from cli.interrupts import interruptible
from cli.output import write
from cli.reports.unassigned_rules import suggested_rules
from cli.settings import Settings
from cli.settings.files import Touchpoints
from cli.settings.template import template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.fields import Wanted

_OTHER_NAMES: Final = {
    "customer_id": ("customer", "user_id", "client_id", "visitor_id", "user_pseudo_id", "email"),
    "touched_at": ("timestamp", "event_timestamp", "event_time", "datetime", "time", "date"),
    "channel": ("channel_group", "channel_grouping", "default_channel_group"),
    "source": ("utm_source", "session_source", "traffic_source"),
    "medium": ("utm_medium", "session_medium", "traffic_medium"),
    "campaign": ("utm_campaign", "session_campaign", "campaign_name"),
    "order_id": ("order", "order_number", "transaction_id", "id"),
    "ordered_at": ("created_at", "order_date", "purchase_date", "timestamp", "datetime", "date"),
    "revenue": ("total", "amount", "value", "grand_total", "price"),
}
"""What the columns are often called, the most telling name first."""
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
    touchpoints: "Sequence[str]", orders: "Sequence[str]", target: Path, *, force: bool
) -> list[str]:
    """Write a configuration for the given files and return what was decided.

    Raises NothingToLookAtError, FileInTheWayError, UnknownColumnsError, what reading the headers
    raises, and UnwritableError.
    """
    if not touchpoints and not orders:
        raise NothingToLookAtError
    if target.exists() and not force:
        raise FileInTheWayError(target)
    interruptible()
    settings = Settings()
    given: dict[str, object] = {}
    said = []
    for role, files, wanted in (
        ("touchpoints", touchpoints, wanted_touchpoints(settings.touchpoints)),
        ("orders", orders, wanted_orders(settings.orders)),
    ):
        if files:
            columns, grouped = _columns(files, wanted)
            section: dict[str, object] = {"columns": columns} if columns else {}
            given[role] = {"files": _relative(files, target)} | section
            said += [f"{role}: {theirs} is read as {ours}" for ours, theirs in columns.items()]
            if grouped:
                said.append(f"{role}: channels are made of source and medium {_BY_RULES}")
                rules = suggested_rules(Touchpoints.model_validate({"files": files} | section))
                if rules:
                    given["channels"] = {"rules": rules}
                    said.append(f"channels.rules: {len(rules)} {_CHECK_NAMES}")
    write(template(given).encode(), target)
    return [*said, f"wrote {target}; set timezone and currency there, then: merito check"]


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
