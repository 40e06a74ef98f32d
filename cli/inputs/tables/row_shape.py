"""Where the rows of a table lie in its text, and whether each has as many values as the header."""

import csv
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import polars as pl

from cli.inputs.files.compression import CHUNK, open_stream
from cli.inputs.files.find import Container
from cli.inputs.files.lines import make_countable, make_lines_countable, scan_lines
from cli.inputs.tables.errors import QuotesError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cli.inputs.tables.table import Pieces, Table


_QUOTED: Final = r'"[^"]*"'


class RowShape(NamedTuple):
    """How the rows of a text file lie in it; rows are numbered from 0 after the header."""

    header_lines: int
    ragged: "Mapping[int, int]"
    """Number of values of the rows that have too few or too many; blank lines are no such rows."""
    rows: int | None = None
    """Number of rows, blank lines with them; None where rows lie elsewhere, and for Parquet."""
    tall: tuple[int, ...] = ()
    """Rows that go on over a line break, once for each further line, ascending."""
    pieces: "Pieces | None" = None
    """How rows are numbered where a file is read in pieces elsewhere; None: from 0 on."""

    def find_line(self, row: int) -> int:
        """Return the physical line, from 1, in which a row begins."""
        row = row if self.pieces is None else self.pieces.find_row(row)
        return row + 1 + self.header_lines + bisect_right(self.tall, row - 1)


def examine_rows(table: "Table") -> RowShape:
    """Examine a file; for Parquet rows are counted from 1 and always have every value.

    Raises `EncodingError` and `QuotesError` with the line.
    """
    if table.pieces is not None:
        return RowShape(table.header.lines, {}, tall=table.pieces.tall, pieces=table.pieces)
    if table.parquet:
        return RowShape(table.above, {})
    quotes = pl.col("line").str.count_matches('"', literal=True)
    body = scan_lines(table.source).slice(table.header.lines)
    odd, rows = (
        body.select((quotes % 2 == 1).any().alias("odd"), pl.len().alias("rows"))
        .collect(engine="streaming")
        .row(0)
    )
    return (
        _examine_by_reader(table) if odd and table.header.quoted else _examine_by_line(table, rows)
    )


def _examine_by_line(table: "Table", rows: int) -> RowShape:
    """Count values line by line: no value goes on over a line break."""
    delimiter, columns = table.header.delimiter, len(table.header.names)
    line = pl.col("line")
    plain = line.str.count_matches(delimiter, literal=True) + 1
    unquoted = line.str.replace_all(_QUOTED, "").str.count_matches(delimiter, literal=True) + 1
    values = pl.when(line.str.contains('"', literal=True)).then(unquoted).otherwise(plain)
    quoted = table.header.quoted
    values = values if quoted else plain
    suspects = (
        scan_lines(table.source)
        .slice(table.header.lines)
        .with_row_index("row")
        .filter(values != columns)
        .collect(engine="streaming")
    )
    ragged = {}
    for row, text in suspects.iter_rows():
        one = [make_countable(text)]
        plainly = csv.reader(one, delimiter=delimiter, quoting=csv.QUOTE_NONE)
        found = len(next(csv.reader(one, delimiter=delimiter) if quoted else plainly))
        if found != columns:
            ragged[row] = found
    return RowShape(table.header.lines + table.above, ragged, rows)


def _examine_by_reader(table: "Table") -> RowShape:
    """Read the file value by value: slow, but it knows quotes from mere inch marks."""
    columns = len(table.header.names)
    ragged, tall = {}, []
    reader = csv.reader(_read_lines(table), delimiter=table.header.delimiter, strict=True)
    row, before = -1, 0
    try:
        for row, values in enumerate(reader):
            if values and len(values) != columns:
                ragged[row] = len(values)
            tall += [row] * (reader.line_num - before - 1)
            before = reader.line_num
    except csv.Error as error:
        what = "a quote that is not closed" if "end of data" in str(error) else "text after a quote"
        place = before + 1 if "end of data" in str(error) else reader.line_num
        place += table.header.lines + table.above
        raise QuotesError(table.source.name, place, what, table.role) from None
    return RowShape(table.header.lines + table.above, ragged, row + 1, tuple(tall))


def locate_row(table: "Table", row: int) -> str:
    """Return FILE:LINE of a row, or FILE where the line is not known."""
    if table.excerpt is not None:
        return table.source.name
    return locate_line(table, examine_rows(table).find_line(row))


def locate_line(table: "Table", line: int) -> str:
    """Return FILE:LINE of a line of a table's text, see `Source.lines`."""
    return f"{table.source.name}:{table.source.find_line(line)}"


def _read_lines(table: "Table") -> "Iterator[str]":
    body = scan_lines(table.source).slice(table.header.lines)
    lines = body.select(make_lines_countable(pl.col("line").fill_null("")))
    for batch in lines.collect_batches(maintain_order=True):
        yield from batch.to_series().to_list()


def refuse_bad_quotes(table: "Table") -> None:
    """Raise `QuotesError` with the line where the quotes of a file do not match."""
    _examine_by_reader(table)
    quotes: list[int] = []

    def count_lines() -> "Iterator[str]":
        for line in _read_lines(table):
            quotes.append(line.count('"'))
            yield line

    before, place = 0, table.header.lines + table.above
    reader = csv.reader(count_lines(), delimiter=table.header.delimiter)
    for _ in reader:
        if sum(quotes[before : reader.line_num]) % 2:
            place += before + 1
            break
        before = reader.line_num
    what = "a quote in a value that does not begin with one"
    raise QuotesError(table.source.name, place, what, table.role)


LAST: Final = "last\0"
"""Column that tells where the last value of a row is null, where it is not read otherwise."""
_QUOTE: Final = b'"'
_FEED: Final = b"\n"


def has_all_ends(table: "Table", found: "pl.DataFrame") -> bool:
    """Tell whether no row read lacks its last value; rows that do may be short ones."""
    if table.parquet:
        return True
    place = len(table.header.names) - 1
    last = next((field.name for field in table.fields if field.position == place), None)
    return not found[LAST].any() if last is None else not found[last].null_count()


def is_even(table: "Table", height: int, *, ends: bool) -> bool:
    """Tell whether every row was read and has as many values as the header.

    `height` is the number of rows read, `ends` what `has_all_ends` said of them. Polars fills up
    short rows with nulls, and notices long ones only where all columns are read.
    """
    columns = len(table.header.names)
    if not _are_lines_rows(table, height):
        shape = examine_rows(table)
        return shape.rows in (None, height) and not shape.ragged
    if ends and len({field.position for field in table.fields} & set(range(columns))) == columns:
        return True
    if table.source.container is Container.TEXT:
        marks = _count_delimiters(table)
        if marks is not None and marks == height * (columns - 1):
            return True
    return not examine_rows(table).ragged


def _are_lines_rows(table: "Table", height: int) -> bool:
    """Tell whether every line is surely a row: where none has a quote, or as many were read.

    A quote where none belongs takes the rows up to the next one into a single value, and so do
    quotes around a line break: only their places tell these apart.
    """
    if '"' in table.source.summary.absent:
        return True
    if table.source.container is not Container.TEXT:
        return False
    return _count_quoted_lines(table) in (None, height)


def _count_quoted_lines(table: "Table") -> int | None:
    """Count the lines after the header, None where there are no quotes."""
    if not any(_QUOTE in chunk for chunk in _read_below_header(table)):
        return None
    ends, last = 0, _FEED
    for chunk in _read_below_header(table):
        ends += _count_bytes(chunk, _FEED)
        last = chunk[-1:]
    return ends + (last != _FEED)


def _count_delimiters(table: "Table") -> int | None:
    """Count the delimiters after the header, None where there are quotes."""
    mark = table.header.delimiter.encode()
    count = 0
    for chunk in _read_below_header(table):
        if '"' not in table.source.summary.absent and _QUOTE in chunk:
            return None
        count += _count_bytes(chunk, mark)
    return count


def _count_bytes(chunk: bytes, mark: bytes) -> int:
    """Count a byte that is in every line, for which looking from one to the next is slow."""
    return int(np.count_nonzero(np.frombuffer(chunk, dtype=np.uint8) == ord(mark)))


def _read_below_header(table: "Table") -> "Iterator[bytes]":
    """Yield the bytes of the rows, without mapping them: a map counts as memory in use."""
    with open_stream(table.source) as stream:
        for _ in range(table.header.lines):
            stream.readline()
        while chunk := stream.read(CHUNK):
            yield chunk


def describe_uneven(values: int, columns: int) -> str:
    """Return what is wrong with a row of too few or too many values."""
    word = "value" if values == 1 else "values"
    more = "a value that holds the delimiter needs quotes around it"
    why = more if values > columns else "the row is cut off, or lacks a delimiter"
    return f"{values} {word}, but the header has {columns} columns; {why}"
