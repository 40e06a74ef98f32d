"""Orders right after a touch that comes from a page of payment, and is no channel that won them."""

from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.channels.payments import mark_payment_pages
from cli.inputs.tally import NOTHING, Tally

if TYPE_CHECKING:
    from collections.abc import Collection

    from cli.dataset.dataset import Dataset

_SOON: Final = pl.duration(hours=1)
"""Between a page of payment and the order that was paid there, at most."""


def sum_paid_orders(shop: "Dataset") -> Tally:
    """Return the counted orders within an hour of a page of payment that is their last touch.

    Touches and orders are looked at where some touch comes from such a page, and not otherwise.
    """
    pages = {} if shop.touches is None else shop.touches.paying
    if not pages:
        return NOTHING
    return sum(shop.stock.map_each(partial(sum_orders_behind, pages.keys(), _SOON)), NOTHING)


def sum_orders_behind(
    pages: "Collection[str]",
    within: pl.Expr | None,
    touches: pl.DataFrame | None,
    orders: pl.DataFrame,
) -> Tally:
    """Return the counted orders whose last touch comes from some pages, and how long before.

    `within` is a duration, None for any.
    """
    assert touches is not None  # noqa: S101 - some come from pages of payment
    if "source" not in touches.columns:
        return NOTHING
    paid = touches.select(mark_payment_pages(pages, touches.columns).alias("paid")).to_series()
    # Few customers have such touches, and nobody else's are sorted.
    people = touches["customer_id"].filter(paid).unique().drop_nulls()
    own = pl.col("customer_id").is_in(people.implode())
    last = touches.lazy().select("customer_id", "touched_at", paid).filter(own)
    found = (
        orders.lazy()
        .filter("counted", own)
        .select("customer_id", "ordered_at", "revenue")
        .sort("ordered_at")
        .join_asof(
            last.sort("touched_at", maintain_order=True),
            left_on="ordered_at",
            right_on="touched_at",
            by="customer_id",
            check_sortedness=False,
        )
        .filter("paid")
    )
    if within is not None:
        found = found.filter(pl.col("ordered_at") - pl.col("touched_at") <= within)
    return Tally(*found.select(pl.len(), pl.col("revenue").sum()).collect().row(0))
