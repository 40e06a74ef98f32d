"""Columns of pieces sold whose minus says that a row is a return, as the first values tell."""

from typing import TYPE_CHECKING

import polars as pl

from cli.inputs.formats.columns.row_type import is_negative
from cli.inputs.reading.columns.column_samples import list_unused, read_column_sample
from cli.inputs.reading.columns.unused_columns import is_quantity
from cli.settings.sections.exports.files import Role

if TYPE_CHECKING:
    from cli.inputs.tables.table import Table


def find_return_quantities(table: "Table") -> frozenset[str]:
    """Return the columns of pieces, not read, that are negative in fewer than half of the rows.

    Where most are, as in books of stock, what is sold has the minus. None where rows have no
    amounts of their own.
    """
    own = any(field.name == "revenue" and field.required for field in table.fields)
    if table.role != Role.ORDERS or not own:
        return frozenset()
    return frozenset(
        name for name in list_unused(table) if is_quantity(name) and _sells(table, name)
    )


def _sells(table: "Table", name: str) -> bool:
    texts = read_column_sample(table, table.header.names.index(name))
    negative = texts.to_frame("n").select(is_negative(pl.col("n")).sum()).item()
    return bool(2 * negative < len(texts))
