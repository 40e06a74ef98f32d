"""Rows with too few or too many values, and the physical line that each row begins in."""

import csv
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.errors import QuotesError
from cli.inputs.text import countable, lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cli.inputs.table import Pieces, Table

_QUOTED: Final = r'"[^"]*"'


@dataclass(frozen=True, slots=True)
class Shape:
    """How the rows of a text file lie in it; rows are numbered from 0 after the header."""

    header_lines: int
    ragged: "Mapping[int, int]"
    """Number of values of the rows that have too few or too many; blank lines are no such rows."""
    tall: tuple[int, ...] = ()
    """Rows that go on over a line break, once for each further line, ascending."""
    pieces: "Pieces | None" = None
    """How rows are numbered where a file is read in pieces elsewhere; None: from 0 on."""

    def line(self, row: int) -> int:
        """Return the physical line, from 1, in which a row begins."""
        row = row if self.pieces is None else self.pieces.row(row)
        return row + 1 + self.header_lines + bisect_right(self.tall, row - 1)


def shape(table: "Table") -> Shape:
    """Examine a file; for Parquet rows are counted from 1 and always have every value.

    Raises `EncodingError` and `QuotesError` with the line.
    """
    if table.pieces is not None:
        return Shape(table.header.lines, {}, table.pieces.tall, table.pieces)
    if table.parquet:
        return Shape(table.above, {})
    quotes = pl.col("line").str.count_matches('"', literal=True)
    odd = lines(table.source).slice(table.header.lines).select((quotes % 2 == 1).any())
    if odd.collect(engine="streaming").item():
        return _by_reader(table)
    return _by_line(table)


def _by_line(table: "Table") -> Shape:
    """Count values line by line: no value goes on over a line break."""
    delimiter, columns = table.header.delimiter, len(table.header.names)
    line = pl.col("line")
    plain = line.str.count_matches(delimiter, literal=True) + 1
    unquoted = line.str.replace_all(_QUOTED, "").str.count_matches(delimiter, literal=True) + 1
    values = pl.when(line.str.contains('"', literal=True)).then(unquoted).otherwise(plain)
    suspects = (
        lines(table.source)
        .slice(table.header.lines)
        .with_row_index("row")
        .filter(values != columns)
        .collect(engine="streaming")
    )
    ragged = {}
    for row, text in suspects.iter_rows():
        found = len(next(csv.reader([countable(text)], delimiter=delimiter)))
        if found != columns:
            ragged[row] = found
    return Shape(table.header.lines + table.above, ragged)


def _by_reader(table: "Table") -> Shape:
    """Read the file value by value: slow, but it knows quotes from mere inch marks."""
    columns = len(table.header.names)
    ragged, tall = {}, []
    reader = csv.reader(_texts(table), delimiter=table.header.delimiter, strict=True)
    row, before = 0, 0
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
        raise QuotesError(table.source.name, place, what) from None
    return Shape(table.header.lines + table.above, ragged, tuple(tall))


def place(table: "Table", row: int) -> str:
    """Return FILE:LINE of a row, or FILE where the line is not known."""
    if table.excerpt is not None:
        return table.source.name
    return f"{table.source.name}:{shape(table).line(row)}"


def _texts(table: "Table") -> "Iterator[str]":
    body = lines(table.source).slice(table.header.lines)
    for batch in body.collect_batches(maintain_order=True):
        for line in batch.to_series():
            yield f"{countable(line or '')}\n"


def refuse_bad_quotes(table: "Table") -> None:
    """Raise `QuotesError` with the line where the quotes of a file do not match."""
    _by_reader(table)
    quotes: list[int] = []

    def counted() -> "Iterator[str]":
        for line in _texts(table):
            quotes.append(line.count('"'))
            yield line

    before, place = 0, table.header.lines + table.above
    reader = csv.reader(counted(), delimiter=table.header.delimiter)
    for _ in reader:
        if sum(quotes[before : reader.line_num]) % 2:
            place += before + 1
            break
        before = reader.line_num
    raise QuotesError(table.source.name, place, "a quote in a value that does not begin with one")
