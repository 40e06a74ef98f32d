"""Ids as people mean them: without what spreadsheets and dumps put around or in place of them."""

from functools import cache
from itertools import chain
from typing import Final

import polars as pl

NULLS: Final = ("null", "\\n", "nan", "none", "nil", "n/a", "undefined", "(not set)", "<null>")
"""Words that programs write where there is no value, in lower case."""
FORMULA_ERRORS: Final = ("#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#null!", "#num!")
"""What spreadsheets show where a formula has no result, in lower case."""
NOBODY: Final = (
    *NULLS,
    *("na", "unknown", "anonymous", "guest", "(none)", "0", "-1", "-", "?"),
    "00000000-0000-0000-0000-000000000000",
)
"""Words that stand for no customer, in lower case."""
NOBODY_AT: Final = r"^(?:unknown|guest|anonymous|no-?e?mail|no-?reply|none|null|nobody)@"
"""Addresses that tills and plugins write for guests, in lower case."""
ROUNDED: Final = r"^\s*[0-9](?:[.,][0-9]+)?E\+[0-9]{2,}\s*$"
"""A number of many digits as spreadsheets save it."""
_NO_ORDER: Final = (*NULLS, "0", "-")
_CUSTOMERS: Final = ("customer_id", "alias")
_SPACES: Final = " \t\u00a0\u2007\u202f\u200b\u200c\u200d\u2060\ufeff"
_WRAPPED: Final = r'^="(.*)"$'


def list_words_for_none(column: str) -> tuple[str, ...]:
    """Return the words that stand for no id in a column of ours."""
    if column == "refund_of":
        return (*_NO_ORDER, *FORMULA_ERRORS)
    return (*(NOBODY if column in _CUSTOMERS else NULLS), *FORMULA_ERRORS)


def clean_id(text: pl.Expr, words: tuple[str, ...]) -> pl.Expr:
    """Return ids without surrounding spaces and ="…", null where blank or one of some words."""
    bare = text.str.strip_chars(_SPACES).str.replace(_WRAPPED, "$1").str.strip_chars(_SPACES)
    known = (bare.str.strip_chars() != "") & ~bare.is_in(_spellings(words))
    return pl.when(known).then(bare)


def clean_ids(ids: pl.Series, words: tuple[str, ...]) -> pl.Series:
    """Return `clean_id` of a column, which costs little where no id needs it."""
    if not _may_need_cleaning(ids, words):
        return ids
    name = ids.name
    return ids.to_frame().select(clean_id(pl.col(name), words).alias(name)).to_series()


def _may_need_cleaning(ids: pl.Series, words: tuple[str, ...]) -> bool:
    """Tell whether `clean_id` may change some id: never less than it changes."""
    low, high = ids.min(), ids.max()
    if not isinstance(low, str) or not isinstance(high, str):
        return False
    return (
        low < "!"
        or (low <= "=~" and high >= "=" and bool(ids.str.starts_with("=").any()))
        or bool(ids.is_in(_spellings(words)).any())
        or bool(ids.str.ends_with(" ").any() or ids.str.ends_with("\t").any())
        or bool((ids.str.len_bytes() != ids.str.len_chars()).any())
    )


@cache
def _spellings(words: tuple[str, ...]) -> list[str]:
    """Return words as they are usually written: none, None, NONE."""
    ways = ((word, word.upper(), word.capitalize(), word.title()) for word in words)
    return list(dict.fromkeys([*chain.from_iterable(ways), "NaN", "\\N"]))


def is_null_word(values: pl.Expr) -> pl.Expr:
    """Tell which texts are a word for no value."""
    return values.is_in(_spellings(NULLS))
