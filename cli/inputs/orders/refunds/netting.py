"""Refunds taken from the orders that they name."""

from typing import Final, NamedTuple, assert_never

import polars as pl

from cli.inputs.orders.clean import CleanedOrders
from cli.inputs.tally import NOTHING, Tally, tally
from cli.settings.sections.exports.files import Refunds

GROSS: Final = "gross\0"
ROWS: Final = "refund rows\0"
BY_ROW: Final = "refunds by row\0"
BY_COLUMN: Final = "refunds by column\0"


class NetOrders(NamedTuple):
    """Orders after their refunds."""

    frame: pl.DataFrame
    """One row an order: our columns, `revenue` as the settings want it, `refunded` Boolean; where
    there are refunds also gross revenue, number and sum of refund rows, sum by column."""
    unknown: Tally = NOTHING
    """Refund rows of orders that the files do not hold."""
    ignored: Tally = NOTHING
    """Refund rows that the settings ignore."""


def net_refunds(clean: CleanedOrders, refunds: Refunds) -> NetOrders:
    """Take refunds from their orders; with refunds and nothing left an order is refunded."""
    orders = clean.orders
    column = "refunded" in orders.columns
    match refunds:
        case Refunds.IGNORE:
            plain = orders.drop("refunded", strict=False)
            return NetOrders(_mark_not_refunded(plain), ignored=tally(clean.refunds))
        case Refunds.NET | Refunds.GROSS if not column and not clean.refunds.height:
            return NetOrders(_mark_not_refunded(orders))
        case Refunds.NET | Refunds.GROSS:
            known, unknown = _match_refunds(clean)
            return NetOrders(_take_refunds(orders, known, refunds), unknown)
        case _:
            assert_never(refunds)


def _mark_not_refunded(orders: pl.DataFrame) -> pl.DataFrame:
    return orders.with_columns(pl.lit(value=False).alias("refunded"))


def _match_refunds(clean: CleanedOrders) -> tuple[pl.DataFrame, Tally]:
    known = clean.refunds.join(clean.orders.select("order_id"), on="order_id", how="semi")
    total, found = tally(clean.refunds), tally(known)
    return known, Tally(total.rows - found.rows, total.amount - found.amount)


def _take_refunds(orders: pl.DataFrame, refunds: pl.DataFrame, mode: Refunds) -> pl.DataFrame:
    by_order = refunds.group_by("order_id").agg(
        pl.len().cast(pl.Int64).alias(ROWS), pl.col("revenue").sum().alias(BY_ROW)
    )
    column = pl.col("refunded") if "refunded" in orders.columns else pl.lit(0, pl.Int64)
    net = pl.col(GROSS) + pl.col(BY_ROW) + pl.col(BY_COLUMN)
    given_back = (pl.col(ROWS) > 0) | (pl.col(BY_COLUMN) < 0)
    return (
        orders.join(by_order, on="order_id", how="left", maintain_order="left")
        .with_columns(
            pl.col("revenue").alias(GROSS),
            pl.col(ROWS, BY_ROW).fill_null(0),
            (-column.fill_null(0).abs()).alias(BY_COLUMN),
        )
        .with_columns(
            (net if mode is Refunds.NET else pl.col(GROSS)).alias("revenue"),
            (given_back & (net <= 0)).alias("refunded"),
        )
    )
