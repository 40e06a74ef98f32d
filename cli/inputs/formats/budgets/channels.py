"""Columns of costs that are channels, beside one of days."""

import re
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.detection.number_format import count_amounts
from cli.inputs.formats.budgets.table import WideTable
from cli.inputs.tables.name_forms import simplify_name
from cli.inputs.tables.usual_names.ranking import rank_name
from cli.wording import format_examples

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_DATE, _UNTIL, _CHANNEL, _COST = "date", "until", "channel", "cost"
_WHOSE: Final = (_CHANNEL, "source", "medium", "campaign", "clicks", "impressions", "currency")
"""Columns of ours beside which amounts are no channels."""
_FEWEST: Final = 2
_SHOWN: Final = 4
_WORDS: Final = "costs?|spend|spent|spesa|costo|costi|kosten|ausgaben|gasto"
_COSTS: Final = re.compile(rf"(?i)[\s_-]*\b(?:media |ad )?(?:{_WORDS})\b[\s_-]*")
"""What stands beside the channel in the name of a column: Google Ads spend."""
_MEASURES: Final = frozenset(
    {
        *("reach", "results", "conversions", "conversion", "ctr", "cpc", "cpm", "cpa", "roas"),
        *("frequency", "views", "sessions", "users", "revenue", "sales", "orders", "budget"),
        *("vat", "tax", "iva", "mwst", "tva", "rate", "visits", "leads", "invoice", "balance"),
        *("clicks", "impressions", "engagements", "installs", "purchases", "umsatz", "fatturato"),
    }
)
"""Words in names of amounts that are no costs of a channel."""


def find_channels(
    names: "Sequence[str]",
    read_rows: "Callable[[], Sequence[Sequence[str]]]",
    mapped: "Mapping[str, str]",
) -> WideTable | None:
    """Return the columns of a file that are channels: amounts beside a day and nothing else.

    `names` are those of its header, `read_rows` gives its first rows where these tell, `mapped` our
    columns that the settings map, and theirs. None where a column is of costs or says whose they
    are, or fewer than two are amounts.
    """
    if not {*mapped} <= {_DATE, _UNTIL}:
        return None
    filled = {place: name for place, name in enumerate(names) if name}
    days = [place for place, name in filled.items() if _is_day(name, mapped)]
    rest = {place: name for place, name in filled.items() if place not in days}
    if len(days) not in (1, 2) or any(_is_ours(name) for name in rest.values()):
        return None
    channels = {place: (_strip_costs(name),) for place, name in rest.items()}
    if len(channels) < _FEWEST or len(set(channels.values())) < len(channels):
        return None
    # One column of costs among other amounts is what is looked for.
    if len({rank_name(_COST, name) is None for name in rest.values()}) > 1:
        return None
    rows = read_rows()
    if not all(_holds_amounts(rows, place) for place in channels):
        return None
    shown = [name for (name,) in channels.values()]
    return WideTable(
        (_CHANNEL,),
        channels,
        {place: names[place] for place in days},
        "channel",
        format_examples(shown, _SHOWN),
    )


def _is_day(name: str, mapped: "Mapping[str, str]") -> bool:
    if name in mapped.values():
        return True
    return any(rank_name(ours, name) is not None for ours in (_DATE, _UNTIL))


def _is_ours(name: str) -> bool:
    """Tell whether a column has a name of its own: costs, what they are of, another measure."""
    named = [rank_name(ours, name) for ours in (_COST, *_WHOSE)]
    measure = not _MEASURES.isdisjoint(simplify_name(name).split())
    return measure or any(rank is not None and rank[0] == 0 for rank in named)


def _strip_costs(name: str) -> str:
    return _COSTS.sub(" ", name).strip() or name


def _holds_amounts(rows: "Sequence[Sequence[str]]", place: int) -> bool:
    texts = pl.Series([row[place] for row in rows if place < len(row)], dtype=pl.String)
    known = texts.str.strip_chars().replace("", None).drop_nulls()
    return len(known) == 0 or count_amounts(known) == len(known)
