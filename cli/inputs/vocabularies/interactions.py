"""Words for views, clicks, and for e-mails that nobody met."""

from functools import cache
from typing import Final

import polars as pl

from cli.inputs.vocabularies.letters import lower_words, space_words
from cli.inputs.vocabularies.meanings import read_words

CONTACTS: Final = ("view", "click")
"""What is met and what is done, by their own names."""
NO_CONTACT: Final = "no_contact"
_APART: Final = r"[\s._\-/:()\[\]]+"
_HUMP: Final = r"([a-z])([A-Z])"
_AROUND: Final = (
    r"\b(?:e ?mails?|mails?|messages?|newsletters?|sms|push|notifications?|campaigns?|users)\b"
)
"""What was sent or opened; the word alone stays."""


@cache
def read_interactions() -> dict[str, str]:
    """Return what each word for an interaction means: `view`, `click` or `no_contact`."""
    meanings = read_words("interactions")
    return {space_words(word): kind for kind, words in meanings.items() for word in words}


def explain_interactions(texts: pl.Series) -> pl.Series:
    """Return what interactions mean, String; null where nothing is known of them."""
    return texts.to_frame().select(explain_interaction(pl.col(texts.name))).to_series()


def explain_interaction(text: pl.Expr) -> pl.Expr:
    """Return what an interaction means, see `explain_interactions`."""
    apart = text.cast(pl.String).str.replace_all(_HUMP, "$1 $2")
    plain = lower_words(apart, _APART)
    bare = plain.str.replace_all(_AROUND, "").str.replace_all(" +", " ").str.strip_chars()
    known = read_interactions()
    whole, inner = (
        each.replace_strict(known, default=None, return_dtype=pl.String) for each in (plain, bare)
    )
    return whole.fill_null(inner)
