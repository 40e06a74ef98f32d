"""Rows that are orders of their own, in files without ids of orders."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.orders.duplicates import DERIVED
from cli.inputs.reading.rows import get_positions
from cli.inputs.tally import NOTHING, Tally, tally
from cli.money import format_money
from cli.wording import format_count

if TYPE_CHECKING:
    from collections.abc import Collection

    from cli.inputs.reading.role_rows import RoleRows
    from cli.inputs.tables.table import Table

_ID: Final = "order_id"
_FILE: Final = "file\0"
_ROW: Final = "row\0"


def name_rows(reading: "RoleRows", frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows with the ids that those without one get: the file and the row in it.

    Only the rows of files that have no column of such ids are without.
    """
    if all(map(_has_ids, reading.tables)):
        return frame
    found = reading.find_file_rows(get_positions(frame))
    known = (
        frame if _ID in frame.columns else frame.with_columns(pl.lit(None, pl.String).alias(_ID))
    )
    named = known.with_columns(found["file"].alias(_FILE), found["row"].cast(pl.Int64).alias(_ROW))
    for number, table in enumerate(reading.tables):
        if not _has_ids(table):
            numbers = named[_ROW] if table.pieces is None else table.pieces.find_rows(named[_ROW])
            made = pl.format("{}#{}", pl.lit(table.source.name), numbers + 1)
            own = pl.when(pl.col(_FILE) == number).then(made).otherwise(_ID)
            named = named.with_columns(own.alias(_ID))
    return named.drop(_FILE, _ROW)


def _has_ids(table: "Table") -> bool:
    return any(each.name == _ID for each in table.fields)


def tally_equal_rows(reading: "RoleRows", frame: pl.DataFrame) -> Tally:
    """Return the rows that are like an earlier one in all columns read, where no id tells them."""
    if _ID in reading.fields:
        return NOTHING
    read = [name for name in frame.columns if name not in DERIVED]
    return tally(frame.filter(~pl.struct(read).is_first_distinct()))


def describe_row_orders(fields: "Collection[str]", file: str, equal: Tally) -> tuple[str, ...]:
    """Return what to say of orders without ids; nothing where they have some."""
    if _ID in fields:
        return ()
    said = f"orders: {file} has no ids of orders, so each row is one"
    if equal.rows:
        rows = format_count(equal.rows, "row", ("equals", "equal"))
        also = "counts" if equal.rows == 1 else "count"
        said = (
            f"{said}; {rows} an earlier one, {format_money(equal.amount)}, and {also} too: nothing"
        )
        said += " tells duplicates from sales"
    return (said,)
