"""Ids that are one, however they are written."""

import polars as pl
import pytest

from cli.inputs.identities.spellings import hash_addresses, loosen_ids, normalise_ids
from cli.settings.sections.exports.identities import Normalise


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("17850.0", "17850"),
        ("17,850", "17850"),
        ("0017850", "17850"),
        ("17850.5", "17850.5"),
        ("+39 333 123-4567", "393331234567"),
        ("0039 (333) 1234567", "393331234567"),
        ("Anna <Anna+shop@X.it>", "anna@x.it"),
        ("mailto:anna@googlemail.com", "anna@gmail.com"),
        ("GA1.2.111.222", "111.222"),
        ("10-1", "10-1"),
        ("333.123.4567", "3331234567"),
        ("{A-7}", "a-7"),
        ("000", ""),
    ],
)
def test_loose_forms(text: str, form: str) -> None:
    assert pl.DataFrame({"id": [text]}).select(loosen_ids(pl.col("id"))).item() == form


def test_nothing_is_lost_where_nothing_is_left() -> None:
    frame = pl.DataFrame({"id": ["000", "{}", "-", None]})
    loose = frame.select(normalise_ids("id", Normalise.LOOSE))
    assert loose.equals(frame)


@pytest.mark.parametrize(
    ("method", "digest"),
    [
        ("md5", "f75ad7a1d2e30e9822cff294ab4aa969"),
        ("sha256", "9dd62128978181c20f9fdf83d005ec79d56d15375e801692107712029b095d9b"),
    ],
)
def test_addresses_are_hashed_in_lower_case(method: str, digest: str) -> None:
    address = {"md5": " Bob@X.it", "sha256": "ANNA@x.it "}[method]
    ids = pl.Series("id", [address, digest.upper(), "aBc", None])
    assert hash_addresses(ids, method).to_list() == [digest, digest, "aBc", None]
