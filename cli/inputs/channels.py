"""Channels made of source, medium and campaign, renamed, and touches that are dropped by source."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from cli.errors import nearest
from cli.inputs.channel_rules import TAGS, UNASSIGNED, channel_rules, plain
from cli.inputs.combinations import combinations
from cli.inputs.patterns import like
from cli.settings.channels import Grouping

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cli.inputs.reading import Reading
    from cli.settings.channels import Channels


@dataclass(frozen=True, slots=True)
class Channelled:
    """Touches with the channels that reports show."""

    frame: pl.DataFrame
    """The touches with `channel`."""
    unassigned: str | None
    """The channel of touches that no rule matches, None where no touch is grouped."""
    notes: tuple[str, ...]
    details: tuple[str, ...]
    """What was decided about each file, for `-v`."""


def channelled(reading: "Reading", settings: "Channels") -> Channelled:
    """Return the rows read with their channels.

    A file without a channel is grouped; in one that has it a blank channel is grouped where
    source or medium are not blank, and stays null elsewhere. Grouped or not, a channel of
    `rename` gets its other name.
    """
    frame = reading.rows.frame
    asked = _asked(reading, settings)
    if asked is not None:
        frame = _grouped(frame, asked, settings)
    notes = list(_blanks(reading, asked))
    if settings.rename:
        notes += _unknown(frame["channel"], settings.rename)
        frame = frame.with_columns(renamed(frame["channel"], settings.rename))
    if settings.ignore and "source" not in frame.columns:
        notes.append("channels.ignore: the touchpoints have no column source; nothing is dropped")
    unassigned = None if asked is None else settings.rename.get(UNASSIGNED, UNASSIGNED)
    return Channelled(frame, unassigned, tuple(notes), tuple(_details(reading, settings)))


def channels_of(tags: pl.DataFrame, settings: "Channels") -> pl.Series:
    """Return the channel that the rules give each row, Categorical; see `renamed` as well.

    `tags` has any of source, medium and campaign, texts or categories; null is blank. The rules
    see each combination of them once.
    """
    found = combinations(tags.select(name for name in TAGS if name in tags.columns))
    return found.spread(channel_rules(settings).channels(found.distinct))


def ignored(frame: pl.DataFrame, settings: "Channels") -> pl.Series | None:
    """Tell which touches `channels.ignore` drops, None where it can drop none."""
    if not settings.ignore or "source" not in frame.columns:
        return None
    found = combinations(frame.select("source"))
    low = found.distinct.select(plain("source", pl.col("source")))
    return found.spread(low.select(like(pl.col("source"), settings.ignore)).to_series())


def _asked(reading: "Reading", settings: "Channels") -> pl.Series | bool | None:
    """Tell which rows are grouped: True for all, None for none."""
    frame = reading.rows.frame
    bare = [not _has(reading, place, "channel") for place in range(len(reading.tables))]
    if all(bare):
        return True
    tags = [name for name in ("source", "medium") if name in frame.columns]
    if not frame["channel"].null_count() or not tags or not groups(settings):
        return None
    rows = np.repeat(bare, np.diff([*reading.starts, frame.height]))
    tagged = frame.select(pl.any_horizontal(pl.col(tags).is_not_null())).to_series()
    asked = frame["channel"].is_null() & (tagged | pl.Series(rows))
    return asked if asked.any() else None


def groups(settings: "Channels") -> bool:
    """Tell whether there are rules at all."""
    return settings.grouping is not Grouping.NONE or bool(settings.rules)


def _has(reading: "Reading", place: int, name: str) -> bool:
    return any(field.name == name for field in reading.tables[place].fields)


def _grouped(frame: pl.DataFrame, asked: pl.Series | bool, settings: "Channels") -> pl.DataFrame:
    made = channels_of(frame, settings).alias("channel")
    if isinstance(asked, pl.Series):
        made = made.zip_with(asked, frame["channel"])
    return frame.with_columns(made)


def renamed(channel: pl.Series, rename: "Mapping[str, str]") -> pl.Series:
    """Return channels, Categorical, by the names that `channels.rename` gives them."""
    found = combinations(channel.to_frame())
    names = found.distinct["channel"].cast(pl.String).replace(dict(rename))
    return found.spread(names.cast(pl.Categorical))


def _unknown(channel: pl.Series, rename: "Mapping[str, str]") -> "Iterator[str]":
    known = channel.unique().drop_nulls().cast(pl.String).sort().to_list()
    for name in rename:
        if name not in known:
            near = nearest(name, known)
            hint = f"did you mean {near}?" if near else f"channels: {', '.join(known)}"
            yield f'channels.rename: no touch has the channel "{name}"; {hint}'


def _blanks(reading: "Reading", asked: pl.Series | bool | None) -> "Iterator[str]":
    """Yield how many rows have a blank in a column channel and are grouped."""
    if not isinstance(asked, pl.Series):
        return
    ends = [*reading.starts[1:], len(asked)]
    count = sum(
        int(asked[start:end].sum())
        for place, (start, end) in enumerate(zip(reading.starts, ends, strict=True))
        if _has(reading, place, "channel")
    )
    if count:
        rows = "1 row has" if count == 1 else f"{count:,} rows have"
        yield f"touchpoints: {rows} a blank channel, made of source and medium by channels.grouping"


def _details(reading: "Reading", settings: "Channels") -> "Iterator[str]":
    """Yield what channels were made of, for each file in which that is a question."""
    rules = [f"{len(settings.rules)} of channels.rules"] if settings.rules else []
    if settings.grouping is not Grouping.NONE:
        rules.append(f"channels.grouping: {settings.grouping}")
    for place, table in enumerate(reading.tables):
        tags = [name for name in TAGS if _has(reading, place, name)]
        if not _has(reading, place, "channel"):
            missing = ("source", "medium")
            absent = [f"; no {name}, taken as blank" for name in missing if name not in tags]
            made = f"channel made of {_and(tags)} by {_and(rules)}{''.join(absent)}"
            yield f"{table.source.name}: {made}"
        elif tags and tags != ["campaign"]:
            yield f"{table.source.name}: channel as in the file, where it is not blank"


def _and(names: list[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
