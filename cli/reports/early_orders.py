"""Orders so early in the files that touches of their journeys may lie before these begin."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

if TYPE_CHECKING:
    from datetime import datetime

    from cli.dataset.dataset import Dataset
    from cli.settings import Duration, Settings


class EarlyOrders(NamedTuple):
    """Counted orders that come so soon that the touches do not reach back far enough."""

    orders: int
    counted: int
    window: "Duration"
    begun: object
    """Instant of the first touch."""
    last: date
    """Day of the latest of these orders."""


def find_early_orders(shop: "Dataset", settings: "Settings") -> EarlyOrders | None:
    """Return the orders in the first window after the touches begin, None where there are none."""
    if shop.touch_facts is None or shop.touch_facts.begun is None:
        return None
    window, begun = settings.journeys.lookback[0].default, shop.touch_facts.begun
    before = begun + timedelta(microseconds=window.microseconds)
    found = pl.concat(shop.stock.map_each(partial(_count_early_orders, before=before)))
    orders, last = found.select(pl.col("orders").sum(), pl.col("last").max()).row(0)
    counted = shop.order_facts.counted.rows
    return EarlyOrders(orders, counted, window, begun, last) if orders else None


def _count_early_orders(
    _: pl.DataFrame | None, orders: pl.DataFrame, before: "datetime"
) -> pl.DataFrame:
    """Return the number of counted orders before an instant, and the day of the last one."""
    early = orders.filter("counted", pl.col("ordered_at") < before)
    return early.select(
        pl.len().cast(pl.Int64).alias("orders"), pl.col("ordered_on").max().alias("last")
    )
