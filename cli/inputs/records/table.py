"""Records as the text of a table, what is nested in them in columns of its own."""

import csv
import io
import json
from typing import TYPE_CHECKING

from cli.inputs.files.find import Container, Source
from cli.inputs.records.errors import NoRecordsError
from cli.inputs.records.json_records import PAIRS, Number, read_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.inputs.records.json_records import Record, Value


def write_table(source: Source) -> Source:
    """Return JSON as text with a column for each value of its records, named FILE:records.

    What messages call a line is the number of a record, which of one record a line is the line.

    A value in a record of its own is called by both names, `customer.email`, and so is one of a
    list of pairs, `event_params.ga_session_id`; another list is the text of its JSON. Numbers keep
    their digits. Records are read twice, so that none but the text is held in memory. Raises what
    `read_records` raises.
    """
    kinds: dict[str, set[bool]] = {}
    count = 0
    for record in read_records(source):
        count += 1
        for name, value in _list_values(record):
            kinds.setdefault(name, set()).update(_tell_kind(value))
    if not count:
        raise NoRecordsError(source.name, ())
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(kinds)
    for record in read_records(source):
        values = dict(_list_values(record))
        writer.writerow([values.get(name, "") for name in kinds])
    numbers = frozenset(place for place, kind in enumerate(kinds.values()) if kind == {True})
    return Source(
        f"{source.name}:records",
        text.getvalue().encode("utf-8", "replace"),
        Container.TEXT,
        source.details,
        origin="JSON",
        numbers=numbers,
        lines=range(count + 1),
    )


def _tell_kind(value: str) -> "Iterator[bool]":
    """Yield whether a value with digits is a number."""
    if isinstance(value, Number):
        yield True
    elif any(map(str.isdigit, value)):
        yield False


def _list_values(record: "Record", above: str = "") -> "Iterator[tuple[str, str]]":
    """Yield the values of a record with the names of their columns; null is no text."""
    for key, value in record.items():
        yield from _list_inside(f"{above}{key}", value)


def _list_inside(name: str, value: "Value") -> "Iterator[tuple[str, str]]":
    if isinstance(value, dict):
        first = next(iter(value), "")
        if len(value) == 1 and first.startswith("$"):
            # Databases say so what type a value is: {"$date": "2026-03-01T10:00:00Z"}.
            yield from _list_inside(name, value[first])
        else:
            yield from _list_values(value, f"{name}.")
    elif isinstance(value, list):
        pairs = _read_pairs(value)
        yield from _list_values(pairs, f"{name}.")
        if not pairs:
            yield name, json.dumps(value, ensure_ascii=False) if value else ""
    elif isinstance(value, bool):
        yield name, "true" if value else "false"
    else:
        yield name, value or ""


def _read_pairs(entries: "list[Value]") -> "Record":
    """Return a list of pairs as a record, an empty one where it is another list."""
    pairs: Record = {}
    for entry in entries:
        if not isinstance(entry, dict) or set(entry) not in PAIRS:
            return {}
        key, value = entry.get("key", entry.get("name")), entry["value"]
        if isinstance(value, dict):
            # One of string_value, int_value and others is filled.
            value = next((each for each in value.values() if each is not None), None)
        pairs[str(key)] = value
    return pairs
