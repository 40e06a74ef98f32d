"""Patterns of the settings in which `*` stands for any text, compared with lower-case columns."""

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable


def like(column: pl.Expr, patterns: "Iterable[str]") -> pl.Expr:
    """Tell whether a text in small letters is like any of the patterns; their case is ignored."""
    lowered = [pattern.strip().lower() for pattern in patterns]
    exact = [text for text in lowered if "*" not in text]
    tests = [_wildcard(column, text) for text in lowered if "*" in text]
    return pl.any_horizontal(*([column.is_in(exact)] if exact else []), *tests)


def _wildcard(column: pl.Expr, pattern: str) -> pl.Expr:
    first, *between, last = pattern.split("*")
    middle = [piece for piece in between if piece]
    if not middle:
        long_enough = column.str.len_bytes() >= len((first + last).encode())
        return column.str.starts_with(first) & column.str.ends_with(last) & long_enough
    # Letters by their numbers: nothing of a pattern but `*` has a meaning.
    pieces = ["".join(f"\\x{{{ord(mark):x}}}" for mark in each) for each in (first, *middle, last)]
    return column.str.contains(f"(?s)^{'.*'.join(pieces)}$")
