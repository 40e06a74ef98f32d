"""The channels of costs, found as a touch's are."""

import polars as pl

from cli.inputs.channels.grouping import group_channels, has_rules, rename_channels
from cli.inputs.channels.rules import UNASSIGNED
from cli.settings.sections.channels import Channels, Grouping


def name_channels(costs: pl.DataFrame, settings: Channels) -> pl.DataFrame:
    """Return costs, columns channel, source, medium and campaign, with the channels of reports.

    A blank channel is made of source and medium by the rules; of a campaign alone only by
    `channels.rules`, since the built-in ones would take what has no source for a direct visit.
    Blank stays what no rule of these matches. `channels.rename` applies to all.
    """
    tagged = pl.col("source").is_not_null() | pl.col("medium").is_not_null()
    blank = pl.col("channel").is_null()
    costs = costs.with_columns(pl.col("channel").cast(pl.Categorical))
    if has_rules(settings):
        costs = _fill_blanks(costs, blank & tagged, group_channels(costs, settings))
    if settings.rules:
        own = Channels(grouping=Grouping.NONE, rules=settings.rules)
        made = group_channels(costs, own)
        matched = costs.select(blank & ~tagged & pl.col("campaign").is_not_null()).to_series()
        costs = _fill_blanks(costs, pl.lit(matched & (made != UNASSIGNED)), made)
    if settings.rename:
        costs = costs.with_columns(rename_channels(costs["channel"], settings.rename))
    return costs.with_columns(pl.col("channel").cast(pl.String))


def _fill_blanks(costs: pl.DataFrame, where: pl.Expr, made: pl.Series) -> pl.DataFrame:
    return costs.with_columns(pl.when(where).then(made).otherwise("channel").alias("channel"))
