"""Quotients that are null where they say nothing."""

import polars as pl


def divide(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """Return a quotient of whole numbers, null where the divisor is 0 or either is null."""
    return pl.when(whole != 0).then(part / whole)


def divide_by_number(part: pl.Expr, whole: int) -> pl.Expr:
    """Return the share of a whole number, null where that is 0."""
    return divide(part, pl.lit(whole, pl.Int64))
