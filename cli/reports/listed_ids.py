"""Orders with several customers in one cell, whose touches are nobody's."""

from typing import TYPE_CHECKING

import polars as pl

from cli.inputs.reading.problems import quote_value
from cli.inputs.tally import NOTHING, Tally, add_maps
from cli.inputs.values.identifiers import select_listed
from cli.money import format_money
from cli.wording import format_count, format_examples

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.dataset.dataset import Dataset


def tally_listed_ids(touches: pl.DataFrame | None, orders: pl.DataFrame) -> dict[str, Tally]:
    """Return the counted orders of each id that is a list of several, unless a touch has it.

    Touches and orders are those of some customers or of all, see `CustomerRows.map_each`.
    """
    listed = select_listed(orders.filter("counted"), "customer_id")
    if touches is not None and listed.height:
        listed = listed.join(touches.select("customer_id"), on="customer_id", how="anti")
    found = listed.group_by("customer_id").agg(
        pl.len().cast(pl.Int64).alias("orders"), pl.col("revenue").sum()
    )
    return {name: Tally(rows, amount) for name, rows, amount in found.iter_rows()}


def list_listed_notes(shop: "Dataset") -> tuple[str, ...]:
    """Return what a report says of orders with several customers in one cell."""
    if not shop.orders.listed:
        return ()
    listed = add_maps(shop.stock.map_each(tally_listed_ids))
    if not listed:
        return ()
    return (f"orders: {describe_listed_ids(listed)}; {shop.orders.company}",)


def describe_listed_ids(listed: "Mapping[str, Tally]") -> str:
    """Return how many orders have several customers in one cell."""
    orders = sum(listed.values(), NOTHING)
    names = format_examples([quote_value(name) for name in sorted(listed)])
    return (
        f"{format_count(orders.rows, 'order')} ({format_money(orders.amount)}) with several"
        f" customers in one cell, taken for one whom no touch knows: {names}"
    )
