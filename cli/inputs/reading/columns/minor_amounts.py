"""Amounts in cents or millionths, by the names of their columns, that count as they stand."""

from typing import TYPE_CHECKING, Final

from cli.expressions import quote_name
from cli.inputs.reading.columns.column_samples import read_column_sample
from cli.inputs.tables.columns import ValueKind
from cli.inputs.tables.minor_units import UNIT_NAMES, find_minor_units

if TYPE_CHECKING:
    from cli.inputs.tables.columns import Field
    from cli.inputs.tables.table import Table

_MONEY: Final = {"revenue", "refunded", "cost"}


def describe_minor_amounts(table: "Table") -> str | None:
    """Return that a column of whole amounts is called cents, None where none is."""
    for field in table.fields:
        # Columns of an expression are fields of their own.
        units = find_minor_units(field.theirs) if field.name in _MONEY else None
        if units is not None and _holds_whole_amounts(table, field):
            divided = f"{{expression: {divide_units(field.theirs, units)}}}"
            return (
                f"{table.role}: {table.source.name}: {field.theirs} names"
                f" {UNIT_NAMES[units]}, and its amounts count as they"
                f" stand; {table.role}.columns: {{{field.name}: {divided}}} divides them"
            )
    return None


def divide_units(name: str, units: int) -> str:
    """Return the expression that turns the amounts of a column into units of money."""
    return f"{quote_name(name)} / {units}"


def _holds_whole_amounts(table: "Table", field: "Field") -> bool:
    """Tell whether a column is read as amounts, none of the first of which has decimals."""
    if field.kind is not ValueKind.AMOUNT or field.position >= len(table.header.names):
        return False
    return table.parquet or not read_column_sample(table, field.position).str.contains("[.,]").any()
