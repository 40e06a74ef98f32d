"""The header of a file: its delimiter and the names of its columns."""

import csv
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.files.errors import EmptyFileError, UnreadableError
from cli.inputs.files.find import Container, Source
from cli.inputs.files.lines import make_countable, read_first_lines, scan_lines
from cli.inputs.tables.errors import (
    DelimiterError,
    NoHeaderError,
    QuotesError,
    RepeatedColumnError,
    SkippedEverythingError,
)
from cli.settings.sections.exports.files import Files, Quote

if TYPE_CHECKING:
    import _csv
    from collections.abc import Collection, Iterable

_DELIMITERS: Final = (",", ";", "\t", "|")
_LINES: Final = 50
_TELLING: Final = 2
"""Known names that tell a header from the lines before it."""
_COMPARED: Final = 20
"""Lines below the header that decide between delimiters."""
_ADDRESS: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_VALUE: Final = re.compile(
    rf"{_ADDRESS.pattern}|[0-9]{{9,}}|[0-9]{{4}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}(\D.*)?"
    r"|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}(\D.*)?"
)
"""An address, a number of many digits or a time: no name that somebody gives to a column."""
_STRAY: Final = r'(?:^|\t)(?:[^"\t][^\t]*"|"[^\t]*[^"\t](?:\t|$)|"(?:\t|$))'
"""A value between tabs that holds a quote and is not in quotes."""
csv.field_size_limit(1 << 30)


class Header(NamedTuple):
    """The columns of a file."""

    names: tuple[str, ...]
    delimiter: str
    """Mark between two columns, empty for Parquet."""
    skipped: int
    """Physical lines before the header."""
    lines: int
    """Physical lines up to and with the header; 0 for Parquet."""
    types: tuple[pl.DataType, ...] | None
    """The columns' types in Parquet, None for text."""
    details: tuple[str, ...] = ()
    """What was decided about the header, for `-v`."""
    quoted: bool = True
    """Whether quotes around a value are none of its own."""
    made: frozenset[str] = frozenset()
    """Names of columns that the file itself has not."""

    @property
    def flat_names(self) -> tuple[str, ...]:
        """The names of the columns, blank where Parquet has lists or records: none is read."""
        types = self.types or (None,) * len(self.names)
        pairs = zip(self.names, types, strict=True)
        return tuple("" if kind is not None and kind.is_nested() else name for name, kind in pairs)


class _HeaderSettings(NamedTuple):
    """What the settings say about headers."""

    role: str
    section: Files
    names: "Collection[str]"

    @property
    def delimiter(self) -> str | None:
        """The mark between two columns, None where it is to be detected."""
        return self.section.delimiter

    @property
    def skip_rows(self) -> int:
        """The lines before the header, 0 where they are to be found."""
        return self.section.skip_rows or 0

    @property
    def quote(self) -> Quote | None:
        """What quotes are, None where it is to be detected."""
        return self.section.quote


def read_header(source: Source, role: str, said: Files, wanted: "Collection[str]") -> Header:
    """Read the header as the settings say; `wanted` are the names that tell the right delimiter.

    Raises errors of exit status 2: no header, undecidable delimiter, a name twice.
    """
    if source.container is Container.PARQUET:
        return read_typed_header(source)
    found = _read_text_header(source, _HeaderSettings(role, said, wanted))
    counts = Counter(found.names)
    for name in found.names:
        if counts[name] > 1 and name:
            places = [place for place, other in enumerate(found.names, 1) if other == name]
            raise RepeatedColumnError(source.name, name, places)
    return found


def read_typed_header(source: Source) -> Header:
    """Return the header of a Parquet file; raises UnreadableError."""
    try:
        schema = pl.scan_parquet(source.data, glob=False).collect_schema()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise UnreadableError(source.name, str(error).splitlines()[0]) from None
    return Header(tuple(schema.names()), "", 0, 0, tuple(schema.dtypes()))


def _read_text_header(source: Source, wanted: _HeaderSettings) -> Header:
    lines = read_first_lines(source, wanted.skip_rows + _LINES, wanted.role)
    start = wanted.skip_rows
    while start < len(lines) and not lines[start].strip():
        start += 1
    if start >= len(lines):
        if wanted.skip_rows:
            raise SkippedEverythingError(source.name, wanted.role, wanted.skip_rows)
        raise EmptyFileError(source.name)
    first = start
    if not wanted.skip_rows:
        start = _find_header_line(lines, start, wanted)
    delimiter = wanted.delimiter or _detect_delimiter(source.name, lines[start:], wanted)
    names, length = cut_first_row(lines[start:], delimiter, wanted.quote)
    if wanted.quote is not Quote.NONE:
        _refuse_open_quotes(source.name, lines[start:], delimiter, start + 1, wanted.role)
    details = (f"{source.name}: the header is line {start + 1}",) if start > first else ()
    columns = _count_columns(names, _cut_rows(lines[start + length :], delimiter, wanted.quote))
    _refuse_row(source.name, names, lines[start + length :], delimiter, wanted)
    even = columns == len(names)
    if not even:
        who = "the header ends" if columns < len(names) else "every row ends"
        details = (*details, f"{source.name}: {who} in a delimiter, behind which is no column")
        names = names[:columns] if columns < len(names) else (*names, "")
    stray = (
        wanted.quote is None
        and delimiter == "\t"
        and _has_stray_quotes(source, start + length, len(names))
    )
    if stray:
        details = (*details, f"{source.name}: quotes are ordinary characters of its values")
    quoted = not stray and wanted.quote is not Quote.NONE
    return Header(names, delimiter, start, start + length, None, details, quoted, source.made)


def _has_stray_quotes(source: Source, skipped: int, columns: int) -> bool:
    """Tell whether tab-separated text does not quote: some quotes belong to values.

    Every line with quotes has as many tabs as the header, and some of its values hold a quote
    without being in quotes: read as quotes, they would swallow rows.
    """
    line = pl.col("line")
    even = line.str.count_matches("\t", literal=True) + 1 == columns
    with_quotes = scan_lines(source).slice(skipped).filter(line.str.contains('"', literal=True))
    found = with_quotes.select(line.str.contains(_STRAY).any().alias("stray"), even.all())
    stray, all_even = found.collect(engine="streaming").row(0)
    return bool(stray and all_even)


def _count_columns(names: tuple[str, ...], cells: "Iterable[list[str]]") -> int:
    """Return how many columns the rows have where all end in a delimiter, or only the header."""
    rows = [row for row in islice(cells, _COMPARED) if row]
    count = len(names)
    if rows and all(len(row) == count + 1 and not row[-1].strip() for row in rows):
        return count + 1
    if rows and not names[-1] and all(len(row) == count - 1 for row in rows):
        return count - 1
    return count


def _refuse_row(
    name: str, names: tuple[str, ...], rest: list[str], delimiter: str, wanted: _HeaderSettings
) -> None:
    """Raise `NoHeaderError` where a name is a time or an address as the value below it is."""
    row = next((row for row in _cut_rows(rest, delimiter, wanted.quote) if any(row)), [])
    values = [
        each
        for each, below in zip(names, row, strict=False)
        if _VALUE.fullmatch(each) and _reduce_to_form(each) == _reduce_to_form(below.strip())
    ]
    if values:
        raise NoHeaderError(name, wanted.role, values, delimiter)


def _reduce_to_form(value: str) -> str:
    """Return the same for two times of one writing, two addresses, two numbers of one length."""
    if _ADDRESS.fullmatch(value):
        return "@"
    return "9" * len(value) if value.isdigit() else re.sub("[0-9]+", "9", value)


def _find_header_line(lines: list[str], start: int, wanted: _HeaderSettings) -> int:
    """Return the first line with known names, else the first one at all."""
    marks = (wanted.delimiter,) if wanted.delimiter else _DELIMITERS
    for place in range(start, len(lines)):
        for mark in marks:
            names, _ = cut_first_row(lines[place:], mark, wanted.quote)
            if len(set(names) & set(wanted.names)) >= _TELLING:
                return place
    return start


def cut_first_row(
    lines: list[str], delimiter: str, quote: Quote | None = None
) -> tuple[tuple[str, ...], int]:
    """Return the values of the first row of some lines, and the number of lines it takes."""
    reader = _cut_rows(lines, delimiter, quote)
    cells = next(reader)
    return tuple(cell.strip() for cell in cells), reader.line_num


def _cut_rows(lines: "Iterable[str]", delimiter: str, quote: Quote | None) -> "_csv.Reader":
    rows = (f"{make_countable(line)}\n" for line in lines)
    if quote is Quote.NONE:
        return csv.reader(rows, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return csv.reader(rows, delimiter=delimiter)


def _refuse_open_quotes(name: str, lines: list[str], delimiter: str, line: int, role: str) -> None:
    """Raise `QuotesError` where quotes of the header do not match, or take rows into it."""
    rows = csv.reader(
        (f"{make_countable(text)}\n" for text in lines), delimiter=delimiter, strict=True
    )
    try:
        cells = next(rows)
    except csv.Error as error:
        unclosed = "end of data" in str(error)
        what = "a quote that is not closed" if unclosed else "text after a quote"
        raise QuotesError(name, line, f"{what} in the header", role) from None
    # A name may go on in the next line, but hardly with several values in it.
    if any(delimiter in text for cell in cells for text in cell.split("\n")[1:]):
        raise QuotesError(name, line, "a quote that is not closed in the header", role)


def _detect_delimiter(name: str, lines: list[str], wanted: _HeaderSettings) -> str:
    def measure_fitness(mark: str) -> tuple[int, int, int]:
        names, _ = cut_first_row(lines, mark, wanted.quote)
        return (
            len(set(names) & set(wanted.names)),
            len(names),
            _count_even_rows(_cut_rows(lines, mark, wanted.quote), len(names)),
        )

    ranked = sorted(_DELIMITERS, key=measure_fitness, reverse=True)
    first, second = ranked[:2]
    if measure_fitness(first) == measure_fitness(second) and measure_fitness(first)[1] > 1:
        raise DelimiterError(name, wanted.role, (first, second))
    return first


def _count_even_rows(rows: "Iterable[list[str]]", columns: int) -> int:
    """Count the first rows that have as many values as the header."""
    return sum(len(row) == columns for row in islice(rows, _COMPARED))
