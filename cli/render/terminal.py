"""A report for the terminal: measured first, laid out to the size, nothing cut."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cli.render.number_text import localise_sentence
from cli.render.overview import draw_overview
from cli.render.text.layout import make_panels, omit_folded
from cli.render.text.lines import Pen, TextStyle, draw_panel, draw_records, list_record_columns
from cli.render.text.markers import make_legend
from cli.render.text.sections import make_sections
from cli.render.text.text_width import fold, make_visible, replace_signs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cli.render.output_formats import RenderOptions
    from cli.render.text.layout import Column, Omission, Sheet
    from cli.report import Report, Table

_NARROWEST = 12
"""Below this width lines are drawn as if they had it."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A sheet as lines, with the columns that it shows."""

    lines: "list[str]"
    columns: "tuple[Column, ...]"
    split: bool
    """Whether it is too wide for one panel."""
    left_out: "Sequence[Omission]" = ()


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
        lines += _render_table(table, look._replace(width=width), pen)
    return "".join(f"{line}\n" for line in lines).encode(look.encoding)


def _render_table(table: "Table", look: "RenderOptions", pen: Pen) -> list[str]:
    """Return a table whole, or an overview of it where a terminal has no room for the whole."""
    width, height = look.width, look.height
    shown = [
        (each.heading, _render_sheet(each.sheet, width, height, pen))
        for each in make_sections(table, pen.encoding, look.numbers)
    ]
    whole = list(_render_whole(table, shown, look, pen))
    if height is None or table.overview is None:
        return whole
    if len(whole) < height and not any(drawn.split for _, drawn in shown):
        return whole
    return draw_overview(table, table.overview, look, height, pen) or whole


def _render_whole(
    table: "Table", shown: "list[tuple[str, _Drawn]]", look: "RenderOptions", pen: Pen
) -> "Iterator[str]":
    width = look.width
    yield from (pen.paint(line, TextStyle.STRONG) for line in _fold_words(table.title, width, pen))
    for heading, drawn in shown:
        yield ""
        if heading:
            yield from fold(heading, width)
        yield from drawn.lines
    columns = (column for _, drawn in shown for column in drawn.columns)
    legend = make_legend(table, columns, pen.encoding)
    signs = (localise_sentence(line, look.numbers, pen.encoding) for line in legend)
    missing = (_tell_omission(each) for _, drawn in shown for each in drawn.left_out)
    below = (*signs, *missing, *table.caption)
    if below:
        yield ""
    for line in below:
        yield from _fold_words(line, width, pen)


def _tell_omission(omission: "Omission") -> str:
    return (
        f"{omission.header}: on a terminal of {omission.width} columns and more, or with"
        " --format csv"
    )


def _fold_words(text: str, width: int, pen: Pen) -> list[str]:
    return fold(make_visible(replace_signs(text, pen.encoding), pen.encoding), width)


def _render_sheet(sheet: "Sheet", width: int, height: int | None, pen: Pen) -> _Drawn:
    fitting, left_out = omit_folded(sheet, width)
    found = make_panels(fitting, width)
    if found is None:
        drawn = list(draw_records(sheet, width, pen))
        return _Drawn(drawn, list_record_columns(sheet), split=True)
    lines: list[str] = []
    for panel in found:
        lines += [""] if lines else []
        lines += draw_panel(panel, sheet.totals, pen, height)
    columns = tuple(column for panel in found for column in panel.columns[len(sheet.keys) :])
    return _Drawn(lines, columns, split=len(found) > 1, left_out=left_out)
