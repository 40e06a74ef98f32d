"""The first rows of a file as texts, whatever its header says."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.files.panics import refuse_panics
from cli.inputs.formats.header_candidates import choose_likeliest, find_candidates
from cli.inputs.formats.totals_marks import choose_total_words
from cli.inputs.tables.header import read_header
from cli.inputs.tables.table import Table
from cli.settings.sections.exports.files import Files

if TYPE_CHECKING:
    from cli.inputs.files.find import Source
    from cli.inputs.tables.header import Header

_ROWS: Final = 10_000
_NARROW: Final = 2
"""Columns of a table whose rows may have a single value."""


@dataclass(frozen=True, slots=True)
class FileSample:
    """A file as text and what stands in its first rows."""

    source: "Source"
    """As UTF-8."""
    header: "Header"
    rows: pl.DataFrame
    """One row a row of the file, the first ten thousand without totals: String, the columns named
    by their place in the header from 0; null: blank."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the header."""
        return self.header.names

    def get_texts(self, name: str) -> pl.Series:
        """Return the values of a column of the header."""
        return self.rows[str(self.names.index(name))]


def read_file_sample(source: "Source", role: str) -> FileSample:
    """Return the first rows of a file; see `choose_likeliest` for its header.

    Raises errors of exit status 2 where the file is empty or its header cannot be cut.
    """
    with refuse_panics(source.name):
        head = choose_likeliest(list(find_candidates(source, Files(), role)))
        mark, skipped = (head.delimiter, head.skipped) if head else ("", 0)
        header = read_header(source, role, Files(delimiter=mark or None, skip_rows=skipped), ())
        rows = Table(source, header, (), role).scan_texts(truncate=True).head(_ROWS).collect()
    texts = rows.select(pl.all().cast(pl.String).str.strip_chars().replace("", None))
    filled = pl.sum_horizontal(pl.all().is_not_null().cast(pl.UInt32))
    # A notice below the table stands in its first column alone.
    least = 2 if texts.width > _NARROW else 1
    total = pl.coalesce(pl.all()).str.to_lowercase().is_in(choose_total_words(None))
    whole = (filled >= least) & ~total.fill_null(value=False)
    return FileSample(source, header, texts.filter(whole))
