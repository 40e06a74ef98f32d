"""The totals among the channels of a file of costs: left out where that is certain, else told."""

from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.costs.channel_totals import (
    ChannelTotal,
    find_channel_totals,
    is_nameless,
    list_totals,
    sum_channels,
)
from cli.inputs.costs.daily import spread_over_days, sum_by_day
from cli.inputs.tables.name_forms import quote_name
from cli.inputs.vocabularies.letters import space_words
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
    sums = sum_channels(costs).filter(pl.col("rows") > 0)
    exact = find_channel_totals(costs)
    certain = [each for each in list_totals(sums.filter(~pl.col("far"))) if _is_all(each.channel)]
    certain += [each for each in exact if each.channel is None]
    likely = [each for each in exact if each not in certain]
    odd = [each for each in list_totals(sums.filter("far")) if _is_all(each.channel)]
    if said is not None:
        return none._replace(likely=(*certain, *likely), odd=tuple(odd))
    return FileTotals(_select_rows(rows, certain), tuple(certain), tuple(likely), tuple(odd))


def _select_rows(rows: pl.DataFrame, totals: "Sequence[ChannelTotal]") -> pl.Series:
    named = [each.channel for each in totals if each.channel is not None]
    found = pl.col("channel").is_in(named).fill_null(value=False)
    return rows.select(found | is_nameless() if len(named) < len(totals) else found).to_series()


def _is_all(channel: str | None) -> bool:
    return channel is not None and space_words(channel) in _ALL
