"""Channels of costs that are no channels: day by day they cost what all others cost together."""

from typing import Final, NamedTuple

import polars as pl

from cli.inputs.costs.columns import NAMES

_FEW: Final = 3
"""Different amounts, or days, that are a sum by chance."""
_HALF_A_CENT: Final = 50
_OTHERS: Final = "others\0"


class ChannelTotal(NamedTuple):
    """Rows of one channel, or of none, that add up the rows of others."""

    channel: str | None
    days: int
    cost: int
    """Money of these rows, in 1/10 000 of the currency unit."""


def find_channel_totals(costs: pl.DataFrame) -> list[ChannelTotal]:
    """Return the channels that cost each day what the other rows of the day cost together.

    `costs` has a row a day, channel, source, medium and campaign, see `CostInput`. A row without a
    channel is one only where it has no other name either. Each row is rounded to the cent, so that
    they may differ by half a cent a row; the other rows of some day are several.
    """
    nameless = pl.all_horizontal(pl.col(name).is_null() for name in NAMES)
    named = costs.filter(nameless | pl.col("channel").is_not_null())
    daily = costs.group_by("date").agg(pl.col("cost").sum().alias(_OTHERS), pl.len().alias("rows"))
    own = named.group_by("date", "channel").agg(pl.col("cost").sum(), pl.len().alias("own"))
    both = own.join(daily, on="date").with_columns(
        pl.col(_OTHERS) - pl.col("cost"), pl.col("rows") - pl.col("own")
    )
    far = (pl.col("cost") - pl.col(_OTHERS)).abs() > (pl.col("rows") + 1) * _HALF_A_CENT
    found = (
        both.filter(pl.col("cost") != 0)
        .group_by("channel")
        .agg(
            pl.len().alias("days"),
            pl.col("cost").sum(),
            pl.col("cost").n_unique().alias("amounts"),
            pl.col("rows").max(),
            far.any().alias("far"),
        )
        .filter(~pl.col("far") & (pl.col("amounts") >= _FEW) & (pl.col("rows") > 1))
    )
    return [ChannelTotal(*row) for row in found.select("channel", "days", "cost").iter_rows()]
