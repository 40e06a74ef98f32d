"""Blank texts: empty, or nothing but spaces."""

import polars as pl


def has_blanks(ids: pl.Series) -> bool:
    """Tell whether some text is blank.

    Only texts that begin with a space, a control or a non-ASCII character can be: mostly the
    smallest and the largest text tell that there are none, much faster than looking at each.
    """
    low, high = ids.min(), ids.max()
    if not isinstance(low, str) or not isinstance(high, str) or "!" <= low <= high < "\x7f":
        return False
    return bool((ids.str.strip_chars() == "").any())


def without_blanks(values: pl.Series) -> pl.Series:
    """Return a Categorical series with blank categories as nulls."""
    known = values.unique().drop_nulls()
    blank = known.filter(known.cast(pl.String).str.strip_chars() == "")
    if not len(blank):
        return values
    return (
        values.to_frame()
        .select(pl.when(~pl.col(values.name).is_in(blank.implode())).then(pl.col(values.name)))
        .to_series()
    )
