"""Orders dropped by their status."""

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from cli.inputs.orders.clean import CleanedOrders
from cli.inputs.tally import Tally, tally

if TYPE_CHECKING:
    from cli.settings.sections.files import Orders


def filter_by_status(clean: CleanedOrders, section: "Orders") -> tuple[CleanedOrders, Tally]:
    """Return the orders that the settings keep, and the rows of the others with their refunds.

    Letter case and surrounding blanks of a status do not matter; a blank one is no status.
    """
    if not section.keep_status and not section.drop_status:
        return clean, Tally()
    status = pl.col("status").cast(pl.String).str.strip_chars().str.to_lowercase()
    dropped = status.is_in(_lower_names(section.drop_status or ()))
    if section.keep_status:
        dropped |= ~status.is_in(_lower_names(section.keep_status)).fill_null(value=False)
    out = clean.orders.filter(dropped)
    if not out.height:
        return clean, Tally()
    refunds = clean.refunds.join(out.select("order_id"), on="order_id", how="semi")
    kept = replace(
        clean,
        orders=clean.orders.filter(~dropped.fill_null(value=False)),
        refunds=clean.refunds.join(out.select("order_id"), on="order_id", how="anti"),
    )
    return kept, tally_rows(out) + tally(refunds)


def tally_rows(orders: pl.DataFrame) -> Tally:
    """Return the rows that some orders were made of."""
    if "lines" not in orders.columns:
        return tally(orders)
    amount = int(orders["revenue"].sum()) + int(orders["spare"].sum())
    return Tally(int(orders["lines"].sum()), amount)


def _lower_names(names: tuple[str, ...]) -> list[str]:
    return [name.strip().lower() for name in names]
