"""Tests of texts that are made of each different one once, however many rows have it."""

from typing import TYPE_CHECKING

import polars as pl

from cli.inputs.values.combinations import list_values

if TYPE_CHECKING:
    from collections.abc import Callable


def match_values(column: pl.Series, passes: "Callable[[pl.Expr], pl.Expr]") -> pl.Expr:
    """Tell which values of a column pass a test, null-free; null may pass it as well."""
    values = list_values(column)
    passed = values.to_frame().select(passes(pl.col(column.name)).fill_null(value=False))
    found = values.filter(passed.to_series())
    known = pl.col(column.name).is_in(found.drop_nulls().implode()).fill_null(value=False)
    return known | pl.col(column.name).is_null() if found.null_count() else known
