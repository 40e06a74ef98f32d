"""Signs and codes of currencies beside amounts."""

import re
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

_UNMISTAKABLE: Final = (
    *("EUR", "USD", "GBP", "CHF", "JPY", "AUD", "BRL", "CZK", "DKK", "NOK", "PLN", "SEK"),
)
"""Codes that are no words in small letters."""

CURRENCY: Final = (
    rf"(?i:{'|'.join(_CODES.split())}|&(?:euro|pound|yen|#[0-9]+|#x[0-9a-f]+);)"
    r"|[A-Z]{0,3}\p{Sc}(?:US)?|zł|Kč|kr\.?|Fr\.?|Ft|lei|R[sp]\.?|CHF\.?"
)
"""The regular expression of a sign or code."""
_CODE: Final = "^[A-Z]{3}$"


def is_code(text: str) -> bool:
    """Tell whether a text is the code of a currency, such as EUR."""
    return text in _CODES.split()


def find_code_in_name(name: str) -> str | None:
    """Return the code that the name of a column of amounts has: Total (USD), revenue_eur.

    In small letters only those that are no words at the end of other names.
    """
    words = re.split(r"[^A-Za-z]+", name.strip(" )]"))
    said = [word for word in words if is_code(word)]
    last = words[-1].upper() if words[-1].islower() else ""
    return said[-1] if said else last if last in _UNMISTAKABLE else None


def find_currencies(amounts: pl.Series) -> list[str]:
    """Return the distinct currencies that stand beside amounts: codes, or signs of several."""
    found = amounts.str.extract(f"({CURRENCY})").unique().drop_nulls().to_list()
    return sorted({_SIGNS.get(sign, _SIGNS.get(sign.lower(), sign.upper())) for sign in found})


def find_codes(amounts: pl.Series) -> list[str]:
    """Return those that are codes, such as EUR of €."""
    return [name for name in find_currencies(amounts) if re.fullmatch(_CODE, name)]


def read_code(amount: pl.Expr) -> pl.Expr:
    """Return the code of the currency beside each amount, null where there is none."""
    sign = amount.str.extract(f"({CURRENCY})")
    others = sign.str.to_lowercase().replace_strict(_SIGNS, default=sign.str.to_uppercase())
    code = sign.replace_strict(_SIGNS, default=others)
    return pl.when(code.str.contains(_CODE)).then(code)
