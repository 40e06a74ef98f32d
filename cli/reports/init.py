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
from cli.settings import Settings
from cli.settings.template import template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.fields import Wanted

_OTHER_NAMES: Final = {
    "customer_id": ("customer", "user_id", "client_id", "visitor_id", "user_pseudo_id", "email"),
    "touched_at": ("timestamp", "event_timestamp", "event_time", "datetime", "time", "date"),
    "channel": ("channel_group", "channel_grouping", "default_channel_group", "medium"),
    "order_id": ("order", "order_number", "transaction_id", "id"),
    "ordered_at": ("created_at", "order_date", "purchase_date", "timestamp", "datetime", "date"),
    "revenue": ("total", "amount", "value", "grand_total", "price"),
}
"""What the columns are often called, the most telling name first."""


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
            columns = _columns(files, wanted)
            section: dict[str, object] = {"files": _relative(files, target)}
            given[role] = section | ({"columns": columns} if columns else {})
            said += [f"{role}: {theirs} is read as {ours}" for ours, theirs in columns.items()]
    write(template(given).encode(), target)
    return [*said, f"wrote {target}; set timezone and currency there, then: merito check"]


def _columns(files: "Sequence[str]", wanted: "Wanted") -> dict[str, str]:
    """Return our names and theirs where they differ, by the first file's header."""
    source = find_sources(tuple(files), wanted.role, None)[0]
    names = header(source, wanted.role, None, 0, wanted.names).names
    found = {ours: _like(ours, names) for ours in wanted.needed if ours not in names}
    missing = sorted(ours for ours, theirs in found.items() if theirs is None)
    if missing:
        raise UnknownColumnsError(source.name, missing, names)
    return {ours: theirs for ours in wanted.standard if (theirs := found.get(ours)) is not None}


def _like(ours: str, names: "Sequence[str]") -> str | None:
    plain = {name.lower().replace(" ", "_"): name for name in reversed(names)}
    known = next((plain[other] for other in (ours, *_OTHER_NAMES[ours]) if other in plain), None)
    return known or plain.get(nearest(ours, plain) or "")


def _relative(files: "Sequence[str]", target: Path) -> list[str] | str:
    """Return the paths as the configuration file needs them: relative to its folder."""
    folder = target.resolve().parent
    paths = [path if path == "-" else os.path.relpath(path, folder) for path in files]
    return paths[0] if len(paths) == 1 else paths
