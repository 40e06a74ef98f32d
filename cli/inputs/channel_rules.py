"""The rules of a run that make channels of source, medium and campaign."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from cli.inputs.built_in_channels import built_in
from cli.inputs.patterns import like
from cli.settings.channels import Channels, Grouping

if TYPE_CHECKING:
    from cli.settings.channels import ChannelRule

TAGS: Final = ("source", "medium", "campaign")
"""The columns that rules look at."""
UNASSIGNED: Final = "Unassigned"
"""The channel of what no rule matches."""
_BLANKS: Final = {"source": "(direct)", "medium": "(none)", "campaign": "(not set)"}
"""What a blank stands for."""


@dataclass(frozen=True, slots=True)
class ChannelRules:
    """Rules in their order; the first that matches wins."""

    rules: tuple[tuple[str, pl.Expr], ...]
    """Channel and when it applies: a Boolean over the columns of `TAGS` as `plain` makes them."""

    def channels(self, tags: pl.DataFrame) -> pl.Series:
        """Return the channel of each row, Categorical.

        `tags` has any of the columns of `TAGS`, texts or categories; a missing one is blank.
        """
        compared = tags.select(
            plain(name, pl.col(name) if name in tags.columns else pl.lit(None, pl.String))
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


def channel_rules(settings: Channels) -> ChannelRules:
    """Return the rules of the settings and, after them, the built-in ones that they choose."""
    own = tuple((rule.channel, _condition(rule)) for rule in settings.rules)
    if settings.grouping is Grouping.NONE:
        return ChannelRules(own)
    return ChannelRules((*own, *built_in(settings.grouping.value, settings.sources)))


def plain(name: str, text: pl.Expr) -> pl.Expr:
    """Return a tag as rules compare it: small letters, no spaces around, blanks by their names."""
    low = text.cast(pl.String).str.strip_chars().str.to_lowercase()
    low = pl.when(low != "").then(low).otherwise(pl.lit(_BLANKS[name]))
    return (low.replace("direct", "(direct)") if name == "source" else low).alias(name)


def _condition(rule: "ChannelRule") -> pl.Expr:
    given = {"source": rule.source, "medium": rule.medium, "campaign": rule.campaign}
    return pl.all_horizontal(
        like(pl.col(name), _named(name, patterns))
        for name, patterns in given.items()
        if patterns is not None
    )


def _named(name: str, patterns: tuple[str, ...]) -> tuple[str, ...]:
    if name != "source":
        return patterns
    return tuple("(direct)" if each.lower() == "direct" else each for each in patterns)
