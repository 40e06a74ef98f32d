"""Signs and codes of currencies beside amounts."""

from typing import Final

import polars as pl

_CODES: Final = (
    "AED ARS AUD BAM BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP GEL HKD HRK HUF IDR ILS INR "
    "ISK JPY KRW KWD MAD MDL MKD MXN MYR NOK NZD PEN PHP PLN QAR RON RSD RUB SAR SEK SGD THB TND "
    "TRY TWD UAH USD UYU VND ZAR"
)
_SIGNS: Final = {
    "€": "EUR",
    "&euro;": "EUR",
    "&#8364;": "EUR",
    "&#x20ac;": "EUR",
    "£": "GBP",
    "&pound;": "GBP",
    "&#163;": "GBP",
    "US$": "USD",
    "$US": "USD",
    "zł": "PLN",
    "Kč": "CZK",
    "Ft": "HUF",
    "Fr.": "CHF",
    "lei": "RON",
}
"""Signs of one currency only; $ and kr are signs of several."""

CURRENCY: Final = (
    rf"(?i:{'|'.join(_CODES.split())}|&(?:euro|pound|yen|#[0-9]+|#x[0-9a-f]+);)"
    r"|[A-Z]{0,3}\p{Sc}(?:US)?|zł|Kč|kr\.?|Fr\.?|Ft|lei|R[sp]\.?|CHF\.?"
)
"""The regular expression of a sign or code."""


def find_currencies(amounts: pl.Series) -> list[str]:
    """Return the distinct currencies that stand beside amounts: codes, or signs of several."""
    found = amounts.str.extract(f"({CURRENCY})").unique().drop_nulls().to_list()
    return sorted({_SIGNS.get(sign, _SIGNS.get(sign.lower(), sign.upper())) for sign in found})
