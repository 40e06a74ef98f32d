"""Ids made alike: addresses without what is around them, small letters, numbers and telephones."""

import hashlib
from functools import partial
from typing import Final, assert_never

import polars as pl

from cli.settings.sections.exports.identities import Normalise

HASHES: Final = (Normalise.SHA256, Normalise.SHA1, Normalise.MD5)
WAYS: Final = (Normalise.LOOSE, *HASHES)
"""How ids may be made alike of which none is the same otherwise, in the order of trying."""
HASH: Final = r"^(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64})$"
"""What MD5, SHA-1 and SHA-256 look like."""
_MAILTO: Final = "mailto:"
_ADDRESSED: Final = r"<\s*([^<>\s]+@[^<>\s]+)\s*>\s*$"
_ADDRESS: Final = r"([^\s<>:;,\"]+@[^\s<>:;,\"]+)"
_COOKIE: Final = r"(?i)^ga[0-9]+\.[0-9]+\."
"""What stands before the client id in Google Analytics' cookie."""
_SIGN: Final = r"^#\s*"
"""What shops write before numbers of orders."""
_NUMBER: Final = r"^[0-9]+(?:\.0+)?$|^[0-9]{1,3}(?:,[0-9]{3})+$"
_PHONE: Final = r"^(?:\+|00)[0-9(][0-9 ()./-]{5,}$|^\(?[0-9](?:[ ()./-]*[0-9]){8,14}$"
"""With fewer digits and no sign of a country it may be any number of a customer, 10-1 or 101."""
_FRACTION: Final = r"^[0-9]+\.[0-9]+$"


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
        case Normalise.LOOSE:
            alike = loosen_ids(ids)
            return pl.when(alike != "").then(alike).otherwise(ids).alias(name)
        case Normalise.SHA256 | Normalise.SHA1 | Normalise.MD5:
            return ids.map_batches(partial(hash_addresses, method=how), return_dtype=pl.String)
        case _:
            assert_never(how)


def hash_addresses(ids: pl.Series, method: str) -> pl.Series:
    """Return ids with addresses hashed as advertisers exchange them: trimmed, in lower case.

    Hashes are in lower case too; other ids stay as they are.
    """
    text = pl.col("id")
    lower = text.str.strip_chars().str.to_lowercase()
    hashed = text.str.contains("@", literal=True) | text.str.contains(HASH)
    found = ids.rename("id").to_frame().select(pl.when(hashed).then(lower).otherwise(text))
    alike = found.to_series().rename(ids.name)
    addresses = alike.filter(alike.str.contains("@", literal=True).fill_null(value=False)).unique()
    hashes = [
        hashlib.new(method, each.encode(), usedforsecurity=False).hexdigest() for each in addresses
    ]
    return alike.replace(addresses, pl.Series(hashes, dtype=pl.String))


def loosen_ids(ids: pl.Expr) -> pl.Expr:
    """Return ids in the form that two ways of writing one share, empty where nothing is left.

    17850.0, 17,850, #17850 and 0017850 are 17850, +39 333 123-4567 is 393331234567, Anna
    <anna+shop@x.it> is anna@x.it, googlemail.com gmail.com, GA1.2.111.222 is 111.222, {A-7} is a-7.
    """
    text = ids.str.replace(_COOKIE, "").str.replace(_SIGN, "")
    whole = text.str.replace(r"\.0+$", "").str.replace_all(",", "").str.strip_chars_start("0")
    address = text.str.to_lowercase().str.extract(_ADDRESS).str.replace(r"\+[^@]*@", "@")
    address = address.str.replace(r"@googlemail\.com$", "@gmail.com")
    bare = text.str.to_lowercase().str.strip_chars("{} ")
    return (
        pl.when(text.str.contains(_NUMBER))
        .then(whole)
        .when(is_telephone(text))
        .then(list_digits(text))
        .otherwise(pl.coalesce(address, bare))
    )


def is_telephone(ids: pl.Expr) -> pl.Expr:
    """Tell which ids may be telephone numbers: digits, and what is written between them."""
    return ids.str.contains(_PHONE) & ~ids.str.contains(_FRACTION)


def list_digits(ids: pl.Expr) -> pl.Expr:
    """Return the digits of ids without zeros in front."""
    return ids.str.replace_all(r"[^0-9]", "").str.strip_chars_start("0")
