"""Rows and orders that are sales by their status, those that are none taken out."""

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from cli.inputs.orders.refunds.rows import is_negative
from cli.inputs.orders.statuses.rule import find_dropped, find_refunded
from cli.inputs.orders.statuses.tallies import tally_rows, tally_statuses
from cli.inputs.reading.rows import with_positions
from cli.inputs.tally import NOTHING, Tally, add_maps, tally
from cli.settings.sections.exports.files import OrderRows, Refunds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cli.inputs.orders.clean import CleanedOrders
    from cli.inputs.orders.statuses.rule import StatusRule


class DroppedRows(NamedTuple):
    """Rows that are no sales by their status."""

    ids: pl.Series
    """Of their orders."""
    rows: Tally
    """With the refunds of orders that are left without rows."""
    statuses: "Mapping[tuple[str, bool], Tally]"
    """Without these, by status, as `tallies.tally_statuses` returns them."""


def drop_rows(
    frame: pl.DataFrame, rule: "StatusRule", rows: OrderRows
) -> tuple[pl.DataFrame, DroppedRows]:
    """Take rows out that are no sales, with the refunds of orders that are left without rows.

    Only where a row has a status of its own: not where the first one of an order holds it. Returns
    the other rows, with `POSITION` where some are gone, and those.
    """
    dropped = find_dropped(rule, frame)
    nothing = DroppedRows(frame.head(0)["order_id"], NOTHING, {})
    if dropped is None or rows is OrderRows.TOTALS_ON_FIRST_ROW:
        return frame, nothing
    if rows is OrderRows.LINE_ITEMS and "status" in frame.columns:
        dropped &= pl.col("status").is_not_null()
    # A refund row takes from its order whatever its own status.
    dropped &= ~is_negative()
    if rows is OrderRows.ONE_PER_ORDER:
        dropped &= ~_is_of_sale(frame, dropped)
    out = frame.filter(dropped)
    if not out.height:
        return frame, nothing
    left = with_positions(frame).filter(~dropped)
    kept, theirs = _split_lone_refunds(left, out["order_id"], _list_sold([left]))
    statuses = tally_statuses(out, rule, counted=False)
    return kept, DroppedRows(out["order_id"], tally(out) + theirs, statuses)


def drop_refunds_elsewhere(
    frames: "Sequence[pl.DataFrame]", dropped: "Sequence[DroppedRows]"
) -> tuple[list[pl.DataFrame], Tally]:
    """Take refunds out of orders that other files hold and drop, and that no file sells.

    `frames` are the rows left of files whose rows mean one thing, `dropped` the others of each.
    """
    ids = pl.concat([each.ids for each in dropped])
    if len(frames) == 1 or not len(ids):
        return list(frames), NOTHING
    sold = _list_sold(frames)
    split = [_split_lone_refunds(each, ids, sold) for each in frames]
    return [left for left, _ in split], sum((each for _, each in split), NOTHING)


def _list_sold(frames: "Sequence[pl.DataFrame]") -> pl.Series:
    """Return the orders that have rows besides refunds."""
    return pl.concat([each.filter(~is_negative())["order_id"] for each in frames])


def _split_lone_refunds(
    frame: pl.DataFrame, dropped: pl.Series, sold: pl.Series
) -> tuple[pl.DataFrame, Tally]:
    """Return rows without the refunds of orders that are dropped and not sold, and these."""
    alone = is_negative() & pl.col("order_id").is_in(dropped.implode())
    alone &= ~pl.col("order_id").is_in(sold.implode())
    theirs = frame.filter(alone)
    return (frame.filter(~alone) if theirs.height else frame), tally(theirs)


def _is_of_sale(frame: pl.DataFrame, dropped: pl.Expr) -> pl.Expr:
    """Tell which rows have the id of a row that is a sale: they are states of one order."""
    ids = frame.filter(dropped)["order_id"]
    if not len(ids):
        return pl.lit(value=False)
    sale = ~dropped & ~is_negative()
    mixed = frame.filter(pl.col("order_id").is_in(ids.implode()) & sale)["order_id"]
    return pl.col("order_id").is_in(mixed.implode()).fill_null(value=False)


class OrdersByStatus(NamedTuple):
    """Orders that are sales by their status."""

    kept: "CleanedOrders"
    """Them and all refunds but those of the others."""
    dropped: Tally
    """The rows of the others with their refunds."""
    given_back: Tally
    """Orders that only their status calls refunded."""
    statuses: "Mapping[tuple[str, bool], Tally]"
    """All orders by status, as `tallies.tally_statuses` returns them."""


def choose_orders(clean: "CleanedOrders", rule: "StatusRule", refunds: Refunds) -> OrdersByStatus:
    """Return the orders that are sales, and given back where their status alone says so."""
    kept, dropped, statuses = _filter_by_status(clean, rule)
    kept, given_back = _refund_by_status(kept, rule, refunds)
    return OrdersByStatus(kept, dropped, given_back, statuses)


def _filter_by_status(
    clean: "CleanedOrders", rule: "StatusRule"
) -> "tuple[CleanedOrders, Tally, dict[tuple[str, bool], Tally]]":
    """Return the orders that are sales, and the rows of the others with their refunds.

    The tallies by status are those of all orders.
    """
    orders = clean.orders
    dropped = find_dropped(rule, orders)
    if dropped is None:
        return clean, NOTHING, {}
    out = orders.filter(dropped)
    if not out.height:
        return clean, NOTHING, tally_statuses(orders, rule, counted=True)
    refunds = clean.refunds.join(out.select("order_id"), on="order_id", how="semi")
    kept = replace(
        clean,
        orders=orders.filter(~dropped),
        refunds=clean.refunds.join(out.select("order_id"), on="order_id", how="anti"),
    )
    statuses = add_maps(
        [tally_statuses(out, rule, counted=False), tally_statuses(kept.orders, rule, counted=True)]
    )
    return kept, tally_rows(out) + tally(refunds), statuses


def _refund_by_status(
    clean: "CleanedOrders", rule: "StatusRule", refunds: Refunds
) -> "tuple[CleanedOrders, Tally]":
    """Give orders back in full whose status says refunded where nothing says how much."""
    orders = clean.orders
    said = find_refunded(orders, rule)
    if said is None or refunds is Refunds.IGNORE:
        return clean, NOTHING
    if "refunded" in orders.columns:
        said &= pl.col("refunded").fill_null(0) == 0
    if clean.refunds.height:
        said &= ~pl.col("order_id").is_in(clean.refunds["order_id"].implode())
    said &= pl.col("revenue") > 0
    found = orders.filter(said)
    if not found.height:
        return clean, NOTHING
    amount = pl.col("refunded") if "refunded" in orders.columns else pl.lit(None, pl.Int64)
    given = pl.when(said).then(pl.col("revenue")).otherwise(amount).alias("refunded")
    return replace(clean, orders=orders.with_columns(given)), tally(found)
