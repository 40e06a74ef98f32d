"""Marks of refunded orders that are read as what was refunded, as the first values tell."""

from typing import TYPE_CHECKING, Final

from cli.inputs.reading.columns.column_samples import read_column_sample
from cli.inputs.tables.columns import ValueKind
from cli.inputs.tables.name_forms import quote_name
from cli.settings.sections.exports.files import Role

if TYPE_CHECKING:
    from cli.inputs.tables.table import Table

_FLAGS: Final = {"0", "1"}


def describe_refund_flags(table: "Table") -> str | None:
    """Return that amounts refunded are 0 and 1 alone, None where they are not."""
    field = next((field for field in table.fields if field.name == "refunded"), None)
    if table.role != Role.ORDERS or field is None or field.kind is not ValueKind.AMOUNT:
        return None
    if table.parquet or field.position >= len(table.header.names):
        return None
    if set(read_column_sample(table, field.position).unique()) != _FLAGS:
        return None
    name = quote_name(field.theirs)
    return (
        f"orders: {table.source.name}: {field.theirs} holds 0 and 1 alone, and 1 takes 1.00 from an"
        f" order; if it marks refunded orders, set orders.columns: {{status: {name}}} and"
        ' orders.drop_status: ["1"]'
    )
