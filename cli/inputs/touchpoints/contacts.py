"""Rows that are contacts of a customer with a channel, and those that are none: e-mails sent."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.values.combinations import find_combinations
from cli.inputs.vocabularies.interactions import CONTACTS, NO_CONTACT, explain_interactions
from cli.wording import format_count

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_CONTACTS: Final = "no contacts by interaction"
"""The line of the ledger for rows that say of a message what became of it, not of its reader."""
_INTERACTION: Final = "interaction"
_PRINTED: Final = (
    r"(?i)\b(?:direct ?mail|postal|post|print|letters?|catalog(?:ue)?s?|flyers?|brief|lettera"
    r"|posta|courrier)\b"
)
"""Channels of paper: what they deliver is in the customer's hands."""
_SHOWN: Final = 8


def take_contacts(frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    """Return the rows that are contacts, and how many others there are by interaction.

    Views and clicks get these names, however a program calls them. A message sent, delivered,
    bounced or complained of is no contact: the customer has not met the channel.
    """
    if _INTERACTION not in frame.columns:
        return frame, {}
    found = find_combinations(frame.select(_INTERACTION))
    texts = found.distinct[_INTERACTION].cast(pl.String)
    if texts.is_in(CONTACTS).all():
        return frame, {}
    meanings = explain_interactions(texts)
    names = meanings.replace(NO_CONTACT, None).fill_null(texts)
    if not names.equals(texts):
        named = found.spread(names.cast(pl.Categorical)).alias(_INTERACTION)
        frame = frame.with_columns(named)
    none = (meanings == NO_CONTACT).fill_null(value=False)
    if not none.any():
        return frame, {}
    out = found.spread(none) & ~_is_printed(frame)
    words = frame.filter(out)[_INTERACTION].cast(pl.String)
    counts = words.str.strip_chars().value_counts(sort=False).sort(_INTERACTION)
    return frame.filter(~out), dict(counts.iter_rows())


def _is_printed(frame: pl.DataFrame) -> pl.Series:
    """Tell which touches are of a channel of paper, null-free."""
    found = find_combinations(frame.select("channel"))
    printed = found.distinct["channel"].cast(pl.String).str.contains(_PRINTED)
    return found.spread(printed.fill_null(value=False))


def describe_unmet(unmet: "Mapping[str, int]") -> tuple[str, ...]:
    """Return which rows are no contacts, and what counts them all the same."""
    if not unmet:
        return ()
    ranked = sorted(unmet.items(), key=lambda each: (-each[1], each[0]))
    listed = ", ".join(f"{name} {count:,}" for name, count in ranked[:_SHOWN])
    more = f" and {len(ranked) - _SHOWN:,} more" if len(ranked) > _SHOWN else ""
    rows = format_count(sum(unmet.values()), "row", ("says", "say"))
    said = f"{rows} what became of a message, not that anybody met it, so they are no touches"
    counts = "touchpoints.columns: {interaction: {value: contact}} counts every row"
    return (f"touchpoints: {said}: {listed}{more}; {counts}",)
