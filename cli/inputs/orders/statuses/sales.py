"""Rows and orders that are sales by their status, those that are none taken out."""

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from cli.inputs.orders.statuses.rule import find_dropped, find_refunded
from cli.inputs.orders.statuses.tallies import tally_rows, tally_statuses
from cli.inputs.reading.rows import with_positions
from cli.inputs.tally import NOTHING, Tally, add_maps, tally
from cli.settings.sections.exports.files import OrderRows, Refunds

if TYPE_CHECKING:
    from cli.inputs.orders.clean import CleanedOrders
    from cli.inputs.orders.statuses.rule import StatusRule


def drop_rows(
    frame: pl.DataFrame, rule: "StatusRule", rows: OrderRows
) -> "tuple[pl.DataFrame, Tally, dict[tuple[str, bool], Tally]]":
    """Take rows out that are no sales, with the refunds of orders that are left without rows.

    Only where a row has a status of its own: not where the first one of an order holds it. Returns
    the other rows, with `POSITION` where some are gone, and the tallies of those by status.
    """
    dropped = find_dropped(rule, frame)
    if dropped is None or rows is OrderRows.TOTALS_ON_FIRST_ROW:
        return frame, NOTHING, {}
    if rows is OrderRows.LINE_ITEMS and "status" in frame.columns:
        dropped &= pl.col("status").is_not_null()
    # A refund row takes from its order whatever its own status.
    dropped &= (pl.col("revenue") >= 0).fill_null(value=True)
    if rows is OrderRows.ONE_PER_ORDER:
        dropped &= ~_is_of_sale(frame, dropped)
    out = frame.filter(dropped)
    if not out.height:
        return frame, NOTHING, {}
    frame = with_positions(frame)
    left = frame.filter(~dropped)
    refund = (pl.col("revenue") < 0).fill_null(value=False)
    sold = left.filter(~refund)["order_id"].implode()
    alone = refund & pl.col("order_id").is_in(out["order_id"].implode())
    alone &= ~pl.col("order_id").is_in(sold)
    theirs = left.filter(alone)
    kept = left.filter(~alone) if theirs.height else left
    return kept, tally(out) + tally(theirs), tally_statuses(out, rule, counted=False)


def _is_of_sale(frame: pl.DataFrame, dropped: pl.Expr) -> pl.Expr:
    """Tell which rows have the id of a row that is a sale: they are states of one order."""
    ids = frame.filter(dropped)["order_id"]
    if not len(ids):
        return pl.lit(value=False)
    sale = ~dropped & (pl.col("revenue") >= 0).fill_null(value=True)
    mixed = frame.filter(pl.col("order_id").is_in(ids.implode()) & sale)["order_id"]
    return pl.col("order_id").is_in(mixed.implode()).fill_null(value=False)


def filter_by_status(
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


def refund_by_status(
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
