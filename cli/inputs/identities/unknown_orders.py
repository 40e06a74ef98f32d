"""Logins by orders that no file has: cancelled ones that an export leaves out, or those of before.

Whose they are nobody knows, and a visitor with one of them and another order is still one person.
"""

from typing import TYPE_CHECKING

import polars as pl

from cli.settings.sections.exports.files import IdentityColumn

if TYPE_CHECKING:
    from cli.inputs.reading.role_rows import RoleRows
    from cli.inputs.tables.table import Table
    from cli.settings.sections.exports.identities import Identities

_ALIAS, _CUSTOMER = "alias", "customer_id"


def drop_unknown_orders(
    logins: pl.DataFrame, reading: "RoleRows", section: "Identities"
) -> pl.DataFrame:
    """Return logins without those of files that name orders which the files of orders do not have.

    A file names orders where it has nothing but the last of the columns of customers, and is one of
    orders where it has nothing but the last one of aliases. `logins` have `row`, `alias` and
    `customer_id`.
    """
    numbers, sold = (
        _find_files(reading, name.value, section.columns.get(name))
        for name in (IdentityColumn.CUSTOMER_ID, IdentityColumn.ALIAS)
    )
    if not numbers or not sold:
        return logins
    file = reading.find_file_rows(logins["row"].alias("position"))["file"].alias("file")
    rows = logins.with_columns(file)
    known = rows.filter(pl.col("file").is_in(sold))
    ids = pl.concat([known[_ALIAS], known[_CUSTOMER]]).implode()
    named = pl.col("file").is_in(numbers)
    return rows.filter(~named | pl.col(_CUSTOMER).is_in(ids)).drop("file")


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
