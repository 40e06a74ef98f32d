"""Channel rules: which touches they match, and the channels that they give."""

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import polars as pl

from cli.inputs.channels.built_in import compile_built_in
from cli.settings.sections.channels import Channels, Grouping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cli.settings.sections.channels import ChannelRule


TAGS: Final = ("source", "medium", "campaign")
"""The columns that rules look at."""
UNASSIGNED: Final = "Unassigned"
"""The channel of what no rule matches."""
_BLANKS: Final = {"source": "(direct)", "medium": "(none)", "campaign": "(not set)"}
"""What a blank stands for."""


class ChannelRules(NamedTuple):
    """Rules in their order; the first that matches wins."""

    rules: tuple[tuple[str, pl.Expr], ...]
    """Channel and when it applies: a Boolean over the columns of `TAGS`, see `normalise_tag`."""

    def assign_channels(self, tags: pl.DataFrame) -> pl.Series:
        """Return the channel of each row, Categorical.

        `tags` has any of the columns of `TAGS`, texts or categories; a missing one is blank.
        """
        compared = tags.select(
            normalise_tag(name, pl.col(name) if name in tags.columns else pl.lit(None, pl.String))
            for name in TAGS
        )
        matches = compared.select(
            when.alias(str(place)) for place, (_, when) in enumerate(self.rules)
        )
        codes = np.full(tags.height, len(self.rules))
        for place in reversed(range(len(self.rules))):
            codes[matches[str(place)].to_numpy()] = place
        names = pl.Series("channel", [*(name for name, _ in self.rules), UNASSIGNED])
        return names.cast(pl.Categorical).gather(codes)


def compile_rules(settings: Channels) -> ChannelRules:
    """Return the rules of the settings and, after them, the built-in ones that they choose."""
    own = tuple((rule.channel, _compile_condition(rule)) for rule in settings.rules)
    if settings.grouping is Grouping.NONE:
        return ChannelRules(own)
    return ChannelRules((*own, *compile_built_in(settings.grouping.value, settings.sources)))


def normalise_tag(name: str, text: pl.Expr) -> pl.Expr:
    """Return a tag as rules compare it: small letters, no spaces around, blanks by their names."""
    low = text.cast(pl.String).str.strip_chars().str.to_lowercase()
    low = pl.when(low != "").then(low).otherwise(pl.lit(_BLANKS[name]))
    return (low.replace("direct", "(direct)") if name == "source" else low).alias(name)


def _compile_condition(rule: "ChannelRule") -> pl.Expr:
    given = {"source": rule.source, "medium": rule.medium, "campaign": rule.campaign}
    return pl.all_horizontal(
        matches_any(pl.col(name), _find_categories(name, patterns))
        for name, patterns in given.items()
        if patterns is not None
    )


def _find_categories(name: str, patterns: tuple[str, ...]) -> tuple[str, ...]:
    if name != "source":
        return patterns
    return tuple("(direct)" if each.lower() == "direct" else each for each in patterns)


def matches_any(column: pl.Expr, patterns: "Iterable[str]") -> pl.Expr:
    """Tell whether a text in small letters is like any of the patterns; their case is ignored."""
    lowered = [pattern.strip().lower() for pattern in patterns]
    exact = [text for text in lowered if "*" not in text]
    tests = [_match_wildcard(column, text) for text in lowered if "*" in text]
    return pl.any_horizontal(*([column.is_in(exact)] if exact else []), *tests)


def _match_wildcard(column: pl.Expr, pattern: str) -> pl.Expr:
    first, *between, last = pattern.split("*")
    middle = [piece for piece in between if piece]
    if not middle:
        long_enough = column.str.len_bytes() >= len((first + last).encode())
        return column.str.starts_with(first) & column.str.ends_with(last) & long_enough
    # Letters by their numbers: nothing of a pattern but `*` has a meaning.
    pieces = ["".join(f"\\x{{{ord(mark):x}}}" for mark in each) for each in (first, *middle, last)]
    return column.str.contains(f"(?s)^{'.*'.join(pieces)}$")
