"""Names with * for any text, matched against texts as they are compared."""

from typing import TYPE_CHECKING

import polars as pl

from cli.inputs.vocabularies.letters import lower_word

if TYPE_CHECKING:
    from collections.abc import Iterable


def matches_names(text: pl.Expr, names: "Iterable[str]") -> pl.Expr:
    """Tell which texts, as `lower_words` gives them, are one of some names; null of null."""
    plain = [simplify_pattern(name) for name in names]
    whole = [name for name in plain if "*" not in name]
    found = text.is_in(whole) if whole else pl.lit(value=False)
    for pattern in (name for name in plain if "*" in name):
        pieces = (_escape(piece) for piece in pattern.split("*"))
        found |= text.str.contains(f"^{'.*'.join(pieces)}$")
    return found


def simplify_pattern(name: str) -> str:
    """Return a name as texts are compared: in lower case, spaces for hyphens and underscores."""
    return " ".join(lower_word(name).replace("_", " ").replace("-", " ").split())


def _escape(text: str) -> str:
    return "".join(mark if mark.isalnum() or mark == " " else f"\\{mark}" for mark in text)
