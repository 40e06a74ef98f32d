"""A report as Markdown tables: what the terminal shows, for a wiki or an issue."""

import re
from typing import TYPE_CHECKING

from cli.render.cells import visible
from cli.render.sheets import sections
from cli.render.signs import legend

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cli.render import Look
    from cli.render.layout import Column, Sheet
    from cli.report import Report, Table

_MARKUP = re.compile(r"[\\`*\[\]<>|~$&#]|(?<!\w)_|_(?!\w)")
"""What Markdown would interpret in a line; an underscore within a word is safe."""


def render(report: "Report", _look: "Look") -> bytes:
    """Return the report's tables in GitHub's Markdown, UTF-8; data are escaped, not interpreted."""
    blocks = [block for table in report.tables for block in _blocks(table)]
    return ("\n\n".join(blocks) + "\n").encode()


def _blocks(table: "Table") -> "Iterator[str]":
    yield f"### {_escaped(visible(table.title))}"
    shown = sections(table, "utf-8")
    for section in shown:
        if section.heading:
            yield _escaped(section.heading)
        yield "\n".join(_lines(section.sheet))
    below = (*legend(table, [each.sheet for each in shown], "utf-8"), *table.caption)
    if below:
        yield "  \n".join(_escaped(visible(line)) for line in below)


def _lines(sheet: "Sheet") -> "Iterator[str]":
    columns = (*sheet.keys, *sheet.arrangements[0].columns)
    yield _joined([_escaped(column.header) for column in columns])
    yield _joined([":---" if column.folds else "---:" for column in columns])
    rows = len(columns[0].cells)
    for row in range(rows):
        cells = [_cell(column, row) for column in columns]
        total = row >= rows - sheet.totals
        yield _joined([f"**{cell}**" if total and cell else cell for cell in cells])


def _cell(column: "Column", row: int) -> str:
    cell = column.cells[row]
    return _escaped(cell.strip()) if column.folds else " ".join(cell.split())


def _joined(cells: "Sequence[str]") -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)
