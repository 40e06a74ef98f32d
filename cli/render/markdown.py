"""A report as Markdown tables: what the terminal shows, for a wiki or an issue."""

import re
from typing import TYPE_CHECKING

from cli.render.number_text import localise_sentence
from cli.render.text.markers import make_legend
from cli.render.text.sections import make_sections
from cli.render.text.text_width import make_visible, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cli.render.output_formats import RenderOptions
    from cli.render.text.layout import Column, Sheet
    from cli.report import NumberStyle, Report, Table

_MARKUP = re.compile(r"[\\`*\[\]<>|~$&#]|(?<!\w)_|_(?!\w)")
"""What Markdown would interpret in a line; an underscore within a word is safe."""


def render(report: "Report", look: "RenderOptions") -> bytes:
    """Return the report's tables in GitHub's Markdown, UTF-8; data are escaped, not interpreted."""
    blocks = [block for table in report.tables for block in _render_blocks(table, look.numbers)]
    return ("\n\n".join(blocks) + "\n").encode()


def _render_blocks(table: "Table", numbers: "NumberStyle") -> "Iterator[str]":
    yield f"### {_escape(make_visible(table.title))}"
    shown = make_sections(table, "utf-8", numbers)
    for section in shown:
        if section.heading:
            yield _escape(section.heading)
        yield "\n".join(_render_lines(section.sheet))
    columns = (column for each in shown for column in each.sheet.arrangements[0].columns)
    legend = (localise_sentence(line, numbers) for line in make_legend(table, columns, "utf-8"))
    below = (*legend, *table.caption)
    if below:
        yield "  \n".join(_escape(make_visible(line)) for line in below)


def _render_lines(sheet: "Sheet") -> "Iterator[str]":
    columns = (*sheet.keys, *sheet.arrangements[0].columns)
    yield _join_cells([_escape(column.header) for column in columns])
    yield _join_cells([":---" if column.folds else "---:" for column in columns])
    rows = len(columns[0].cells)
    for row in range(rows):
        cells = [_render_cell(column, row) for column in columns]
        total = row >= rows - sheet.totals
        yield _join_cells([f"**{cell}**" if total and cell else cell for cell in cells])


def _render_cell(column: "Column", row: int) -> str:
    cell = column.cells[row]
    return _escape(cell.strip()) if column.folds else squeeze(cell)


def _join_cells(cells: "Sequence[str]") -> str:
    return f"| {' | '.join(cells)} |"


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)
