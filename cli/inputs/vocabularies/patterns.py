"""Names with * for any text, matched against texts as they are compared."""

from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from cli.inputs.vocabularies.letters import space_words

if TYPE_CHECKING:
    from collections.abc import Iterable


def matches_names(text: pl.Expr, names: "Iterable[str]") -> pl.Expr:
    """Tell which texts, as `lower_words` gives them, are one of some names; null of null."""
    whole, patterns = _split_names(tuple(names))
    found = pl.lit(value=False) if whole is None else text.is_in(whole)
    for pattern in patterns:
        found |= text.str.contains(pattern)
    return found


@cache
def _split_names(names: tuple[str, ...]) -> tuple[pl.Series | None, list[str]]:
    """Return names without a * as one list, None without any, and regular expressions of others.

    There are hundreds of words for what is no sale, and each file asks for the same.
    """
    plain = [space_words(name) for name in names]
    whole = [name for name in plain if "*" not in name]
    pieces = [map(_escape, name.split("*")) for name in plain if "*" in name]
    patterns = [f"^{'.*'.join(each)}$" for each in pieces]
    return pl.Series(whole).implode() if whole else None, patterns


def _escape(text: str) -> str:
    return "".join(mark if mark.isalnum() or mark == " " else f"\\{mark}" for mark in text)
