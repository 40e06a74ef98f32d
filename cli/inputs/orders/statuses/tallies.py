"""Orders and their money by status."""

from typing import TYPE_CHECKING

import polars as pl

from cli.inputs.orders.statuses.rule import BLANK, CANCELLED, DOUBT, find_dropped
from cli.inputs.tally import Tally, add_maps, sum_by, tally, tally_by
from cli.inputs.values.distinct import match_values

if TYPE_CHECKING:
    from cli.inputs.orders.statuses.rule import StatusRule


def tally_statuses(
    orders: pl.DataFrame, rule: "StatusRule", *, counted: bool
) -> "dict[tuple[str, bool], Tally]":
    """Return orders and their money by the status that decides, and whether they count.

    Of orders that do not count: the first of status, second status and time that drops them.
    """
    if counted and "status" not in orders.columns:
        return {}
    found = (
        sum_by(orders.lazy(), _name_status(orders, rule, counted=counted))
        .with_columns(pl.col("status").cast(pl.String).str.strip_chars().fill_null(BLANK))
        .sort("status")
        .collect()
    )
    return add_maps(
        {(name, counted): Tally(rows, amount)} for name, rows, amount in found.iter_rows()
    )


def _name_status(orders: pl.DataFrame, rule: "StatusRule", *, counted: bool) -> pl.Expr:
    """Return the status by which each order counts or not, null where blank."""
    if counted:
        return pl.col("status")
    named = "status" in orders.columns
    status = pl.col("status").cast(pl.String)
    deciding = pl.lit(CANCELLED)
    if "second_status" in orders.columns:
        second = pl.col("second_status")
        drops = match_values(orders["second_status"], rule.is_dropped_second)
        deciding = pl.when(drops).then(second.cast(pl.String)).otherwise(deciding)
    alone = find_dropped(rule, orders.select("status")) if named else None
    if alone is not None:
        deciding = pl.when(alone).then(status).otherwise(deciding)
    return deciding.alias("status")


def tally_doubtful(orders: pl.DataFrame) -> dict[str, Tally]:
    """Return the orders whose second status may say that they are no sales, with their money."""
    if "second_status" not in orders.columns:
        return {}
    second = pl.col("second_status").cast(pl.String)
    return tally_by(orders.lazy().filter(second.str.contains(DOUBT, literal=True)), second)


def tally_rows(orders: pl.DataFrame) -> Tally:
    """Return the rows that some orders were made of."""
    if "lines" not in orders.columns:
        return tally(orders)
    amount = int(orders["revenue"].sum()) + int(orders["spare"].sum())
    return Tally(int(orders["lines"].sum()), amount)
