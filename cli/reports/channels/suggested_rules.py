"""Touches that no rule makes a channel of, and rules that would."""

from fractions import Fraction
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.errors import MeritoError
from cli.inputs.channels.built_in import compile_built_in
from cli.inputs.channels.rules import TAGS, UNASSIGNED, compile_rules, normalise_tag
from cli.inputs.context import ReadContext
from cli.inputs.touchpoints.read import read_touchpoints
from cli.inputs.values.combinations import find_combinations
from cli.settings.sections.channels import Channels
from cli.settings.sections.tolerance import Tolerance

if TYPE_CHECKING:
    from cli.settings.sections.exports.files import Touchpoints

_ANY: Final = Tolerance("100%", None, Fraction(1))
_MOST: Final = 10
"""Rules that are suggested at once."""


def select_unmatched(frame: pl.DataFrame, name: str | None, settings: Channels) -> pl.DataFrame:
    """Return the touches that no rule matches, `source` and `medium` as rules compare them.

    `name` is the channel of such touches, None where none is grouped.
    """
    left = frame.head(0) if name is None else frame.filter(pl.col("channel") == name)
    if left.height:
        tags = find_combinations(left.select(each for each in TAGS if each in left.columns))
        # Another channel may have been renamed to the same name.
        really = compile_rules(settings).assign_channels(tags.distinct) == UNASSIGNED
        left = left.filter(tags.spread(really))
    blank = pl.lit(None, pl.Categorical)
    left = left.with_columns(
        blank.alias(each) for each in ("source", "medium") if each not in left.columns
    )
    pairs = find_combinations(left.select("source", "medium"))
    low = pairs.distinct.select(
        normalise_tag(each, pl.col(each)).cast(pl.Categorical) for each in ("source", "medium")
    )
    return left.with_columns(pairs.spread(low[each]) for each in ("source", "medium"))


def suggest_rules(section: "Touchpoints") -> list[dict[str, str]]:
    """Return rules for the sources and mediums of most touches that the built-in ones miss.

    None where the files cannot be read, or only once: what is wrong with them is told when a
    report is made.
    """
    if "-" in section.files:
        return []
    settings = Channels()
    try:
        read = read_touchpoints(section, ReadContext("UTC", _ANY), settings)
    except MeritoError:
        return []
    left = select_unmatched(read.frame, read.unassigned, settings)
    pairs = left.group_by("source", "medium").len()
    texts = pairs.with_columns(pl.col("source", "medium").cast(pl.String))
    order = texts.sort("len", "source", "medium", descending=[True, False, False])
    return [build_rule(*pair) for pair in order.head(_MOST).select("source", "medium").rows()]


def build_rule(source: str, medium: str) -> dict[str, str]:
    """Return a rule that gives a source and medium a channel, as written under channels.rules."""
    return {"channel": _suggest_channel(source, medium), "source": source, "medium": medium}


def _suggest_channel(source: str, medium: str) -> str:
    """Return a name for the channel: a built-in one where only spelling differs."""
    told = source if medium in ("(none)", "(not set)") else medium
    known = {_normalise_name(name): name for name, _ in compile_built_in("ga4", {})}
    words = " ".join(told.strip("()").replace("_", " ").replace("-", " ").split())
    own = words.upper() if len(words) <= 3 else words.capitalize()
    return known.get(_normalise_name(told)) or own or UNASSIGNED


def _normalise_name(name: str) -> str:
    """Return a name without what people write now so, now so: case, marks, a plural."""
    return "".join(filter(str.isalnum, name.lower())).removesuffix("s")
