"""Blank texts: empty, nothing but spaces, or a word for no value."""

import polars as pl

from cli.inputs.values.identifiers import is_null_word


def without_blanks(values: pl.Series) -> pl.Series:
    """Return a Categorical series with blank categories as nulls."""
    known = values.unique().drop_nulls()
    texts = known.cast(pl.String).str.strip_chars().to_frame("text")
    blank = known.filter(
        texts.select((pl.col("text") == "") | is_null_word(pl.col("text"))).to_series()
    )
    if not len(blank):
        return values
    return (
        values.to_frame()
        .select(pl.when(~pl.col(values.name).is_in(blank.implode())).then(pl.col(values.name)))
        .to_series()
    )
