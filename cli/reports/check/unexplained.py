"""Counted orders that no lookback window can explain, and why."""

from typing import Final

import polars as pl

from cli.inputs.tally import Tally, tally

LATER: Final = "touches after the order only"
NEVER: Final = "id never in the touchpoints"
NOBODY: Final = "without an id"


def count_unexplained(counted: pl.DataFrame, customers: pl.DataFrame) -> dict[str, Tally]:
    """Return the counted orders of some customers without a touch before them, by the reason.

    `customers` are the customers of the touches: `customer_id`, `first` (instant).
    """
    orders = counted.select("customer_id", "ordered_at", "revenue")
    found = orders.join(customers, on="customer_id", how="left")
    seen, nobody = pl.col("first").is_not_null(), pl.col("customer_id").is_null()
    return {
        LATER: tally(found.filter(seen & (pl.col("first") > pl.col("ordered_at")))),
        NEVER: tally(found.filter(~seen & ~nobody)),
        NOBODY: tally(found.filter(nobody)),
    }
