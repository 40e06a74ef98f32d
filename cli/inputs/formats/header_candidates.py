"""The lines of a file that may be its header, cut in every way that they may be."""

import csv
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from cli.inputs.files.find import Container
from cli.inputs.files.lines import read_first_lines
from cli.inputs.tables.header import cut_first_row, read_typed_header

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cli.inputs.files.find import Source
    from cli.settings.sections.exports.files import Files, Quote

DELIMITERS: Final = (",", ";", "\t", "|")
_LINES: Final = 50
_CANDIDATES: Final = 20
"""Lines that are tried as the header."""
_LONGEST: Final = 100_000
"""Characters of a line that may be a header."""


class HeaderCandidate(NamedTuple):
    """A line that may be the header."""

    names: tuple[str, ...]
    delimiter: str
    """Empty for Parquet."""
    skipped: int
    """Physical lines before it."""


def find_candidates(source: "Source", said: "Files", role: str) -> "Iterator[HeaderCandidate]":
    """Yield the candidates, line by line, as the settings say that they are cut.

    Without `skip_rows` each of the first lines may be the header.
    """
    delimiter, skip_rows = said.delimiter, said.skip_rows
    if source.container is Container.PARQUET:
        yield HeaderCandidate(read_typed_header(source).names, "", 0)
        return
    lines = read_first_lines(source, (skip_rows or 0) + _LINES, role)
    first = skip_rows or 0
    filled = [place for place in range(first, len(lines)) if lines[place].strip()]
    for place in filled[: _CANDIDATES if skip_rows is None else 1]:
        for mark in DELIMITERS if delimiter is None else (delimiter,):
            if mark in lines[place] or mark == DELIMITERS[0] or delimiter is not None:
                yield from _make_candidate(lines[place:], mark, place, said.quote)


def choose_likeliest(seen: "Sequence[HeaderCandidate]") -> HeaderCandidate | None:
    """Return the header of an unknown file, None for a blank one.

    Most of its lines are cut into equally many values, the header and those below it, which may
    have one more where each ends in a delimiter.
    """
    sizes = Counter((head.delimiter, len(head.names)) for head in seen if len(head.names) > 1)
    if not sizes:
        return seen[0] if seen else None
    mark, most = max(sizes, key=lambda size: (sizes[size], size[1]))
    wide = [head for head in seen if head.delimiter == mark and len(head.names) >= most - 1]
    several = [head for head in wide if len(head.names) > 1]
    # A title in a spreadsheet is a line of blank cells but for one.
    return next((head for head in several if 2 * sum(map(bool, head.names)) > most), several[0])


def _make_candidate(
    lines: list[str], mark: str, place: int, quote: "Quote | None"
) -> "Iterator[HeaderCandidate]":
    if len(lines[0]) <= _LONGEST:
        try:
            yield HeaderCandidate(cut_first_row(lines, mark, quote)[0], mark, place)
        except csv.Error:
            # A quote that goes on for pages: a row of data, if anything.
            return
