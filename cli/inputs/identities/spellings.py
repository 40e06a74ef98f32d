"""Ids made alike: addresses without what is around them, small letters."""

from typing import Final, assert_never

import polars as pl

from cli.settings.sections.exports.identities import Normalise

_MAILTO: Final = "mailto:"
_ADDRESSED: Final = r"<\s*([^<>\s]+@[^<>\s]+)\s*>\s*$"


def extract_addresses(ids: pl.Series) -> pl.Series:
    """Return ids with the bare address of mailto:anna@x.it and Anna <anna@x.it>."""
    may_link = ids.str.contains(f"(?i)^{_MAILTO}").any()
    if not may_link and not ids.str.contains("<", literal=True).any():
        return ids
    bare = ids.str.replace(rf"(?i)^{_MAILTO}([^?]*).*$", "$1").to_frame("id")
    named = pl.coalesce(pl.col("id").str.extract(_ADDRESSED), "id")
    return bare.select(named.alias(ids.name)).to_series()


def normalise_ids(name: str, how: Normalise) -> pl.Expr:
    """Return a column of ids made alike, blank ones null."""
    ids = pl.col(name)
    match how:
        case Normalise.EXACT:
            return ids
        case Normalise.AUTO:
            address = ids.str.contains("@", literal=True)
            return pl.when(address).then(ids.str.to_lowercase()).otherwise(ids).alias(name)
        case Normalise.EMAIL:
            alike = ids.str.strip_chars().str.to_lowercase()
            return pl.when(alike != "").then(alike).alias(name)
        case _:
            assert_never(how)
