"""A report for the terminal: measured first, laid out to the width, nothing cut."""

from typing import TYPE_CHECKING

from cli.render.text.layout import make_panels
from cli.render.text.lines import Pen, TextStyle, draw_panel, draw_records
from cli.render.text.markers import make_legend
from cli.render.text.sections import make_sections
from cli.render.text.text_width import fold, make_visible, replace_signs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.render.output_formats import RenderOptions
    from cli.render.text.layout import Sheet
    from cli.report import Report, Table

_NARROWEST = 12
"""Below this width lines are drawn as if they had it."""


def render(report: "Report", look: "RenderOptions") -> bytes:
    """Return the report's tables, one under the other, in the encoding of the look.

    Tables too wide for the look's width are laid out otherwise: headers fold, then names, then
    columns go into several panels, each with the names beside them. Numbers are always whole.
    """
    pen = Pen(look.color, look.encoding)
    width = max(look.width, _NARROWEST)
    lines = [line for text in report.head for line in _fold_words(text, width, pen)]
    for table in report.tables:
        lines += [""] if lines else []
        lines += _render_table(table, width, pen)
    return "".join(f"{line}\n" for line in lines).encode(look.encoding)


def _render_table(table: "Table", width: int, pen: Pen) -> "Iterator[str]":
    yield from (pen.paint(line, TextStyle.STRONG) for line in _fold_words(table.title, width, pen))
    shown = make_sections(table, pen.encoding)
    for section in shown:
        yield ""
        if section.heading:
            yield from fold(section.heading, width)
        yield from _render_sheet(section.sheet, width, pen)
    below = (*make_legend(table, [each.sheet for each in shown], pen.encoding), *table.caption)
    if below:
        yield ""
    for line in below:
        yield from _fold_words(line, width, pen)


def _fold_words(text: str, width: int, pen: Pen) -> list[str]:
    return fold(make_visible(replace_signs(text, pen.encoding), pen.encoding), width)


def _render_sheet(sheet: "Sheet", width: int, pen: Pen) -> "Iterator[str]":
    found = make_panels(sheet, width)
    if found is None:
        yield from draw_records(sheet, width, pen)
    for number, panel in enumerate(found or []):
        if number:
            yield ""
        yield from draw_panel(panel, sheet.totals, pen)
