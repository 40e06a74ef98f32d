"""Logins by orders that no file has: cancelled ones that an export leaves out, or those of before.

Whose they are nobody knows, and a visitor with one of them and another order is still one person.
"""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.settings.sections.exports.files import IdentityColumn

if TYPE_CHECKING:
    from cli.inputs.reading.role_rows import RoleRows
    from cli.inputs.tables.table import Table
    from cli.settings.sections.exports.identities import Identities

NUMBERED: Final = "numbered\0"
"""Whether the customer of a login is told by nothing but the number of an order."""
_ALIAS, _CUSTOMER = "alias", "customer_id"


def find_number_column(section: "Identities") -> str | None:
    """Return the column of order numbers: the last of several that tell whose logins are."""
    listed = section.columns.get(IdentityColumn.CUSTOMER_ID)
    last = listed[-1] if isinstance(listed, tuple) else None
    return None if last in {*IdentityColumn} else last


def mark_order_numbers(rows: pl.DataFrame, section: "Identities") -> pl.DataFrame:
    """Return rows as they are read with `NUMBERED`; whoever has logged in is known by that."""
    column = find_number_column(section)
    named = pl.lit(value=False)
    if column in rows.columns:
        named = (pl.col(column) == pl.col(_CUSTOMER)).fill_null(value=False)
    return rows.with_columns(named.alias(NUMBERED))


def drop_unknown_orders(
    logins: pl.DataFrame, reading: "RoleRows", section: "Identities"
) -> pl.DataFrame:
    """Return logins without those of orders which the files of orders do not have.

    A file is one of orders where it has nothing but the last of the columns of aliases. `logins`
    have `row`, `alias`, `customer_id` and `NUMBERED`.
    """
    name = IdentityColumn.ALIAS
    sold = _find_files(reading, name.value, section.columns.get(name))
    if not sold:
        return logins
    file = reading.find_file_rows(logins["row"].alias("position"))["file"]
    known = logins.filter(file.is_in(sold))
    ids = pl.concat([known[_ALIAS], known[_CUSTOMER]]).implode()
    return logins.filter(~pl.col(NUMBERED) | pl.col(_CUSTOMER).is_in(ids))


def _find_files(reading: "RoleRows", ours: str, listed: object) -> list[int]:
    """Return the numbers of the files that have the last column of several for one of ours."""
    if not isinstance(listed, tuple):
        return []
    return [
        number
        for number, table in enumerate(reading.tables)
        if _find_source(table, ours) == listed[-1]
    ]


def _find_source(table: "Table", ours: str) -> str | None:
    return next((field.theirs for field in table.fields if field.name == ours), None)
