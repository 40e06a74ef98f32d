"""The first sheet: what the others hold, and the run's facts."""

from typing import TYPE_CHECKING, Any, Final

from cli.money import format_money
from cli.render.xlsx.sheet import write_cells
from cli.settings.secrets import hide_credentials

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cli.render.xlsx.cells import Cell, Styles
    from cli.render.xlsx.sheets import SheetContent
    from cli.report import Report

NAME: Final = "Read me"
_WIDTH: Final = 100
"""Characters of a line."""
_LINE: Final = 15
"""Height of a line in points."""


def write_read_me(
    book: Any,  # noqa: ANN401 - xlsxwriter has no types
    report: "Report",
    sheets: "Sequence[SheetContent]",
    styles: "Styles",
) -> None:
    """Add the sheet that says what is in the workbook and where it comes from."""
    target = book.add_worksheet(NAME)
    target.set_column(0, 0, 22)
    target.set_column(1, 1, _WIDTH)
    target.set_landscape()
    target.fit_to_pages(1, 0)
    for row, (name, text, heading) in enumerate(_list_lines(report, sheets)):
        look = styles.heading if heading else styles.wrapped
        # Spreadsheets that open it do not all make a row as high as its text.
        target.set_row(row, None if heading else _LINE * max(1, -(-len(text) // _WIDTH)))
        cells: list[tuple[Cell, Any]] = [(name, look)]
        write_cells(target, row, [*cells, (text or None, styles.wrapped)])


def _list_lines(
    report: "Report", sheets: "Sequence[SheetContent]"
) -> "Iterator[tuple[str, str, bool]]":
    """Yield name, text, and whether a heading, of each line."""
    yield f"merito {report.name}", "", True
    if report.summary:
        yield "in short", report.summary, False
    yield "as of", report.as_of or "", False
    yield "currency", report.currency or "", False
    yield "version", report.version, False
    yield "Sheets", "", True
    for sheet in sheets:
        yield sheet.name, sheet.title, False
        for line in sheet.caption:
            yield "", line, False
    yield from _list_facts(report)


def _list_facts(report: "Report") -> "Iterator[tuple[str, str, bool]]":
    yield "Files", "", True
    for file in report.files:
        total = "" if file.total is None else f", total {format_money(file.total)}"
        text = f"{hide_credentials(file.path)}: {file.format}, {file.rows:,} rows{total}"
        yield file.role, text, False
    yield "Ledger", "", True
    for line in report.ledger:
        amount = "" if line.amount is None else f", {format_money(line.amount)}"
        yield line.role, f"{line.line}: {line.rows:,}{amount}", False
    if report.notes:
        yield "Notes", "", True
    for note in report.notes:
        yield "", hide_credentials(note), False
