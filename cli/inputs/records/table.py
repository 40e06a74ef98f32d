"""Records as the text of a table, what is nested in them in columns of its own."""

import csv
import io
import json
import re
import sys
from typing import TYPE_CHECKING, Final

from cli.inputs.files.find import Container, Source
from cli.inputs.files.own_text import make_writer
from cli.inputs.records.errors import DamagedJsonError, NoRecordsError
from cli.inputs.records.json_records import PAIRS, TOO_DEEP, Number, read_records

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cli.inputs.records.json_records import Record, Value


_DIGIT: Final = re.compile("[0-9]")
_CONSTANTS: Final = {True: "true", False: "false", None: ""}


def write_table(source: Source) -> Source:
    """Return JSON as text with a column for each value of its records, named FILE:records.

    What messages call a line is the number of a record, which of one record a line is the line.

    A value in a record of its own is called by both names, `customer.email`, and so is one of a
    list of pairs, `event_params.ga_session_id`; another list is the text of its JSON. Numbers keep
    their digits. Raises what `read_records` raises.
    """
    columns: dict[str, _Column] = {}
    parts: list[_Part] = []
    count = 0
    for record in read_records(source):
        count += 1
        try:
            values = dict(_list_values(record))
        except RecursionError:
            raise DamagedJsonError(source.name, count, TOO_DEEP) from None
        if not parts or not values.keys() <= columns.keys():
            columns |= {name: _Column() for name in values if name not in columns}
            parts.append(_Part(len(columns)))
        for name, value in values.items():
            columns[name].add(value)
        parts[-1].write([values.get(name, "") for name in columns])
    if not parts:
        raise NoRecordsError(source.name, ())
    head = _Part(len(columns))
    head.write(list(columns))
    text = "".join(part.get_text(len(columns)) for part in (head, *parts))
    numbers = (place for place, column in enumerate(columns.values()) if column.typed)
    return Source(
        f"{source.name}:records",
        text.encode("utf-8", "replace"),
        Container.TEXT,
        source.details,
        origin="JSON",
        numbers=frozenset(numbers),
        lines=range(count + 1),
    )


class _Column:
    """What the values of a column are."""

    def __init__(self) -> None:
        self._numbers = self._digits = False

    def add(self, value: str) -> None:
        """Look at a value; one without digits tells nothing."""
        if isinstance(value, Number):
            self._numbers = True
        elif not self._digits and _DIGIT.search(value):
            self._digits = True

    @property
    def typed(self) -> bool:
        """Whether all digits are those of numbers, of which there are some."""
        return self._numbers and not self._digits


class _Part:
    """Records as lines, from one that has a new column up to the next such one."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._text = io.StringIO()
        self._writer = make_writer(self._text)

    def write(self, values: "Sequence[str]") -> None:
        """Add a line."""
        self._writer.writerow(values)

    def get_text(self, width: int) -> str:
        """Return the lines with so many values each, those of later columns blank."""
        if width == self._width:
            return self._text.getvalue()
        self._text.seek(0)
        wide = _Part(width)
        blank = [""] * (width - self._width)
        limit = csv.field_size_limit(sys.maxsize)
        try:
            for values in csv.reader(self._text):
                # A record of nothing is a line of its own all the same.
                wide.write([*(values or [""] * self._width), *blank])
        finally:
            csv.field_size_limit(limit)
        return wide.get_text(width)


def _list_values(record: "Record", above: str = "") -> "Iterator[tuple[str, str]]":
    """Yield the values of a record with the names of their columns; null is no text."""
    for key, value in record.items():
        if isinstance(value, str):
            yield above + key, value
        else:
            yield from _list_inside(above + key, value)


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
    elif isinstance(value, str):
        yield name, value
    else:
        yield name, _CONSTANTS[value]


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
