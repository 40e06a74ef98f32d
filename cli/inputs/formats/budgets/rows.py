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
    from collections.abc import Collection, Iterator, Sequence

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
    cut = partial(csv.reader, delimiter=head.delimiter)
    if section.quote is Quote.NONE:
        cut = partial(cut, quoting=csv.QUOTE_NONE)
    with TextIOWrapper(open_stream(source), "utf-8-sig", newline="") as lines:
        for _ in range(head.skipped):
            lines.readline()
        rows = cut(lines)
        try:
            for row in islice(rows, 1, None):
                filled = max((at for at, cell in enumerate(row, 1) if cell.strip()), default=0)
                if sum(map(bool, row)) < _SEVERAL:
                    continue
                line = head.skipped + rows.line_num
                if filled > columns or len(row) < columns:
                    found = max(filled, len(row))
                    raise UnevenRowError(source.name, source.find_line(line), found, columns)
                yield line, row
        except csv.Error:  # a value that goes on and on
            line = source.find_line(head.skipped + rows.line_num)
            what = "a quote that is not closed"
            raise QuotesError(source.name, line, what, Role.COSTS.value) from None
