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
    "Fr": "CHF",
    "lei": "RON",
    "R$": "BRL",
    "A$": "AUD",
    "AU$": "AUD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "SG$": "SGD",
    "NT$": "TWD",
    "MX$": "MXN",
    "CN¥": "CNY",
    "JP¥": "JPY",
    "Rp": "IDR",
    "Rp.": "IDR",
    "₹": "INR",
    "₺": "TRY",
    "₽": "RUB",
    "₴": "UAH",
    "₪": "ILS",
    "₩": "KRW",
    "₫": "VND",
    "฿": "THB",
}
"""Signs of one currency only; $ and kr are signs of several."""
_SHARED: Final = {
    "$": "USD AUD CAD NZD MXN ARS CLP COP HKD SGD TWD UYU",
    "KR": "SEK NOK DKK ISK",
    "¥": "JPY CNY",
    "&YEN;": "JPY CNY",
    "RS": "INR",
}
"""Signs of several currencies, and those that are written with them, the likeliest first."""

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


def find_shared_sign(amounts: pl.Series) -> str | None:
    """Return the sign of several currencies that alone stands beside amounts, None without one."""
    signs = amounts.str.extract(f"({CURRENCY})").unique().drop_nulls().sort().to_list()
    shared = {tuple(_list_codes(sign)) for sign in signs}
    return signs[0] if len(shared) == 1 and () not in shared else None


def name_likely_code(sign: str) -> str:
    """Return the code of the likeliest of the currencies that have a sign."""
    return _list_codes(sign)[0]


def is_sign_of(sign: str, code: str) -> bool:
    """Tell whether a currency may be written with a sign of several."""
    return code in _list_codes(sign)


def _list_codes(sign: str) -> list[str]:
    return _SHARED.get(sign.upper().rstrip("."), "").split()


def find_codes(amounts: pl.Series) -> list[str]:
    """Return those that are codes, such as EUR of €."""
    return [name for name in find_currencies(amounts) if re.fullmatch(_CODE, name)]


def read_code(amount: pl.Expr) -> pl.Expr:
    """Return the code of the currency beside each amount, null where there is none."""
    sign = amount.str.extract(f"({CURRENCY})")
    others = sign.str.to_lowercase().replace_strict(_SIGNS, default=sign.str.to_uppercase())
    code = sign.replace_strict(_SIGNS, default=others)
    return pl.when(code.str.contains(_CODE)).then(code)
