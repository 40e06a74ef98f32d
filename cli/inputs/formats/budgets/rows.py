"""The rows of a budget, value by value."""

import csv
from functools import partial
from io import TextIOWrapper
from itertools import islice
from typing import TYPE_CHECKING, Final

from cli.inputs.files.compression import open_stream
from cli.inputs.formats.errors import UnevenRowError
from cli.inputs.tables.errors import QuotesError
from cli.settings.sections.exports.files import Quote, Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from cli.inputs.files.find import Source
    from cli.inputs.formats.header_candidates import HeaderCandidate
    from cli.settings.sections.exports.files import Files

_SEVERAL: Final = 2
_SAMPLE: Final = 50
"""Rows whose values tell what a column is."""


def is_total(cells: "Sequence[str]", words: "Collection[str]") -> bool:
    """Tell whether the first value of a row is a word for sums."""
    return next((cell.strip().lower() for cell in cells if cell.strip()), "") in words


def cut_first_rows(
    source: "Source", section: "Files", head: "HeaderCandidate", words: "Collection[str]"
) -> "Iterator[list[str]]":
    """Yield the first rows that are no sums, told by `words`; raises what `cut_rows` raises."""
    rows = islice(cut_rows(source, section, head), _SAMPLE)
    return (row for _, row in rows if not is_total(row, words))


def cut_rows(
    source: "Source", section: "Files", head: "HeaderCandidate"
) -> "Iterator[tuple[int, list[str]]]":
    """Yield the rows below the header that have several values, each with its line.

    A line of one value is a note, or a title within the table. Raises `UnevenRowError`, and
    `QuotesError` where a quote is not closed.
    """
    columns = len(head.names)
    with TextIOWrapper(open_stream(source), "utf-8-sig", newline="") as lines:
        for _ in range(head.skipped):
            lines.readline()
        for line, row in islice(_cut_records(source, section, head, lines), 1, None):
            filled = max((at for at, cell in enumerate(row, 1) if cell.strip()), default=0)
            if sum(map(bool, row)) < _SEVERAL:
                continue
            if filled > columns or len(row) < columns:
                found = max(filled, len(row))
                raise UnevenRowError(source.name, source.find_line(line), found, columns)
            yield line, row


def _cut_records(
    source: "Source", section: "Files", head: "HeaderCandidate", lines: "Iterable[str]"
) -> "Iterator[tuple[int, list[str]]]":
    """Yield the header and the rows below it, each with its last line; raises `QuotesError`."""
    cut = partial(csv.reader, delimiter=head.delimiter)
    if section.quote is Quote.NONE:
        cut = partial(cut, quoting=csv.QUOTE_NONE)
    record: list[str] = []
    rows = cut(_keep_lines(lines, record))
    while True:
        first = head.skipped + rows.line_num + 1
        record.clear()
        try:
            row = next(rows, None)
            # One more quote is a row of its own, or closes the one that the file leaves open.
            is_open = row is not None and len(list(cut([*record, '"']))) == 1
        except csv.Error:  # a value that goes on and on
            row, is_open = None, True
        if is_open:
            what = "a quote that is not closed"
            raise QuotesError(source.name, source.find_line(first), what, Role.COSTS.value)
        if row is None:
            return
        yield head.skipped + rows.line_num, row


def _keep_lines(lines: "Iterable[str]", kept: list[str]) -> "Iterator[str]":
    for line in lines:
        kept.append(line)
        yield line
