"""Panels and records as lines of text, coloured where that is wanted."""

import re
from enum import StrEnum
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from cli.render.text.layout import GAP, Column, Panel, Sheet
from cli.render.text.text_width import fold, is_encodable, measure_width, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SPANS = re.compile(
    r"(?P<FALL>[▼v] .*)|(?P<RISE>[▲^] .*|new)"
    r"|(?P<FAINT>~ .*|#\d+|(?:±|\+/-)[\d,.]+(?: pp)?|too few|unbounded|–)"  # noqa: RUF001 - the dash is one
)
"""The parts of a cell that have a style, named by it: a change to its end, and what is unsure."""


class TextStyle(StrEnum):
    """What a piece of text is, as the ANSI attribute that shows it."""

    STRONG = "1"
    FAINT = "2"
    FALL = "31"
    RISE = "32"


class Pen(NamedTuple):
    """How lines may be drawn on a stream."""

    color: bool
    encoding: str

    def paint(self, text: str, style: TextStyle | None) -> str:
        """Return text in a style, as it is where there is none, no colour or nothing to see."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.color and style and text else text

    def draw_rule(self, width: int) -> str:
        """Return a line across."""
        return self.paint(
            ("─" if is_encodable("─", self.encoding) else "-") * width, TextStyle.FAINT
        )


def draw_panel(panel: Panel, totals: int, pen: Pen, height: int | None = None) -> "Iterator[str]":
    """Yield the lines of a panel: header, rule, rows, and the last `totals` rows below a rule.

    The header is repeated above these where it has left a terminal of that many lines.
    """
    rows = len(panel.columns[0].cells)
    rule = pen.draw_rule(sum(panel.widths) + GAP * (len(panel.widths) - 1))
    head = [*_draw_header(panel, pen), rule]
    yield from head
    body = [line for row in range(rows - totals) for line in _draw_row(panel, row, pen, None)]
    yield from body
    if totals:
        yield rule
        if height is not None and len(body) >= height:
            yield from head
    for row in range(rows - totals, rows):
        yield from _draw_row(panel, row, pen, TextStyle.STRONG)


def _draw_header(panel: Panel, pen: Pen) -> "Iterator[str]":
    folded = [fold(column.header, width) for column, width in _list_sizes(panel)]
    height = max(map(len, folded))
    bottom = [[""] * (height - len(lines)) + lines for lines in folded]
    yield from _draw_lines(panel, bottom, pen, TextStyle.STRONG)


def _draw_row(panel: Panel, row: int, pen: Pen, style: TextStyle | None) -> "Iterator[str]":
    cells = [
        fold(column.cells[row], width) if column.folds else column.cells[row].split("\n")
        for column, width in _list_sizes(panel)
    ]
    yield from _draw_lines(panel, cells, pen, style)


def _list_sizes(panel: Panel) -> "Iterator[tuple[Column, int]]":
    return zip(panel.columns, panel.widths, strict=True)


def _draw_lines(
    panel: Panel, cells: "Sequence[Sequence[str]]", pen: Pen, style: TextStyle | None
) -> "Iterator[str]":
    for line in zip_longest(*cells, fillvalue=""):
        if not any(line):
            continue  # room for changes in a row that has none
        pieces = (
            _draw_piece(text, column, width, pen, style)
            for text, (column, width) in zip(line, _list_sizes(panel), strict=True)
        )
        yield (" " * GAP).join(pieces).rstrip()


def _draw_piece(text: str, column: Column, width: int, pen: Pen, style: TextStyle | None) -> str:
    space = " " * (width - measure_width(text))
    shown = _color(text, column, pen, style) if pen.color else text
    return shown + space if column.folds else space + shown


def _color(text: str, column: Column, pen: Pen, style: TextStyle | None) -> str:
    if style or not column.marked:
        return pen.paint(text, style)
    return _SPANS.sub(lambda span: pen.paint(span[0], TextStyle[span.lastgroup or ""]), text)


def list_record_columns(sheet: Sheet) -> tuple[Column, ...]:
    """Return the columns beside the keys that a block of lines has: all but bars."""
    columns = sheet.arrangements[-1 if sheet.compared else 0].columns
    return tuple(column for column in columns if column.header)


def draw_records(sheet: Sheet, width: int, pen: Pen) -> "Iterator[str]":
    """Yield a block of lines for each row, for widths at which not even two columns fit.

    Only here may a line be wider than asked for: a number that is wider itself is not cut.
    """
    name, *keys = sheet.keys
    for row, cell in enumerate(name.cells):
        yield from (pen.paint(line, TextStyle.STRONG) for line in fold(cell, width))
        for column in (*(key for key in keys if key.cells[row]), *list_record_columns(sheet)):
            yield from _draw_entry(column, row, width)


def _draw_entry(column: Column, row: int, width: int) -> "Iterator[str]":
    lines = [squeeze(line) for line in column.cells[row].split("\n")]
    value = " ".join(line for line in lines if line)
    if measure_width(f"  {column.header}: {value}") <= width:
        yield f"  {column.header}: {value}".rstrip()
    else:
        yield from (f"  {line}" for line in fold(f"{column.header}:", width - 2))
        if column.folds:
            lines = fold(value, width - 2)
        elif measure_width(value) <= width - 2:
            lines = [value]
        yield from (f"  {line}" for line in lines if line)
