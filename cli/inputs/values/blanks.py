"""Blank texts: empty, nothing but spaces, or a word for no value."""

import polars as pl

from cli.inputs.values.identifiers import is_null_word


def without_blanks(values: pl.Series) -> pl.Series:
    """Return a Categorical series with blank categories as nulls."""
    known = values.to_frame("value").select(pl.col("value").drop_nulls().unique())
    text = pl.col("value").cast(pl.String).str.strip_chars()
    blank = known.filter((text == "") | is_null_word(text)).to_series()
    if not len(blank):
        return values
    return (
        values.to_frame()
        .select(pl.when(~pl.col(values.name).is_in(blank.implode())).then(pl.col(values.name)))
        .to_series()
    )
