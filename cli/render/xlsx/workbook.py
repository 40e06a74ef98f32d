"""A report as the bytes of a workbook, the same for the same report."""

from datetime import UTC, datetime
from io import BytesIO
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING, Final

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from cli.render.recognised_reports import WORKBOOK_MARK
from cli.render.xlsx.cells import make_styles
from cli.render.xlsx.errors import NoTemporaryRoomError
from cli.render.xlsx.read_me import write_read_me
from cli.render.xlsx.sheet import write_sheet
from cli.render.xlsx.sheets import list_sheets

if TYPE_CHECKING:
    from cli.render.output_formats import RenderOptions
    from cli.report import Report

_TYPES: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def render(report: "Report", _look: "RenderOptions") -> bytes:
    """Return the report as a workbook: what it holds, then a sheet a table.

    Rows wait in a temporary folder, so that memory does not grow with them. Nothing in it comes
    from the clock. Raises SheetTooLargeError, LongTextError and NoTemporaryRoomError.
    """
    content = BytesIO()
    try:
        with TemporaryDirectory(prefix="merito-") as folder:
            _write_book(report, content, folder)
    except FileCreateError as error:
        raise NoTemporaryRoomError(gettempdir(), error.args[0]) from error
    except OSError as error:
        raise NoTemporaryRoomError(gettempdir(), error) from error
    return content.getvalue()


def _write_book(report: "Report", content: BytesIO, folder: str) -> None:
    sheets = list(list_sheets(report))
    with Workbook(content, {"constant_memory": True, "tmpdir": folder, **_TYPES}) as book:
        book.set_properties(
            {
                "title": f"merito {report.name}",
                "author": WORKBOOK_MARK,
                "created": datetime.fromisoformat(report.as_of or "2000-01-01").replace(tzinfo=UTC),
            }
        )
        styles = make_styles(book)
        write_read_me(book, report, sheets, styles)
        for sheet in sheets:
            write_sheet(book, sheet, styles)
