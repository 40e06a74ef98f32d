"""Rows of statements that are no orders by their type: fees, payouts, reserves."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.orders.status_notes import list_statuses
from cli.inputs.reading.rows import with_positions
from cli.inputs.tally import NOTHING, Tally, tally_by
from cli.inputs.values.distinct import match_values
from cli.inputs.vocabularies.row_types import FEE, MOVEMENT, REFUND, SALE, is_type
from cli.settings.sections.exports.files import OrderRows

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPE: Final = "row_type"


def drop_types(
    frame: pl.DataFrame, rows: OrderRows
) -> "tuple[pl.DataFrame, dict[tuple[str, bool], Tally]]":
    """Return rows without those that are no sale by their type, and the tallies of all by type.

    The key tells whether rows of the type count. Fees among the lines of an order are part of what
    the customer paid where they are above 0. Without such a type among the rows nothing is tallied.
    """
    if TYPE not in frame.columns:
        return frame, {}
    fee = _match_types(frame, FEE)
    if rows is OrderRows.LINE_ITEMS:
        fee &= (pl.col("revenue") < 0).fill_null(value=False)
    gone = fee | _match_types(frame, MOVEMENT)
    out = frame.filter(gone)
    if not out.height:
        return frame, {}
    left = with_positions(frame).filter(~gone)
    strange = left.filter(~_match_types(left, SALE, REFUND, FEE) & pl.col(TYPE).is_not_null())
    named = pl.col(TYPE).cast(pl.String)
    return left, {
        (name, counted): each
        for rows, counted in ((out, False), (strange, True))
        for name, each in tally_by(rows.lazy(), named).items()
    }


def _match_types(frame: pl.DataFrame, *kinds: str) -> pl.Expr:
    """Tell which rows have a type of some kinds, null-free."""
    return match_values(frame[TYPE], lambda text: is_type(text, *kinds))


def sum_dropped(types: "Mapping[tuple[str, bool], Tally]") -> Tally:
    """Return the rows that their types left out."""
    return sum((found for (_, counted), found in types.items() if not counted), NOTHING)


def is_refund_type(frame: pl.DataFrame) -> pl.Expr:
    """Tell which rows are refunds by their type, null-free."""
    if TYPE not in frame.columns:
        return pl.lit(value=False)
    return _match_types(frame, REFUND)


def find_unknown_types(types: "Mapping[tuple[str, bool], Tally]") -> dict[str, Tally]:
    """Return the types of which nothing is known and whose rows count."""
    return {name: each for (name, counted), each in types.items() if counted}


def propose_type_status(column: str) -> str:
    """Return settings that make a column of types the status, of which some values count."""
    return f"orders.columns: {{status: {column}}} and orders.keep_status say which count"


def describe_types(types: "Mapping[tuple[str, bool], Tally]", column: str) -> tuple[str, ...]:
    """Return which rows a column of types left out, and which types nobody knows."""
    dropped = {name: each for (name, counted), each in types.items() if not counted}
    strange = find_unknown_types(types)
    said = []
    if dropped:
        said.append(
            f"rows left out as no sales by {column}: {list_statuses(dropped)};"
            " orders.columns: {row_type: {value: sale}} counts those"
        )
    if strange:
        said.append(
            f"counted, though nothing is known of their {column}: {list_statuses(strange)};"
            f" {propose_type_status(column)}"
        )
    return tuple(f"orders: {each}" for each in said)
