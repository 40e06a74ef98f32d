"""Blank texts: empty, nothing but spaces, or a word for no value."""

import polars as pl

from cli.inputs.values.combinations import list_possible_texts
from cli.inputs.values.identifiers import is_null_word


def without_blanks(values: pl.Series) -> pl.Series:
    """Return a Categorical series with blank categories as nulls."""
    known = list_possible_texts(values)
    text = pl.col(known.name).str.strip_chars()
    blank = known.to_frame().filter((text == "") | is_null_word(text)).to_series()
    if not len(blank):
        return values
    return (
        values.to_frame()
        .select(pl.when(~pl.col(values.name).is_in(blank.implode())).then(pl.col(values.name)))
        .to_series()
    )
