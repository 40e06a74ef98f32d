"""Currencies that stand beside amounts, in files without a column of theirs."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.reading.columns.column_samples import read_column_sample
from cli.inputs.tables.columns import Field, ValueKind
from cli.inputs.tables.made_columns import MadeColumns
from cli.inputs.values.currencies import find_code_in_name, find_codes, find_shared_sign, read_code
from cli.settings.sections.exports.files import Role

if TYPE_CHECKING:
    from cli.inputs.tables.table import Table

_CURRENCY: Final = "currency"
_MONEY: Final = {Role.ORDERS.value: "revenue", Role.COSTS.value: "cost"}
"""The column of amounts by role."""


def add_currency(table: "Table") -> "Table":
    """Return a table with a column of the currencies that stand beside its amounts, or in its name.

    There is none where another column is read as it, and where neither the name of the column nor
    one of the first amounts has a code, or a sign of one currency: $ may be several. Amounts
    without any are in that of the name, the only one of the first amounts, else in the report's.
    A sign of several that alone stands beside them is kept.
    """
    fields = {field.name: field for field in table.fields}
    money = fields.get(_MONEY.get(table.role, ""))
    if money is None or _CURRENCY in fields or table.parquet:
        return table
    if money.kind is not ValueKind.AMOUNT or money.position >= len(table.header.names):
        return table
    sample = read_column_sample(table, money.position)
    codes = find_codes(sample)
    named = find_code_in_name(money.theirs)
    if not codes and named is None:
        return table._replace(sign=find_shared_sign(sample))
    code = read_code(pl.col(str(money.position)))
    usual = named or (codes[0] if len(codes) == 1 else None)
    made = code if usual is None else code.fill_null(usual)
    columns = MadeColumns(table.header, table.made)
    place = columns.add(made)
    field = Field(_CURRENCY, money.theirs, place, required=False, kind=ValueKind.CATEGORY)
    return table._replace(fields=(*table.fields, field), made=columns.columns)
