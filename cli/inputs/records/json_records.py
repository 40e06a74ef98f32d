"""The records of a file: lines, a list, or the list in an answer of a service."""

import json
import re
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Final

from cli.inputs.files.compression import read_chunks
from cli.inputs.records.errors import DamagedJsonError, NoRecordsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.inputs.files.find import Source

    Value = str | bool | list["Value"] | dict[str, "Value"] | None
    Record = dict[str, Value]

PAIRS: Final = ({"key", "value"}, {"name", "value"})
"""The names in lists of pairs, as GA4's parameters of events and Shopify's attributes."""
_DIGITS: Final = 40
TOO_DEEP: Final = "records are nested too deeply"
_BETWEEN: Final = re.compile(r"[\s,]*")


class Number(str):
    """A number with the digits that it is written with."""

    __slots__ = ()


def _read_float(text: str) -> Number:
    """Return a number without the exponent that programs write of small and large ones."""
    value = Decimal(text)
    moderate = value.is_finite() and abs(value.adjusted()) < _DIGITS
    return Number(format(value, "f") if moderate else text)


_DECODER: Final = json.JSONDecoder(
    parse_float=_read_float, parse_int=Number, parse_constant=lambda _: None
)


def read_records(source: "Source") -> "Iterator[Record]":
    """Yield the records of a file in their order, numbers as `Number`, each other value as read.

    They are all values of the file, or all of its only list, or of the only list of records in its
    only value: {"data": [{…}, {…}], "has_more": false}. Raises `DamagedJsonError`,
    `NoRecordsError`, and what reading the bytes raises.
    """
    values = _read_values(source)
    first = next(values, None)
    second = next(values, None)
    if isinstance(first, dict) and second is None:
        lists = {name: each for name, each in first.items() if _is_record_list(each)}
        if len(lists) > 1:
            raise NoRecordsError(source.name, list(lists))
        first = next(iter(lists.values()), first)
    given = chain([first], [] if second is None else [second], values)
    for value in given:
        for record in value if isinstance(value, list) else [value]:
            if not isinstance(record, dict):
                raise NoRecordsError(source.name, ())
            yield record


def _is_record_list(value: "Value") -> bool:
    first = value[0] if isinstance(value, list) and value else None
    return isinstance(first, dict) and set(first) not in PAIRS


def _read_values(source: "Source") -> "Iterator[Value]":
    text = b"".join(read_chunks(source)).decode("utf-8-sig", "replace")
    place = 0
    while (place := _BETWEEN.match(text, place).end()) < len(text):  # type: ignore[union-attr]
        try:
            value, place = _DECODER.raw_decode(text, place)
        except json.JSONDecodeError as error:
            said = error.msg.removesuffix(" at")
            reason = f"{said[:1].lower()}{said[1:]} at character {error.colno}"
            raise DamagedJsonError(source.name, error.lineno, reason) from None
        except RecursionError:
            line = text.count("\n", 0, place) + 1
            raise DamagedJsonError(source.name, line, TOO_DEEP) from None
        yield value
