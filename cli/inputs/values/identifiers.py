"""Ids as people mean them: without what spreadsheets and dumps put around or in place of them."""

from functools import cache
from itertools import chain
from string import capwords
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cli.inputs.files.text_bytes import ByteSummary

NULLS: Final = ("null", "\\n", "nan", "none", "nil", "n/a", "undefined", "(not set)", "<null>")
"""Words that programs write where there is no value, in lower case."""
FORMULA_ERRORS: Final = ("#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#null!", "#num!")
"""What spreadsheets show where a formula has no result, in lower case."""
NOBODY: Final = (
    *NULLS,
    *("na", "unknown", "anonymous", "guest", "(none)", "0", "-1", "-", "?"),
    "00000000-0000-0000-0000-000000000000",
    *("walk-in", "walk-in customer", "walk in customer", "walk-in client", "cash customer"),
    *("cliente occasionale", "cliente generico", "cliente banco", "cliente al banco"),
    *("laufkunde", "laufkundschaft", "client de passage", "client comptoir"),
    *("consumidor final", "cliente mostrador", "cliente contado", "público general"),
)
"""Words that stand for no customer, or for all that a till does not know, in lower case."""
NOBODY_AT: Final = r"^(?:unknown|guest|anonymous|no-?e?mail|no-?reply|none|null|nobody)@"
"""Addresses that tills and plugins write for guests, in lower case."""
ROUNDED: Final = r"^\s*[0-9](?:[.,][0-9]+)?E\+[0-9]{2,}\s*$"
"""A number of many digits as spreadsheets save it."""
_ID: Final = r"[^\s;,|]*[0-9@][^\s;,|]*"
_LIST: Final = rf"^{_ID}(?:\s*[;,|]\s*{_ID})+$"
"""Several ids in one cell: each has a digit or an @, unlike the words of a name."""
_GROUPED: Final = r"^[0-9]{1,3}(?:,[0-9]{3})+$"
"""A number with commas between thousands."""
_BETWEEN: Final = "\x1f"
"""What stands between ids of several columns: the separator of units, which no id has."""
LIST_SEPARATORS: Final = (";", ",", "|")
"""What stands between several ids in one cell."""
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
    known = (bare.str.strip_chars() != "") & ~bare.is_in(list_spellings(words))
    return pl.when(known).then(bare)


class IdBounds(NamedTuple):
    """The smallest and the largest id of a column; null where there is none."""

    low: str | None
    high: str | None
    spaced: bool
    """Whether some id ends with a space."""


def find_bounds(frame: pl.DataFrame, names: "Iterable[str]") -> dict[str, IdBounds]:
    """Return the bounds of columns of text, which are looked for on all cores."""
    names = list(names)
    ids = [pl.col(name).cast(pl.String) for name in names]
    asked = [
        *(text.min().alias(f"low{place}") for place, text in enumerate(ids)),
        *(text.max().alias(f"high{place}") for place, text in enumerate(ids)),
        *(text.str.ends_with(" ").any().alias(f"spaced{place}") for place, text in enumerate(ids)),
    ]
    found = frame.select(asked).row(0) if names else ()
    return {name: IdBounds(*found[place :: len(names)]) for place, name in enumerate(names)}


def clean_ids(
    ids: pl.Series,
    bounds: IdBounds,
    words: tuple[str, ...],
    text: "ByteSummary",
    watched: tuple[str, ...] = (),
) -> pl.Series:
    """Return `clean_id` of a column, which costs little where no id needs it.

    `bounds` are those of the column, `text` is what is known of the file's bytes. Where an id is
    one of the words `watched`, the series is another one than `ids` as well.
    """
    if not _may_need_cleaning(ids, bounds, (*words, *watched), text):
        return ids
    name = ids.name
    return ids.to_frame().select(clean_id(pl.col(name), words).alias(name)).to_series()


def _may_need_cleaning(
    ids: pl.Series, bounds: IdBounds, words: tuple[str, ...], text: "ByteSummary"
) -> bool:
    """Tell whether `clean_id` may change some id: never less than it changes.

    The smallest and the largest id, and what the text does not hold, save most columns most of the
    looks at them.
    """
    low, high, spaced = bounds
    if low is None or high is None:
        return False
    likely = [word for word in list_spellings(words) if low <= word <= high]
    return (
        low < "!"
        or spaced
        or ("=" not in text.absent and low <= "=~" and bool(ids.str.starts_with("=").any()))
        or bool(likely and ids.is_in(likely).any())
        or ("\t" not in text.absent and bool(ids.str.ends_with("\t").any()))
        or (not text.ascii and bool((ids.str.len_bytes() != ids.str.len_chars()).any()))
    )


@cache
def list_spellings(words: tuple[str, ...]) -> list[str]:
    """Return words as they are usually written: none, None, NONE."""
    ways = ((word, word.upper(), word.capitalize(), word.title(), capwords(word)) for word in words)
    # Of words for totals no value is one that stands for none.
    mixed = ["NaN"] if "nan" in words else []
    return list(dict.fromkeys([*chain.from_iterable(ways), *mixed]))


def is_null_word(values: pl.Expr) -> pl.Expr:
    """Tell which texts are a word for no value."""
    return values.is_in(list_spellings(NULLS))


def select_listed(table: pl.DataFrame, column: str) -> pl.DataFrame:
    """Return the rows whose id is a list of several, such as 101;102 or a@x.it, b@x.it."""
    marked = table.filter(pl.col(column).str.contains_any(list(LIST_SEPARATORS)))
    ids = pl.col(column)
    return marked.filter(ids.str.contains(_LIST) & ~ids.str.contains(_GROUPED))


def pack_ids(ids: "Sequence[pl.Expr]") -> pl.Expr:
    """Return the ids of several columns that are not null in one text, null where there is none."""
    packed = pl.concat_str(ids, separator=_BETWEEN, ignore_nulls=True)
    return pl.when(packed != "").then(packed)


def unpack_ids(table: pl.DataFrame, column: str) -> pl.DataFrame:
    """Return a table with one row for each id that `pack_ids` put together, in the same order."""
    ids = pl.col(column)
    if not table.select(ids.str.contains(_BETWEEN, literal=True).any()).item():
        return table
    return table.with_columns(ids.str.split(_BETWEEN)).explode(column)


def list_packed(ids: pl.Expr) -> pl.Expr:
    """Return the ids of texts that `pack_ids` made, one after the other."""
    return ids.str.split(_BETWEEN).list.explode()


def split_listed(table: pl.DataFrame, column: str) -> pl.DataFrame:
    """Return a table with one row for each id of a list, in the order of the rows."""
    listed = select_listed(table, column)[column].unique().implode()
    if not listed.list.len().item():
        return table
    ids = pl.col(column)
    parts = ids.str.replace_all(r"\s*[;,|]\s*", "|").str.split("|")
    alone = pl.concat_list(ids)
    return table.with_columns(
        pl.when(ids.is_in(listed).fill_null(value=False)).then(parts).otherwise(alone)
    ).explode(column)
