"""Channels of costs that are no channels: day by day they cost what all others cost together."""

from typing import Final, NamedTuple

import polars as pl

from cli.inputs.costs.columns import NAMES
from cli.inputs.formats.totals_marks import NAMELESS_TOTALS
from cli.money import format_money
from cli.wording import format_count

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

    @property
    def name(self) -> str:
        """What the settings call it."""
        return NAMELESS_TOTALS if self.channel is None else self.channel

    def describe(self, currency: str | None = None) -> str:
        """Return what it is the sum of."""
        money, days = format_money(self.cost, currency), format_count(self.days, "day")
        return f"costs: {money} of {self.name} on {days} are the sum of all other rows of each day"


def find_channel_totals(costs: pl.DataFrame) -> list[ChannelTotal]:
    """Return the channels that cost each day what the other rows of the day cost together.

    `costs` has a row a day, channel, source, medium and campaign, see `CostInput`. A row without a
    channel is one only where it has no other name either. Each row is rounded to the cent, so that
    they may differ by half a cent a row; the other rows of some day are several.
    """
    found = sum_channels(costs).filter(
        ~pl.col("far") & (pl.col("amounts") >= _FEW) & (pl.col("rows") > 1)
    )
    return list_totals(found)


def list_totals(found: pl.DataFrame) -> list[ChannelTotal]:
    """Return channels of `sum_channels`, those without a name last."""
    rows = found.select("channel", "days", "cost").sort("channel", nulls_last=True)
    return [ChannelTotal(*row) for row in rows.iter_rows()]


def sum_channels(costs: pl.DataFrame) -> pl.DataFrame:
    """Return each channel's days and money, its `amounts` of a day, the `rows` of others on one.

    `far` tells whether it differs on some day from what these cost.
    """
    named = costs.filter(is_nameless() | pl.col("channel").is_not_null())
    daily = costs.group_by("date").agg(pl.col("cost").sum().alias(_OTHERS), pl.len().alias("rows"))
    own = named.group_by("date", "channel").agg(pl.col("cost").sum(), pl.len().alias("own"))
    both = own.join(daily, on="date").with_columns(
        pl.col(_OTHERS) - pl.col("cost"), pl.col("rows") - pl.col("own")
    )
    far = (pl.col("cost") - pl.col(_OTHERS)).abs() > (pl.col("rows") + 1) * _HALF_A_CENT
    return (
        both.filter(pl.col("cost") != 0)
        .group_by("channel")
        .agg(
            pl.len().alias("days"),
            pl.col("cost").sum(),
            pl.col("cost").n_unique().alias("amounts"),
            pl.col("rows").max(),
            far.any().alias("far"),
        )
    )


def is_nameless() -> pl.Expr:
    """Tell which rows of costs have no name at all."""
    return pl.all_horizontal(pl.col(name).is_null() for name in NAMES)
