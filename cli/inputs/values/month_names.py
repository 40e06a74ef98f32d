"""Dates with the month in a word: English, Italian, German, French and Spanish."""

from typing import Final

import polars as pl

_NAMES: Final = (
    "january jan gennaio gen januar janner jan janvier janv enero ene",
    "february feb febbraio febr februar feber fevrier fevr fev febrero",
    "march mar marzo marz mrz mars",
    "april apr aprile avril avr abril abr",
    "may maggio mag mai mayo",
    "june jun giugno giu juni juin junio",
    "july jul luglio lug juli juillet juil julio",
    "august aug agosto ago aout aou",
    "september sep sept settembre set sett septembre septiembre",
    "october oct ottobre ott oktober okt octobre octubre",
    "november nov novembre noviembre",
    "december dec dicembre dic dezember dez decembre diciembre",
)
MONTHS: Final = {
    name: f"{month:02}" for month, names in enumerate(_NAMES, 1) for name in names.split()
}
"""Names in lower case without accents, full and abbreviated, and the month's two digits."""

_ACCENTS: Final = {
    accent: plain
    for plain, accents in {"a": "àáâä", "e": "èéêë", "i": "ìíîï", "o": "òóôö", "u": "ùúûü"}.items()
    for accent in accents
}
_WEEKDAY: Final = r"(?:\p{L}+\.?,?\s+)?"
_JOINED: Final = r"(?:\s+de[l]?\s+|\s+of\s+|\s*[-/.,]\s*|\.?\s+)"
_DAY: Final = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|º|°|\.)?"
_MONTH: Final = r"(?P<month>\p{L}{3,})\.?"
_YEAR: Final = r"(?P<year>[0-9]{4})"
_REST: Final = r"(?:,|\s+(?:at|alle|ore|um|a las|a)\b|\s*-)?(?:[t\s]+(?P<rest>.*))?$"
_ORDERS: Final = (
    rf"^{_WEEKDAY}{_DAY}{_JOINED}{_MONTH}{_JOINED}{_YEAR}{_REST}",
    rf"^{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}{_REST}",
    rf"^{_YEAR}[-/. ]{_MONTH}[-/. ]{_DAY}{_REST}",
)


_NUMBERED: Final = "${year}-${month}-${day} ${rest}"
_WORD: Final = r"\p{L}{3}"
_READ: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{1,2}(?: |$)"


def with_month_numbers(text: pl.Expr) -> pl.Expr:
    """Return texts such as 28 mars 2026 10:00 as 2026-03-28 10:00, null where there is no month."""
    lower = text.str.normalize("NFC").str.to_lowercase().str.strip_chars()
    found = lower.str.replace_many(list(_ACCENTS), list(_ACCENTS.values()))
    for order in _ORDERS:
        found = found.str.replace(order, _NUMBERED)
    names = [f"-{name}-" for name in MONTHS]
    found = found.str.replace_many(names, [f"-{month}-" for month in MONTHS.values()])
    found = found.str.strip_chars_end().str.to_uppercase()
    return pl.when(text.str.contains(_WORD) & found.str.contains(_READ)).then(found)
