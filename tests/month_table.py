"""Writes the names of months from CLDR, by way of Babel: `python -m tests.month_table`.

Names are folded as texts are when they are read: small letters, no accents, no apostrophes. What
the languages of the coverage level "modern" call a month stands above the names of all others.
"""

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from cli.inputs.values.month_names import fold_letters
from tests.running import ROOT

PATH = ROOT / "cli" / "inputs" / "values" / "month_table.py"
_MODERN_LANGUAGES = (
    "af az bs ca cs cy da de en es et eu fi fil fr ga gl ha hr hu id ig is it jv lt lv ms nl nn"
    " no pcm pl pt ro sk sl so sq sr sv sw tk tr uz yo zu"
)
MODERN = frozenset(_MODERN_LANGUAGES.split())
"""Languages of the level "modern" that are written in Latin letters."""
MORE = {
    1: "janner jaenner",
    2: "febr feber fev",
    3: "mrz maerz",
    8: "aou aout",
    9: "sept set sett",
    10: "okt ott",
    12: "dez",
}
"""Spellings of exports that CLDR does not have."""
HEADER = '''"""Names of months in the languages of Latin letters.

Written by `python -m tests.month_table`.

Data: Unicode CLDR {version}. Copyright 1991-2025 Unicode, Inc.; Unicode License v3,
https://www.unicode.org/license.txt
"""

from typing import Final
'''
Names = dict[str, dict[int, set[str]]]
"""The languages in which a name stands for a month."""


def read_names() -> Names:
    """Return the names of all locales, full and abbreviated, as in a date and alone."""
    from babel import Locale, localedata  # noqa: PLC0415 - no dependency of the tests

    found: Names = defaultdict(lambda: defaultdict(set))
    for locale in localedata.locale_identifiers():
        months = Locale.parse(locale).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in months[context][width].items():
                    folded = fold_name(name).rstrip(".")
                    if re.fullmatch("[a-z]{3,}", folded):
                        found[folded][month].add(locale.partition("_")[0])
    return found


def fold_name(name: str) -> str:
    """Return a name as texts are folded when they are read."""
    return str(pl.select(fold_letters(pl.lit(name))).item())


def choose_months(found: Names) -> tuple[dict[int, set[str]], set[str]]:
    """Return the names of each month that stand for it alone, and the languages that disagree.

    A name on which only languages of lower levels disagree stands for nothing.
    """
    own = {name: month for month, names in MORE.items() for name in names.split()}
    chosen: dict[int, set[str]] = {month: set() for month in range(1, 13)}
    disagreeing: set[str] = set()
    for name, months in found.items():
        modern = {month: spoken for month, all_ in months.items() if (spoken := all_ & MODERN)}
        if len(modern or months) == 1:
            chosen[next(iter(modern or months))].add(name)
        elif name not in own:
            disagreeing |= set().union(*modern.values())
    for name, month in own.items():
        chosen[month].add(name)
    return chosen, disagreeing


def write_table() -> str:
    """Return the module of the names."""
    from babel import Locale  # noqa: PLC0415 - no dependency of the tests
    from babel.core import get_cldr_version  # noqa: PLC0415

    found = read_names()
    chosen, disagreeing = choose_months(found)
    lines = [HEADER.format(version=get_cldr_version()), "NAMES: Final = ("]
    lines += _write_year(chosen, "    ")
    lines += [")", '"""Names that stand for one month, of each month, without accents."""']
    lines += ["BY_LANGUAGE: Final = {"]
    for language in sorted(disagreeing):
        lines.append(f'    "{Locale.parse(language).get_display_name("en")}": (')
        lines += _write_year(_names_of(found, language), "        ")
        lines.append("    ),")
    lines += ["}", '"""All names of the languages that use one name for different months."""', ""]
    return "\n".join(lines)


def _names_of(found: Names, language: str) -> dict[int, set[str]]:
    return {
        month: {name for name, months in found.items() if language in months.get(month, ())}
        for month in range(1, 13)
    }


def _write_year(months: Mapping[int, Iterable[str]], indent: str) -> Iterator[str]:
    """Yield the lines of twelve texts, each the names of a month."""
    for month in range(1, 13):
        names = " ".join(sorted(months[month]))
        if len(names) + len(indent) <= 97:
            yield f'{indent}"{names}",'
            continue
        *pieces, last = textwrap.wrap(names, 92 - len(indent))
        yield f"{indent}("
        yield from (f'{indent}    "{piece} "' for piece in pieces)
        yield f'{indent}    "{last}"'
        yield f"{indent}),"


if __name__ == "__main__":
    PATH.write_text(write_table(), encoding="utf-8")
