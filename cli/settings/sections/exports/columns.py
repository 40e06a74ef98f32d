"""What stands for a column of ours: one of theirs, several, a constant or an expression."""

from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Final, TypeAlias, TypeVar

from pydantic import Field, PlainSerializer, PlainValidator

from cli.expressions import CheckedColumns, ExpressionError, check_columns
from cli.settings.sections.types import Section, Text, copy_mapping, find_repeated, make_error

_EXPECTED: Final = (
    "expected a column, a list of columns, a number, {value: TEXT}, {join: [DAY, NUMBER]} "
    'or {expression: "Quantity * Price"}'
)
Ours = TypeVar("Ours", bound=StrEnum)
_VALUE, _EXPRESSION, _JOIN = "value", "expression", "join"
_IDS: Final = frozenset(
    {"order_id", "customer_id", "touchpoint_id", "line_id", "refund_of", "alias"}
)
"""Columns of ours that several of theirs may make together."""
_UNIQUE: Final = frozenset(
    {
        *("order_id", "customer_id", "ordered_at", "touched_at", "touchpoint_id", "line_id"),
        *("alias", "logged_in_at", "date", "until", "refund_of", "cancelled_at"),
    }
)
"""Columns of ours that cannot be the same in every row."""

_SPAN: Final = ("date", "until")
"""Both may be: costs of the same days, such as those of a season."""
_BOTH: Final = "{date: {value: FIRST}, until: {value: LAST}}"


class ConstantColumn(Section):
    """The same value in every row."""

    value: Annotated[Text, Field(examples=["EUR", "0"])]
    """The value, as it would stand in the file."""


class ExpressionColumn(Section):
    """An amount calculated from columns."""

    expression: Annotated[Text, Field(examples=["Quantity * `Unit price`", "Total - Tax"])]
    """The calculation, in Python syntax; names with spaces in backticks."""


class JoinedColumns(Section):
    """An id made of several columns, such as the day and the number of a receipt."""

    join: Annotated[tuple[Text, ...], Field(min_length=2, examples=[["Day", "Receipt"]])]
    """The columns whose values make the id together; where one is blank there is none."""


ListedColumns: TypeAlias = tuple[str, ...]
"""The first of several that is filled; of times a day and its time of day together."""


MadeSource: TypeAlias = ListedColumns | ConstantColumn | ExpressionColumn | JoinedColumns
"""What gives the values of a column of ours that is none of theirs."""


def _parse_source(given: object) -> str | MadeSource:
    match given:
        case str() if given:
            return given
        case bool():
            raise make_error(_EXPECTED)
        case int() | float():
            return ConstantColumn(value=f"{given:f}" if isinstance(given, float) else str(given))
        case list() | tuple():
            return _parse_list(given)
        case ConstantColumn() | ExpressionColumn() | JoinedColumns():
            return given
        case dict() if len(given) == 1 and (key := next(iter(given))) in _PARSERS:
            return _PARSERS[key](given[key])
        case _:
            raise make_error(_EXPECTED)


def _write_source(source: str | MadeSource) -> object:
    return source.model_dump() if isinstance(source, Section) else source


def _parse_list(given: "list[object] | tuple[object, ...]") -> str | ListedColumns:
    names = [name for name in given if isinstance(name, str) and name]
    if len(names) < len(given) or not names:
        raise make_error("expected a list of the names of columns")
    again = find_repeated(names)
    if again:
        raise make_error(f'"{again[1]}" is listed twice', again[0])
    return tuple(names) if len(names) > 1 else names[0]


def _parse_constant(given: object) -> ConstantColumn:
    if isinstance(given, bool) or not isinstance(given, str | int | float) or given == "":
        raise make_error("expected a text or a number", _VALUE)
    return ConstantColumn(value=f"{given:f}" if isinstance(given, float) else str(given))


def _parse_expression(given: object) -> ExpressionColumn:
    if not isinstance(given, str):
        raise make_error('expected an expression such as "Quantity * Price"', _EXPRESSION)
    try:
        check_columns(given)
    except ExpressionError as error:
        spot = (error.line, error.column)
        raise make_error(error.sentence, _EXPRESSION, spot=spot) from None
    return ExpressionColumn(expression=given)


def _parse_join(given: object) -> JoinedColumns:
    names = _parse_list(given) if isinstance(given, list | tuple) else ""
    if isinstance(names, str):
        raise make_error("expected a list of two columns or more", _JOIN)
    return JoinedColumns(join=names)


_PARSERS: Final[Mapping[object, Callable[[object], MadeSource]]] = {
    _VALUE: _parse_constant,
    _EXPRESSION: _parse_expression,
    _JOIN: _parse_join,
}

ColumnSource = Annotated[
    str | MadeSource,
    PlainValidator(
        _parse_source,
        json_schema_input_type=(
            str | list[str] | float | ConstantColumn | ExpressionColumn | JoinedColumns
        ),
    ),
    PlainSerializer(_write_source),
]
"""A column of theirs, or what else gives the values of one of ours."""


def refuse_repeated_columns(given: object) -> object:
    """Refuse a column of the file that stands for two of ours; nothing under the key is none."""
    if given is None:
        return {}
    plain = {ours: name for ours, name in copy_mapping(given).items() if isinstance(name, str)}
    names = list(plain.values())
    again = find_repeated(names)
    if again:
        ours = list(plain)
        first = ours[names.index(again[1])]
        raise make_error(f'"{again[1]}" is already {first}', ours[again[0]])
    return given


def check_sources(
    columns: dict[Ours, ColumnSource], amounts: Collection[str]
) -> dict[Ours, ColumnSource]:
    """Refuse sources that cannot give what a column of ours holds.

    `amounts` are the columns of ours that may be calculated.
    """
    for ours, source in columns.items():
        if isinstance(source, ConstantColumn) and ours in _UNIQUE and not _is_span(columns, ours):
            both = f", or both days: {_BOTH}" if ours in _SPAN else ""
            raise make_error(f"{ours} cannot be the same in every row; name a column{both}", ours)
        if isinstance(source, ConstantColumn) and ours in amounts:
            _refuse_no_number(ours, source.value)
        if isinstance(source, JoinedColumns) and ours not in _IDS:
            raise make_error(f"{ours} is no id: only ids are made of several columns", ours)
        if isinstance(source, ExpressionColumn) and ours not in amounts:
            raise make_error(f"{ours} cannot be calculated here; name a column", ours)
    return columns


def _is_span(columns: "Mapping[Ours, ColumnSource]", ours: str) -> bool:
    """Tell whether a column is the first or the last of the days that all costs are of."""
    days = {str(name): source for name, source in columns.items() if str(name) in _SPAN}
    return ours in _SPAN and len(days) == len(_SPAN)


def _refuse_no_number(ours: str, value: str) -> None:
    try:
        float(value)
    except ValueError:
        raise make_error(
            f"{ours} is an amount: expected a number such as 0 or 9.90", ours
        ) from None


def list_needs(
    ours: str, source: "ColumnSource", amounts: Collection[str]
) -> list[tuple[str, ...]]:
    """Return the columns of theirs that a file must have, each with those that do instead."""
    match source:
        case str():
            short = find_expression(source) if ours in amounts else None
            return [(source, *((name,) if name else ())) for name in short or (None,)]
        case tuple():
            return [(name,) for name in source]
        case ExpressionColumn():
            return [(name,) for name in check_columns(source.expression).names]
        case JoinedColumns():
            return [(name,) for name in source.join]
        case ConstantColumn():
            return []


def find_expression(text: str) -> "tuple[str, ...] | None":
    """Return the columns in a text that calculates something, None where it can be but a name."""
    checked = parse_short_expression(text)
    return None if checked is None else checked.names


def parse_short_expression(text: str) -> CheckedColumns | None:
    """Return a text as a calculation, None where it is none; a column of that name goes before."""
    try:
        checked = check_columns(text)
    except ExpressionError:
        return None
    return checked if checked.calculates else None


def list_plain(columns: Mapping[Ours, ColumnSource]) -> dict[str, str]:
    """Return the columns of ours that are one of theirs."""
    return {str(ours): theirs for ours, theirs in columns.items() if isinstance(theirs, str)}


def list_made(columns: Mapping[Ours, ColumnSource]) -> dict[str, MadeSource]:
    """Return the columns of ours that are made of others, or of none."""
    return {str(ours): source for ours, source in columns.items() if not isinstance(source, str)}


def list_names(sources: "Iterable[ColumnSource]") -> set[str]:
    """Return the columns of theirs that some sources name."""
    return {name for source in sources for needs in list_needs("", source, ()) for name in needs}
