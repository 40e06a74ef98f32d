"""Statuses of orders that have no value yet where one is needed: not won, not paid."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.tables.name_forms import quote_name
from cli.wording import format_list

if TYPE_CHECKING:
    from cli.inputs.tables.columns import Field
    from cli.inputs.tables.table import Table

_LOOKED_AT: Final = 1000
"""First rows that tell which statuses have a value."""
_MOST: Final = 5
"""Statuses that are proposed: of more it is no status that a value waits for."""


class BlankStatuses:
    """The statuses of a file of orders whose rows all lack a value, by its first rows."""

    def __init__(self, table: "Table", field: "Field") -> None:
        """Look at the first rows; nothing is known where no column of statuses is read."""
        self._column = ""
        self._lacking: tuple[str, ...] = ()
        self._left: tuple[str, ...] = ()
        status = next((each for each in table.fields if each.name == "status"), None)
        if status is None or status is field or table.excused is None:
            return
        found = _tally_statuses(table, status, field, table.excused)
        lacking = found.filter(~pl.col("filled") & ~pl.col("left"))["status"]
        if found["filled"].any() and len(lacking) <= _MOST:
            self._column = status.theirs
            self._lacking = tuple(lacking)
            self._left = tuple(found.filter("left")["status"])

    def propose_drops(self, status: str) -> str:
        """Return the setting that leaves out rows of a status, with those left out so far."""
        if status not in self._lacking:
            return ""
        words = ", ".join(map(quote_name, sorted({*self._lacking, *self._left})))
        verb = "is no sale" if len(self._lacking) == 1 else "are no sales"
        return (
            f"if {self._column} {format_list(self._lacking)} {verb}, set"
            f" orders.drop_status: [{words}]"
        )


def _tally_statuses(
    table: "Table", status: "Field", field: "Field", excused: pl.Expr
) -> pl.DataFrame:
    """Return whether rows of a status have a value, and whether all of them are left out."""
    try:
        rows = table.read_first_rows(_LOOKED_AT)
    except pl.exceptions.ComputeError:
        return pl.DataFrame(schema={"status": pl.String, "filled": pl.Boolean, "left": pl.Boolean})
    told = rows.select(
        _get_text(status).alias("status"),
        (_get_text(field) != "").alias("filled"),
        excused.alias("left"),
    )
    by_status = told.filter(pl.col("status") != "").group_by("status")
    return by_status.agg(pl.col("filled").any(), pl.col("left").all()).sort("status")


def _get_text(field: "Field") -> pl.Expr:
    return pl.col(str(field.position)).cast(pl.String).str.strip_chars().fill_null("")
