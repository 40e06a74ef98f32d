"""What customers are worth by what won them, against what winning them cost."""

from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping

CHANNEL: Final = "channel"
CREDITED: Final = ("new_customers", "revenue_to_date", "clv")
"""What channels are credited with: new customers, and what these brought and are to bring."""
COLUMNS: Final = (CHANNEL, *CREDITED, "ltv", "ltv_mean", "cost", "cac", "ltv_cac")
MONEY: Final = ("revenue_to_date", "clv", "ltv", "ltv_mean", "cost", "cac")


def compute_acquisition(columns: "Mapping[str, pl.Series]", margin: float) -> pl.DataFrame:
    """Return the value of customers by what won them, columns `COLUMNS`.

    `columns` has the channel, `CREDITED` and cost (null: unknown), money in currency units. A
    quotient is null where its denominator is 0 or unknown. Source: definitions, section 11.
    """
    customers, cost = pl.col("new_customers"), pl.col("cost")
    frame = pl.DataFrame(columns).with_columns(
        ((pl.col("revenue_to_date") + pl.col("clv")) * margin).alias("ltv")
    )
    won = pl.when(customers > 0)
    return frame.with_columns(
        won.then(pl.col("ltv") / customers).alias("ltv_mean"),
        won.then(cost / customers).alias("cac"),
        pl.when(cost != 0).then(pl.col("ltv") / cost).alias("ltv_cac"),
    ).select(COLUMNS)
