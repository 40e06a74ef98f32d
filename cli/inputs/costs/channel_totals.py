"""Channels of costs that are no channels: day by day they cost what all others cost together."""

from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.costs.columns import NAMES
from cli.inputs.costs.daily import spread_over_days, sum_by_day
from cli.inputs.formats.totals_marks import NAMELESS_TOTALS
from cli.inputs.tables.name_forms import quote_name, space_words
from cli.money import format_money
from cli.wording import format_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUMS: Final = "sums of all other rows"
"""The line of the ledger for such rows."""
_ALL: Final = frozenset(
    {
        *("all", "all channels", "all campaigns", "all media", "all sources", "all accounts"),
        *("overall", "account total", "total channels", "total campaigns", "total spend"),
        *("total cost", "total costs", "tutti", "tutti i canali", "tutte le campagne", "alle"),
        *("alle kanäle", "alle kampagnen", "gesamt alle kanäle", "alle kanalen", "alle campagnes"),
        *("tous", "tous les canaux", "toutes les campagnes", "ensemble", "todos"),
        *("todos los canales", "todas las campañas", "todos os canais", "todas as campanhas"),
        *("wszystkie", "wszystkie kanały", "všechny kanály", "tüm kanallar", "tümü", "все каналы"),
        *("все", "alla kanaler", "alle kanaler", "全部", "すべて", "전체", "الكل"),
    }
)
"""What is in the place of a channel in rows of all of them, in lower case."""
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


class FileTotals(NamedTuple):
    """The channels of a file of costs that are totals of the others, or may be."""

    rows: pl.Series
    """Of each row of the file whether it is such a total."""
    certain: tuple[ChannelTotal, ...] = ()
    """No channels by their name, or without one, and the sum of all others."""
    likely: tuple[ChannelTotal, ...] = ()
    """The sum of all others, and called as a channel might be."""
    odd: tuple[ChannelTotal, ...] = ()
    """No channels by their name, and not the sum of the others."""

    def describe(self) -> "Iterator[str]":
        """Yield what was left out, and what may have to be."""
        for each in self.certain:
            yield f"{each.describe()}, and left out; costs.totals: [] counts them"
        for each in self.likely:
            yield (
                f"{each.describe()}, which then count twice; if they are totals, set"
                f" costs.totals: [{quote_name(each.name)}]"
            )
        for each in self.odd:
            yield (
                f"costs: {format_money(each.cost)} of {each.name} on"
                f" {format_count(each.days, 'day')} count beside the other rows of each day, of"
                " which they are not the sum; if they are totals, set costs.totals:"
                f" [{quote_name(each.name)}]"
            )


def find_file_totals(rows: pl.DataFrame, said: "Sequence[str] | None") -> FileTotals:
    """Return the totals among the channels of a file's rows.

    `said` are those that the settings name: none are looked for where these are none, and none
    left out where they are some. By its name a channel is one whatever the number of days and of
    others, see `find_channel_totals`.
    """
    none = FileTotals(pl.repeat(value=False, n=rows.height, eager=True))
    if said == () or not rows.height:
        return none
    costs = sum_by_day(spread_over_days(rows))
    sums = _sum_channels(costs).filter(pl.col("rows") > 0)
    exact = find_channel_totals(costs)
    certain = [each for each in _list_totals(sums.filter(~pl.col("far"))) if _is_all(each.channel)]
    certain += [each for each in exact if each.channel is None]
    likely = [each for each in exact if each not in certain]
    odd = [each for each in _list_totals(sums.filter("far")) if _is_all(each.channel)]
    if said is not None:
        return none._replace(likely=(*certain, *likely), odd=tuple(odd))
    return FileTotals(_select_rows(rows, certain), tuple(certain), tuple(likely), tuple(odd))


def _select_rows(rows: pl.DataFrame, totals: "Sequence[ChannelTotal]") -> pl.Series:
    named = [each.channel for each in totals if each.channel is not None]
    found = pl.col("channel").is_in(named).fill_null(value=False)
    return rows.select(found | _is_nameless() if len(named) < len(totals) else found).to_series()


def find_channel_totals(costs: pl.DataFrame) -> list[ChannelTotal]:
    """Return the channels that cost each day what the other rows of the day cost together.

    `costs` has a row a day, channel, source, medium and campaign, see `CostInput`. A row without a
    channel is one only where it has no other name either. Each row is rounded to the cent, so that
    they may differ by half a cent a row; the other rows of some day are several.
    """
    found = _sum_channels(costs).filter(
        ~pl.col("far") & (pl.col("amounts") >= _FEW) & (pl.col("rows") > 1)
    )
    return _list_totals(found)


def _list_totals(found: pl.DataFrame) -> list[ChannelTotal]:
    rows = found.select("channel", "days", "cost").sort("channel", nulls_last=True)
    return [ChannelTotal(*row) for row in rows.iter_rows()]


def _sum_channels(costs: pl.DataFrame) -> pl.DataFrame:
    """Return each channel's days and money, its `amounts` of a day, the `rows` of others on one.

    `far` tells whether it differs on some day from what these cost.
    """
    named = costs.filter(_is_nameless() | pl.col("channel").is_not_null())
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


def _is_nameless() -> pl.Expr:
    return pl.all_horizontal(pl.col(name).is_null() for name in NAMES)


def _is_all(channel: str | None) -> bool:
    return channel is not None and space_words(channel) in _ALL
