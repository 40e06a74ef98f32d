"""A report for the terminal: measured first, laid out to the width, nothing cut."""

from typing import TYPE_CHECKING

from cli.render.cells import fold, plainer, visible
from cli.render.draw import Pen, Style, draw, records
from cli.render.layout import panels
from cli.render.sheets import sections
from cli.render.signs import legend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.render import Look
    from cli.render.layout import Sheet
    from cli.report import Report, Table

_NARROWEST = 12
"""Below this width lines are drawn as if they had it."""


def render(report: "Report", look: "Look") -> bytes:
    """Return the report's tables, one under the other, in the encoding of the look.

    Tables too wide for the look's width are laid out otherwise: headers fold, then names, then
    columns go into several panels, each with the names beside them. Numbers are always whole.
    """
    pen = Pen(look.color, look.encoding)
    width = max(look.width, _NARROWEST)
    lines = [line for text in report.head for line in _words(text, width, pen)]
    for table in report.tables:
        lines += [""] if lines else []
        lines += _table(table, width, pen)
    return "".join(f"{line}\n" for line in lines).encode(look.encoding)


def _table(table: "Table", width: int, pen: Pen) -> "Iterator[str]":
    yield from (pen.paint(line, Style.STRONG) for line in _words(table.title, width, pen))
    shown = sections(table, pen.encoding)
    for section in shown:
        yield ""
        if section.heading:
            yield from fold(section.heading, width)
        yield from _sheet(section.sheet, width, pen)
    below = (*legend(table, [each.sheet for each in shown], pen.encoding), *table.caption)
    if below:
        yield ""
    for line in below:
        yield from _words(line, width, pen)


def _words(text: str, width: int, pen: Pen) -> list[str]:
    return fold(visible(plainer(text, pen.encoding), pen.encoding), width)


def _sheet(sheet: "Sheet", width: int, pen: Pen) -> "Iterator[str]":
    found = panels(sheet, width)
    if found is None:
        yield from records(sheet, width, pen)
    for number, panel in enumerate(found or []):
        if number:
            yield ""
        yield from draw(panel, sheet.totals, pen)
