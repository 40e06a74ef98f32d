"""Dates with the month in a word, in the languages of Latin letters."""

from typing import Final

import polars as pl

from cli.inputs.values.month_table import BY_LANGUAGE, NAMES

Months = tuple[tuple[str, str], ...]
"""Pairs of a name and the month's two digits."""

_NUMBERED_NAMES: Final = {
    f"{word} {written}": f"{month:02}"
    for word in ("thang", "thg")
    for month in range(1, 13)
    for written in {f"{month}", f"{month:02}"}
}
"""Months of Vietnamese, which counts them: tháng 2, thg 2."""
MONTHS: Final = {
    name: f"{month:02}" for month, names in enumerate(NAMES, 1) for name in names.split()
} | _NUMBERED_NAMES
"""Names in small letters without accents, full and abbreviated, and the month's two digits."""
LANGUAGES: Final = {
    language: {name: f"{month:02}" for month, names in enumerate(year, 1) for name in names.split()}
    for language, year in BY_LANGUAGE.items()
}
"""All names of the languages that use one name for different months, as `MONTHS`."""
AMBIGUOUS: Final = frozenset().union(*LANGUAGES.values()) - MONTHS.keys()
"""Names that stand for different months."""
FIRST_READINGS: Final[Months] = tuple(
    (name, next(year[name] for year in LANGUAGES.values() if name in year))
    for name in sorted(AMBIGUOUS)
)
"""One of the months of each ambiguous name: enough to see how a date is written."""

WORD: Final = r"\p{L}{3}"
"""What a text with the name of a month has."""

_LETTERS: Final = {
    letter: plain
    for plain, letters in {
        "a": "ə",
        "ae": "æ",
        "b": "ɓ",
        "d": "đðɗ",
        "e": "ɛ",
        "h": "ħ",
        "i": "\u0131",
        "k": "ƙ",
        "l": "ł",
        "n": "ŋ",
        "o": "øɔ",
        "oe": "œ",
        "ss": "ß",
        "th": "þ",
    }.items()
    for letter in letters
}
"""Letters that no accent is taken from."""
_MARKS: Final = "[\\p{Mn}'`\u2018\u2019\u02bc]"
"""Accents and apostrophes."""
_WEEKDAY: Final = r"(?:\p{L}+\.?,?\s+)?"
_JOINED: Final = r"(?:\s+(?:del?|of|nam)\s+|\s*[-/.,]\s*|\.?\s+)"
_DAY: Final = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|º|°|\.)?"
_MONTH: Final = r"(?P<month>\p{L}{3,}|th(?:an)?g [0-9]{1,2})\.?"
_YEAR: Final = r"(?P<year>[0-9]{4})\.?"
_SHORT_YEAR: Final = r"(?P<year>[0-9]{2})\.?"
_REST: Final = r"(?:,|\s+(?:at|alle|ore|um|a las|as|klo|kl|a)\b\.?|\s*-)?(?:[t\s]+(?P<rest>.*))?$"
_ORDERS: Final = (
    rf"^{_WEEKDAY}{_DAY}{_JOINED}{_MONTH}{_JOINED}{_YEAR}{_REST}",
    rf"^{_WEEKDAY}{_MONTH}[\s-]+{_DAY}(?:,?\s+|-){_YEAR}{_REST}",
    rf"^{_YEAR}[-/. ]\s*{_MONTH}[-/. ]\s*{_DAY}{_REST}",
    rf"^{_WEEKDAY}{_DAY}{_JOINED}{_MONTH}{_JOINED}{_SHORT_YEAR}{_REST}",
    rf"^{_WEEKDAY}{_MONTH}[\s-]+{_DAY}(?:,?\s+|-){_SHORT_YEAR}{_REST}",
)
"""A year of two digits stands last: in front of a month nobody writes one."""


_NUMBERED: Final = "${year}-${month}-${day} ${rest}"
_CENTURIES: Final = {r"^(?:[0-5][0-9]|6[0-8])-": "20$0", r"^(?:69|[7-9][0-9])-": "19$0"}
"""What years of two digits are behind, as `%y` has it: 68 is 2068, 69 is 1969."""
_READ: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{1,2}(?: |$)"
_NAMED: Final = r"^[0-9]{4}-(\p{L}{3,})-[0-9]"


def fold_letters(text: pl.Expr) -> pl.Expr:
    """Return texts in small letters, without accents and apostrophes: março as marco."""
    bare = text.str.to_lowercase().str.normalize("NFD").str.replace_all(_MARKS, "")
    return bare.str.replace_many(list(_LETTERS), list(_LETTERS.values()))


def with_month_numbers(text: pl.Expr, months: Months = ()) -> pl.Expr:
    """Return texts such as 28 mars 2026 10:00 as 2026-03-28 10:00, null where there is no month.

    `months` says what ambiguous names mean; without it they are none.
    """
    known = MONTHS | dict(months)
    found = _put_in_order(text).str.replace_many(
        [f"-{name}-" for name in known], [f"-{month}-" for month in known.values()]
    )
    found = found.str.strip_chars_end().str.to_uppercase()
    return pl.when(found.str.contains(_READ)).then(found)


def find_month_name(text: pl.Expr) -> pl.Expr:
    """Return the word in the month's place of each date, folded, null where there is none."""
    return _put_in_order(text).str.extract(_NAMED)


def _put_in_order(text: pl.Expr) -> pl.Expr:
    """Return texts such as 28 mars 2026 10:00 as 2026-mars-28 10:00, null without a word."""
    named = pl.when(text.str.contains(WORD)).then(text)
    found = fold_letters(named).str.strip_chars()
    for order in _ORDERS:
        found = found.str.replace(order, _NUMBERED)
    for short, full in _CENTURIES.items():
        found = found.str.replace(short, full)
    return found
