"""Rows of statements that are no orders by their type: fees, payouts, reserves."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.orders.statuses.notes import list_statuses, list_words
from cli.inputs.reading.rows import with_positions
from cli.inputs.tables.errors import MissingColumnsError
from cli.inputs.tally import NOTHING, Tally, tally_by
from cli.inputs.values.distinct import match_values
from cli.inputs.vocabularies.row_types import (
    DOCUMENT,
    FEE,
    MOVEMENT,
    PART,
    REFUND,
    SALE,
    is_type,
    select_types,
)
from cli.settings.sections.exports.files import OrderRows, Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from cli.inputs.orders.statuses.rule import StatusRule
    from cli.inputs.reading.role_rows import RoleRows

TYPE: Final = "row_type"


def drop_types(
    frame: pl.DataFrame, rule: "StatusRule", rows: OrderRows
) -> "tuple[pl.DataFrame, dict[tuple[str, bool], Tally]]":
    """Return rows without those that are no sale by their type, and the tallies of all by type.

    The key tells whether rows of the type count; those of which something is known are not
    tallied, but sales and their parts. Lines and payments of an order are left out where a document
    is a row of it. Fees among the lines of an order are part of what the customer paid where they
    are above 0.
    """
    if TYPE not in frame.columns:
        return frame, {}
    fee = _match_types(frame, FEE)
    if rows is OrderRows.LINE_ITEMS:
        fee &= (pl.col("revenue") < 0).fill_null(value=False)
    gone = fee | _match_types(frame, MOVEMENT, others=rule.types) | _is_part_of_document(frame)
    out = frame.filter(gone)
    left = with_positions(frame).filter(~gone) if out.height else frame
    known = _match_types(left, REFUND, FEE)
    others = left.lazy().filter(~known & pl.col(TYPE).is_not_null())
    named = pl.col(TYPE).cast(pl.String)
    return left, {
        (name, counted): each
        for rows, counted in ((out.lazy(), False), (others, True))
        for name, each in tally_by(rows, named).items()
    }


def keep_types_of_statements(
    types: "Mapping[tuple[str, bool], Tally]",
) -> "Mapping[tuple[str, bool], Tally]":
    """Return the tallies by type where types say what a row is, else none.

    They do where rows are left out by it, or payments stand beside sales: "Credit card" in another
    file is how an order was paid.
    """
    dropped = any(not counted for _, counted in types)
    return types if dropped or find_parts(types) else {}


def _is_part_of_document(frame: pl.DataFrame) -> pl.Expr:
    """Tell which rows are lines or payments of an order that has a document, null-free."""
    if "order_id" not in frame.columns:
        return pl.lit(value=False)
    whole = frame.filter(_match_types(frame, DOCUMENT))["order_id"].unique().implode()
    mine = pl.col("order_id").is_in(whole).fill_null(value=False)
    return _match_types(frame, PART) & mine


def _match_types(frame: pl.DataFrame, *kinds: str, others: "Iterable[str]" = ()) -> pl.Expr:
    """Tell which rows have a type of some kinds, or one that `others` name, null-free."""
    return match_values(frame[TYPE], lambda text: is_type(text, *kinds, others=others))


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
    kept = {name: each for (name, counted), each in types.items() if counted}
    known = select_types(kept, SALE, DOCUMENT, PART)
    return {name: each for name, each in kept.items() if name not in known}


def find_parts(types: "Mapping[tuple[str, bool], Tally]") -> dict[str, Tally]:
    """Return the types of lines and payments that count in a file that has documents as well."""
    kept = {name: each for (name, counted), each in types.items() if counted}
    parts = select_types(kept, PART)
    return {name: kept[name] for name in parts} if select_types(kept, DOCUMENT) else {}


def propose_type_drops(unknown: "Iterable[str]", named: "Iterable[str]") -> str:
    """Return the setting that leaves out rows of some types with those that it names so far."""
    return f"orders.drop_types: {list_words((*named, *unknown))}"


def describe_types(
    types: "Mapping[tuple[str, bool], Tally]", column: str, named: "Iterable[str]"
) -> tuple[str, ...]:
    """Return which rows a column of types left out, and which types nobody knows.

    `named` are those that the settings leave out.
    """
    dropped = {name: each for (name, counted), each in types.items() if not counted}
    unknown, parts = find_unknown_types(types), find_parts(types)
    said = []
    if dropped:
        said.append(
            f"rows left out as no sales by {column}: {list_statuses(dropped)};"
            " orders.columns: {row_type: {value: sale}} counts those"
        )
    if unknown:
        said.append(
            f"counted, though nothing is known of their {column}: {list_statuses(unknown)};"
            f" {propose_type_drops(unknown, named)} leaves those out"
        )
    if parts:
        said.append(
            f"counted beside sales, of which they may be the payments: {list_statuses(parts)};"
            f" {propose_type_drops(parts, named)} leaves those out"
        )
    return tuple(f"orders: {each}" for each in said)


def refuse_unread_types(reading: "RoleRows", named: "Collection[str]") -> None:
    """Raise `MissingColumnsError` where types are left out, and no file has a column of them."""
    if named and TYPE not in reading.fields:
        table = reading.tables[0]
        names = table.header.names
        free = [name for name in names if name not in {field.theirs for field in table.fields}]
        raise MissingColumnsError(table.source.name, Role.ORDERS, {TYPE: TYPE}, names, free)
