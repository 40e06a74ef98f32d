"""Costs with a column for each month, as budgets have them: made a row for each."""

import csv
import re
import unicodedata
from calendar import monthrange
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from cli.inputs.files.compression import read_chunks
from cli.inputs.files.find import Container, Source
from cli.inputs.formats.fits import list_mapped_columns
from cli.inputs.formats.header_candidates import choose_likeliest, find_candidates
from cli.inputs.formats.totals_marks import choose_total_words
from cli.inputs.tables.usual_names import rank_name
from cli.inputs.values.month_names import MONTHS
from cli.settings.sections.exports.columns import list_names
from cli.settings.sections.exports.files import Files, Quote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from cli.inputs.formats.header_candidates import HeaderCandidate

Section = TypeVar("Section", bound=Files)
_DATE, _UNTIL, _COST = "date", "until", "cost"
_WHOSE: Final = ("channel", "source", "medium", "campaign")
"""What costs may be of."""
_FEWEST: Final = 2
"""Columns of months that make a file a wide one."""
_ISO: Final = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]01(?:[T ]00:00(?::00)?)?)?")
_NUMBERED: Final = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_NAMED: Final = re.compile(r"([^\W\d_]{3,})\.?[\s'/.-]*([0-9]{4}|[0-9]{2})")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})[\s/.-]*([^\W\d_]{3,})\.?")


class _Month(NamedTuple):
    """A column of a month."""

    place: int
    first: date
    last: date


class _Wide(NamedTuple):
    """A file with a column for each month."""

    head: "HeaderCandidate"
    months: "Sequence[_Month]"
    others: "Mapping[int, str]"
    """The columns that are read as they are, by their places, and what they are called."""
    total: int | None
    """The place of the sums over the months."""
    words: "Collection[str]"
    """What rows of sums over the rows are called, in lower case."""


def unpivot_costs(source: Source, section: Section, role: str) -> tuple[Source, Section]:
    """Return costs with a row for each month that has a column, and the settings that hold for it.

    Its columns are those of the file that are no months, and `date`, `until` and `cost`, each
    month with its days; blank cells are left out, as are sums over the months. What has no two
    columns of months, or a date in the settings or in a column of its own, stays as it is.
    """
    wide = None if source.container is not Container.TEXT else _find_months(source, section, role)
    if wide is None:
        return source, section
    places = {month.place for month in wide.months}
    made = Source(
        f"{source.name}:by month",
        _write_rows(wide, _cut_rows(source, section, wide.head)).encode(),
        Container.TEXT,
        source.details,
        (*source.notes, _describe(source.name, role, wide)),
        sheet=source.sheet,
        numbers=frozenset({len(wide.others) + 2} if places <= source.numbers else ()),
    )
    own = {"delimiter": ",", "encoding": "utf-8", "quote": Quote.DOUBLE, "skip_rows": None}
    return made, section.model_copy(update=own)


def _find_months(source: Source, section: Files, role: str) -> _Wide | None:
    """Return the columns of a file of months, None where it is none."""
    head = choose_likeliest(list(find_candidates(source, section, role)))
    months = (
        [] if head is None or _DATE in list_mapped_columns(section) else _list_months(head.names)
    )
    if head is None or len(months) < _FEWEST:
        return None
    words = choose_total_words(section.totals)
    named = {place: name for place, name in enumerate(head.names) if name}
    left = {place: named[place] for place in named.keys() - {month.place for month in months}}
    total = next((place for place, name in left.items() if name.lower() in words), None)
    others = {place: name for place, name in sorted(left.items()) if place != total}
    if not others or any(rank_name(_DATE, name) for name in others.values()):
        return None
    return _Wide(head, months, _name_others(others, section), total, words)


def _name_others(others: "Mapping[int, str]", section: Files) -> dict[int, str]:
    """Return the names of columns, ours where they are called so; a single one is the channel."""
    said = list_mapped_columns(section)
    mapped = list_names(said.values())
    found = dict(others)
    for ours in _WHOSE:
        free = [place for place, name in found.items() if name not in {*mapped, *_WHOSE}]
        ranks = {place: rank for place in free if (rank := rank_name(ours, found[place]))}
        if ours not in said and ranks:
            found[min(ranks, key=ranks.__getitem__)] = ours
    if len(found) == 1 and mapped.isdisjoint(found.values()):
        place, name = next(iter(found.items()))
        found[place] = name if name in _WHOSE else "channel"
    return found


def _list_months(names: "Sequence[str]") -> list[_Month]:
    found = [
        _Month(place, date(*month, 1), date(*month, monthrange(*month)[1]))
        for place, name in enumerate(names)
        if (month := parse_month(name)) is not None
    ]
    return found if len({month.first for month in found}) == len(found) else []


def parse_month(name: str) -> tuple[int, int] | None:
    """Return year and month of the name of a column such as January 2026, gen-26, 2026-01, 01/2026.

    None where it is none; a year of two digits is of this century.
    """
    text = name.strip()
    year, month = "", ""
    if match := _ISO.fullmatch(text):
        year, month = match.groups()
    elif match := _NUMBERED.fullmatch(text):
        month, year = match.groups()
    elif match := _NAMED.fullmatch(text):
        month, year = MONTHS.get(_fold(match[1]), ""), match[2]
    elif match := _YEAR_FIRST.fullmatch(text):
        year, month = match[1], MONTHS.get(_fold(match[2]), "")
    if not month or not 1 <= int(month) <= 12:
        return None
    return (int(year) if len(year) == 4 else 2000 + int(year)), int(month)


def _fold(word: str) -> str:
    """Return a word in small letters without accents, as `MONTHS` has them."""
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _write_rows(wide: _Wide, rows: "Iterable[Sequence[str]]") -> str:
    """Return a row for each cell of a month; of rows of sums the sum over the months alone."""
    text = StringIO()
    written = csv.writer(text, lineterminator="\n")
    written.writerow([*wide.others.values(), _DATE, _UNTIL, _COST])
    for row in rows:
        cells = [cell.strip() for cell in row] + [""] * (len(wide.head.names) - len(row))
        kept = [cells[place] for place in wide.others]
        if next((cell.lower() for cell in kept if cell), "") in wide.words:
            if wide.total is not None:
                written.writerow([*kept, "", "", cells[wide.total]])
            continue
        for month in wide.months:
            if cost := cells[month.place]:
                written.writerow([*kept, month.first.isoformat(), month.last.isoformat(), cost])
    return text.getvalue()


def _cut_rows(source: Source, section: Files, head: "HeaderCandidate") -> "Iterator[list[str]]":
    """Yield the rows below the header that have a value."""
    lines = StringIO(b"".join(read_chunks(source)).decode("utf-8-sig"), newline="")
    for _ in range(head.skipped):
        lines.readline()
    if section.quote is Quote.NONE:
        rows = csv.reader(lines, delimiter=head.delimiter, quoting=csv.QUOTE_NONE)
    else:
        rows = csv.reader(lines, delimiter=head.delimiter)
    next(rows)
    return (row for row in rows if any(cell.strip() for cell in row))


def _describe(name: str, role: str, wide: _Wide) -> str:
    first, last = (wide.head.names[wide.months[at].place] for at in (0, -1))
    return f"{role}: {name} has a column for each month, {first} to {last}: each is read as a row"
