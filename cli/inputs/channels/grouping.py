"""Channels made of source, medium and campaign, renamed, and touches that are dropped by source."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from cli.errors import suggest_nearest
from cli.inputs.channels.rules import TAGS, UNASSIGNED, compile_rules, matches_any, normalise_tag
from cli.inputs.values.combinations import find_combinations, list_possible_texts
from cli.settings.sections.channels import Grouping
from cli.wording import format_count, format_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cli.inputs.tables.table import Table
    from cli.settings.sections.channels import Channels


@dataclass(frozen=True, slots=True)
class ChannelNotes:
    """What was made of channels in some rows or all; sums over some at a time are those of all."""

    grouped: bool = False
    """Whether some touch got its channel from the rules."""
    blanks: int = 0
    """Rows of files with a channel in which it was blank and that were grouped."""
    names: frozenset[str] = frozenset()
    """Channels before they were renamed; only where the settings rename some."""

    def __add__(self, other: "ChannelNotes") -> "ChannelNotes":
        """Return the sums."""
        grouped = self.grouped or other.grouped
        return ChannelNotes(grouped, self.blanks + other.blanks, self.names | other.names)

    def find_unassigned(self, settings: "Channels") -> str | None:
        """Return the channel of touches that no rule matches, None where no touch is grouped."""
        return settings.rename.get(UNASSIGNED, UNASSIGNED) if self.grouped else None

    def describe_grouping(self, settings: "Channels", tables: "Sequence[Table]") -> "Iterator[str]":
        """Yield what to tell about the channels of all rows."""
        if self.blanks:
            rows = format_count(self.blanks, "row", ("has", "have"))
            how = "made of source and medium by channels.grouping"
            yield f"touchpoints: {rows} a blank channel, {how}"
        yield from _warn_of_unknown(sorted(self.names), settings.rename) if settings.rename else ()
        if settings.ignore and not any(_has_column(table, "source") for table in tables):
            yield "channels.ignore: the touchpoints have no column source; nothing is dropped"


def assign_channels(
    frame: pl.DataFrame, tables: "Sequence[Table]", starts: "Sequence[int]", settings: "Channels"
) -> tuple[pl.DataFrame, ChannelNotes]:
    """Return rows with the channels that reports show, and what was made of them.

    `tables` are the files of the rows, `starts` where their rows begin. A file without a channel
    is grouped; in one that has it a blank channel is grouped where source or medium are not blank,
    and stays null elsewhere. Grouped or not, a channel of `rename` gets its other name.
    """
    asked = _find_grouped(frame, tables, starts, settings)
    if asked is not None:
        frame = _group(frame, asked, settings)
    frame = frame.with_columns(_trim_channels(frame["channel"]))
    names: frozenset[str] = frozenset()
    if settings.rename:
        names = frozenset(frame["channel"].unique().drop_nulls().cast(pl.String))
        frame = frame.with_columns(rename_channels(frame["channel"], settings.rename))
    grouped = asked is not None and frame.height > 0
    return frame, ChannelNotes(grouped, _count_blanks(tables, starts, asked), names)


def group_channels(tags: pl.DataFrame, settings: "Channels") -> pl.Series:
    """Return the channel that the rules give each row, Categorical; see `rename_channels` as well.

    `tags` has any of source, medium and campaign, texts or categories; null is blank. The rules
    see each combination of them once.
    """
    found = find_combinations(tags.select(name for name in TAGS if name in tags.columns))
    return found.spread(compile_rules(settings).assign_channels(found.distinct))


def find_ignored(frame: pl.DataFrame, settings: "Channels") -> pl.Series | None:
    """Tell which touches `channels.ignore` drops, None where it can drop none."""
    if not settings.ignore or "source" not in frame.columns:
        return None
    found = find_combinations(frame.select("source"))
    low = found.distinct.select(normalise_tag("source", pl.col("source")))
    return found.spread(low.select(matches_any(pl.col("source"), settings.ignore)).to_series())


def _find_grouped(
    frame: pl.DataFrame, tables: "Sequence[Table]", starts: "Sequence[int]", settings: "Channels"
) -> pl.Series | bool | None:
    """Tell which rows are grouped: True for all, None for none."""
    bare = [not _has_column(table, "channel") for table in tables]
    if all(bare):
        return True
    tags = [name for name in ("source", "medium") if name in frame.columns]
    if not frame["channel"].null_count() or not tags or not has_rules(settings):
        return None
    rows = np.repeat(bare, np.diff([*starts, frame.height]))
    tagged = frame.select(pl.any_horizontal(pl.col(tags).is_not_null())).to_series()
    asked = frame["channel"].is_null() & (tagged | pl.Series(rows))
    return asked if asked.any() else None


def has_rules(settings: "Channels") -> bool:
    """Tell whether there are rules at all."""
    return settings.grouping is not Grouping.NONE or bool(settings.rules)


def _has_column(table: "Table", name: str) -> bool:
    return any(field.name == name for field in table.fields)


def _group(frame: pl.DataFrame, asked: pl.Series | bool, settings: "Channels") -> pl.DataFrame:
    made = group_channels(frame, settings).alias("channel")
    if isinstance(asked, pl.Series):
        made = made.zip_with(asked, frame["channel"])
    return frame.with_columns(made)


def _trim_channels(channel: pl.Series) -> pl.Series:
    """Return channels, Categorical, without blanks around their names."""
    names = list_possible_texts(channel)
    if names.equals(names.str.strip_chars()):
        return channel
    found = find_combinations(channel.to_frame())
    names = found.distinct["channel"].cast(pl.String).str.strip_chars().replace("", None)
    return found.spread(names.cast(pl.Categorical))


def rename_channels(channel: pl.Series, rename: "Mapping[str, str]") -> pl.Series:
    """Return channels, Categorical, by the names that `channels.rename` gives them."""
    found = find_combinations(channel.to_frame())
    names = found.distinct["channel"].cast(pl.String).replace(dict(rename))
    return found.spread(names.cast(pl.Categorical))


def _warn_of_unknown(known: list[str], rename: "Mapping[str, str]") -> "Iterator[str]":
    for name in rename:
        if name not in known:
            yield describe_absent("channels.rename", name, known)


def describe_absent(place: str, name: str, known: list[str]) -> str:
    """Return the sentence about a channel that a place in the settings names and no touch has."""
    hint = suggest_nearest(name, known, f"; channels: {', '.join(known)}")
    return f'{place}: no touch has the channel "{name}"{hint}'


def _count_blanks(
    tables: "Sequence[Table]", starts: "Sequence[int]", asked: pl.Series | bool | None
) -> int:
    """Return how many rows have a blank in a column channel and are grouped."""
    if not isinstance(asked, pl.Series):
        return 0
    spans = zip(tables, starts, [*starts[1:], len(asked)], strict=True)
    return sum(
        int(asked[start:end].sum()) for table, start, end in spans if _has_column(table, "channel")
    )


def describe_channels(tables: "Sequence[Table]", settings: "Channels") -> "Iterator[str]":
    """Yield what channels are made of, for each file in which that is a question."""
    rules = [f"{len(settings.rules)} of channels.rules"] if settings.rules else []
    if settings.grouping is not Grouping.NONE:
        rules.append(f"channels.grouping: {settings.grouping}")
    for table in tables:
        tags = [name for name in TAGS if _has_column(table, name)]
        if not _has_column(table, "channel"):
            missing = ("source", "medium")
            absent = [f"; no {name}, taken as blank" for name in missing if name not in tags]
            made = f"channel made of {format_list(tags)} by {format_list(rules)}{''.join(absent)}"
            yield f"{table.source.name}: {made}"
        elif tags and tags != ["campaign"]:
            yield f"{table.source.name}: channel as in the file, where it is not blank"
