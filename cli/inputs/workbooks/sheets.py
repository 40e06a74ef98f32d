"""The sheets of a workbook, each as a text of its own."""

import csv
import io
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.inputs.files.compression import choose_limit, is_gzipped, read_bounded, read_chunks
from cli.inputs.files.errors import UnreadableError
from cli.inputs.files.find import WORKBOOK_MAGIC, Container, Source
from cli.inputs.files.own_text import OWN_DELIMITER
from cli.inputs.workbooks.archive import examine_workbook
from cli.inputs.workbooks.cells import Cell, ColumnKind, write_cell
from cli.inputs.workbooks.errors import EmptyWorkbookError, UnknownSheetError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from python_calamine import CalamineSheet, CalamineWorkbook

    from cli.inputs.workbooks.archive import Sheet
    from cli.settings.sections.exports.files import Files

_HEADERS: Final = 50
"""Rows among which a header is looked for."""


def unwrap_workbook(source: Source, role: str, max_size: int | None) -> Source:
    """Return a workbook that is compressed once more as it is in itself, any other source as is."""
    if source.container is not Container.COMPRESSED or not is_gzipped(source):
        return source
    if not next(read_chunks(source), b"").startswith(WORKBOOK_MAGIC):
        return source
    content = b"".join(read_bounded(source, role, choose_limit(source, max_size)))
    return Source(source.name, content, Container.WORKBOOK)


def read_sheets(source: Source, section: "Files", role: str) -> list[Source]:
    """Return the sheet that the settings name, else all that are shown and hold something.

    Each is a text in which a row is a line, named FILE:SHEET. Raises `UnknownSheetError`,
    `EmptyWorkbookError`, and what `examine_workbook` raises.
    """
    sheets = examine_workbook(source, role, section.max_size)
    named = [each for each in sheets if section.sheet in (None, each.name)]
    if not named and section.sheet is not None:
        names = [each.name for each in sheets]
        raise UnknownSheetError(source.name, role, section.sheet, names)
    with _open_workbook(source) as workbook:
        read = [
            _make_text(source.name, each, workbook.get_sheet_by_name(each.name))
            for each in named
            if each.visible or section.sheet is not None
        ]
    filled = [text for text in read if text.data]
    if not filled:
        hidden = [each.name for each in sheets if not each.visible]
        raise EmptyWorkbookError(source.name, hidden, role)
    return filled


@contextmanager
def _open_workbook(source: Source) -> "Iterator[CalamineWorkbook]":
    # Here, because most runs read no workbook.
    from python_calamine import CalamineError, load_workbook  # noqa: PLC0415

    content = source.data if isinstance(source.data, Path) else io.BytesIO(source.data)
    try:
        with load_workbook(content) as workbook:
            yield workbook
    except CalamineError as error:
        raise UnreadableError(source.name, f"the workbook is damaged: {error}") from None
    except BaseException as error:
        # Its reader is written in Rust, whose panics are no exceptions of Python.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableError(
            source.name, "the workbook is damaged; save it again as .xlsx or CSV"
        ) from None


def _make_text(name: str, sheet: "Sheet", cells: "CalamineSheet") -> Source:
    """Return a sheet as text, without a byte where it is empty."""
    text = io.StringIO()
    kinds: Mapping[int, ColumnKind] = {}
    if cells.start is not None:
        rows = _Rows(cells, sheet.errors)
        kinds = rows.examine_columns()
        _write_rows(text, rows, kinds)
    columns = [kinds[place] for place in sorted(kinds) if kinds[place].filled]
    typed = [(place, kind) for place, kind in enumerate(columns) if not kind.digits]
    return Source(
        f"{name}:{sheet.name}",
        text.getvalue().encode("utf-8", "replace"),
        Container.TEXT,
        origin="a sheet",
        numbers=frozenset(place for place, kind in typed if kind.numbers),
        times=frozenset(place for place, kind in typed if kind.times),
    )


class _Rows:
    """The rows of a sheet from its first one on, with errors and merged headers in their cells."""

    def __init__(self, cells: "CalamineSheet", errors: "Mapping[tuple[int, int], str]") -> None:
        self._cells = cells
        self._left = (cells.start or (0, 0))[1]
        self._others: dict[int, dict[int, str]] = defaultdict(dict)
        for (row, column), shown in errors.items():
            self._others[row][column - self._left] = shown
        for row, column, shown in self._find_merged_headers():
            self._others[row][column] = shown

    def __iter__(self) -> "Iterator[list[Cell]]":
        for number, row in enumerate(self._cells.iter_rows()):
            for column, shown in self._others.get(number, {}).items():
                if column < len(row):
                    row[column] = shown
            yield row

    def examine_columns(self) -> "Mapping[int, ColumnKind]":
        """Return what the cells of each column are."""
        kinds: dict[int, ColumnKind] = defaultdict(ColumnKind)
        for row in self:
            for place, cell in enumerate(row):
                if cell != "":
                    kinds[place].add(cell)
        return kinds

    def _find_merged_headers(self) -> "Iterator[tuple[int, int, str]]":
        """Yield texts for the lower cells of those that are merged over several rows of a header.

        Rows of data are no header, and a text with digits may be an amount: it stays where it is.
        """
        above: list[list[Cell]] = []
        for row in self._cells.iter_rows():
            if len(above) == _HEADERS or not all(isinstance(cell, str) for cell in row):
                break
            above.append(row)
        for (top, left), (bottom, _) in self._cells.merged_cell_ranges or ():
            if top >= len(above) or not 0 <= left - self._left < len(above[top]):
                continue
            shown = str(above[top][left - self._left])
            if shown and not any(map(str.isdigit, shown)):
                for lower in range(top + 1, min(bottom + 1, len(above))):
                    yield lower, left - self._left, shown


def _write_rows(
    text: io.StringIO, rows: "Iterable[Sequence[Cell]]", kinds: "Mapping[int, ColumnKind]"
) -> None:
    """Write a line a row, without columns and last rows that hold nothing."""
    writer = csv.writer(text, delimiter=OWN_DELIMITER, lineterminator="\n")
    places = sorted(place for place in kinds if kinds[place].filled)
    blank = 0
    for row in rows:
        line = [write_cell(row[place], kinds[place]) for place in places]
        if not any(line):
            blank += 1
            continue
        text.write("\n" * blank)
        blank = 0
        # A line of one value in front is a title or a notice, as in a CSV file.
        alone = len(line) > 2 and line[0] and not any(line[1:])
        writer.writerow(line[:1] if alone else line)
