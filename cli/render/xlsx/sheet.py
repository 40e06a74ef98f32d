"""One sheet: header, rows, totals, colours, and what is below them."""

from itertools import islice
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from xlsxwriter.utility import xl_range_abs

from cli.render.xlsx.cells import iterate_rows
from cli.render.xlsx.charts import make_chart
from cli.render.xlsx.errors import SheetTooLargeError
from cli.render.xlsx.totals import find_total_formula
from cli.report import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cli.render.xlsx.cells import Cell, Styles
    from cli.render.xlsx.sheets import SheetContent

_MOST_ROWS: Final = 1_048_576
_MOST_COLUMNS: Final = 16_384
_NARROWEST: Final = 9
_WIDEST: Final = 48
_MEASURED: Final = 200
"""Rows whose texts say how wide a column is."""
_SENTENCE: Final = 80
"""Width of a column of sentences, which fold."""
_HEADER_LETTER: Final = 0.95
"""How wide a letter of a header is, which is bold and small, against one of a cell."""
_LINE: Final = 15
"""Height of a line of a header."""
_PAGE: Final = 300
"""Characters that can still be read where they stand beside each other on a page."""
_A4: Final = 9
_LONGEST_TITLE: Final = 200
_PALE, _STRONG = "#FFFFFF", "#7FB2D9"
_LESS, _MORE = "#E8A0A0", "#9CCB9C"


def write_sheet(book: Any, sheet: "SheetContent", styles: "Styles") -> None:  # noqa: ANN401
    """Add a sheet to a workbook; raises SheetTooLargeError and LongTextError."""
    rows, columns = sheet.frame.height, sheet.frame.width
    room = _MOST_ROWS - 1 - sheet.totals.height
    if rows > room or columns >= _MOST_COLUMNS:
        raise SheetTooLargeError(sheet.name, rows, columns)
    target = book.add_worksheet(sheet.name)
    longest = _measure_columns(sheet)
    folded = _list_folded(sheet, longest)
    widths = _choose_widths(sheet, longest)
    width = sum(widths)
    looks = [
        styles.sentence if place in folded else styles.values[sheet.kinds[name]]
        for place, name in enumerate(sheet.frame.columns)
    ]
    for place, (own, look) in enumerate(zip(widths, looks, strict=True)):
        target.set_column(place, place, own, look)
    _write_header(target, sheet, styles, widths)
    _write_rows(target, sheet, looks, {place: widths[place] for place in folded})
    _write_totals(target, sheet, styles)
    if rows:
        target.autofilter(0, 0, rows, columns - 1)
        _color_columns(target, sheet)
        _add_sparklines(target, sheet)
    target.freeze_panes(1, 1)
    _set_up_print(target, sheet.title, one_wide=width <= _PAGE)
    _add_chart(book, sheet, target, None if width > _PAGE else rows + sheet.totals.height + 2)


def _add_chart(book: Any, sheet: "SheetContent", target: Any, row: int | None) -> None:  # noqa: ANN401
    """Put the chart of a sheet below its rows, or beside it where pages would cut it to pieces."""
    chart = make_chart(book, sheet)
    if chart is None:
        return
    if row is None:
        target, row = book.add_worksheet(f"{sheet.name} chart"), 0
        target.set_landscape()
        target.set_paper(_A4)
        target.fit_to_pages(1, 1)
        target.hide_gridlines(2)
    target.insert_chart(row, 0, chart, {"object_position": 3, "description": sheet.title})


def write_cells(
    target: Any,  # noqa: ANN401
    row: int,
    cells: "Iterable[tuple[Cell, Any]]",
) -> None:
    """Write cells with their formats; a text is a text, whatever it begins with."""
    for column, (value, style) in enumerate(cells):
        if isinstance(value, str):
            target.write_string(row, column, value, style)
        elif value is not None:
            target.write_number(row, column, value, style)
        else:
            target.write_blank(row, column, None, style)


def _measure_columns(sheet: "SheetContent") -> list[int]:
    """Return how many characters the longest of the first values of each column has."""
    sample = list(islice(iterate_rows(sheet.frame, sheet.kinds), _MEASURED))
    return [
        max((_measure(row[place]) for row in sample), default=0)
        for place in range(sheet.frame.width)
    ]


def _list_folded(sheet: "SheetContent", longest: "Sequence[int]") -> list[int]:
    """Return the columns that fold: sentences, and texts for which a column would be too wide."""
    return [
        place
        for place, (name, length) in enumerate(zip(sheet.frame.columns, longest, strict=True))
        if name in sheet.table.sentences
        or (sheet.kinds[name] is ColumnKind.TEXT and length > _WIDEST)
    ]


def _choose_widths(sheet: "SheetContent", longest: "Sequence[int]") -> list[int]:
    """Return how wide each column is: as its numbers, names as is handy, no word of it broken."""
    widths = []
    for name, header, length in zip(sheet.frame.columns, sheet.headers, longest, strict=True):
        most = _SENTENCE if name in sheet.table.sentences else _WIDEST
        word = max(map(len, header.split(" ")))
        widths.append(min(most, max(_NARROWEST, length, ceil(word * _HEADER_LETTER))) + 2)
    return widths


def _measure(cell: "Cell") -> int:
    return len(cell) if isinstance(cell, str) else len(f"{cell or 0:,.2f}")


def _write_header(
    target: Any,  # noqa: ANN401
    sheet: "SheetContent",
    styles: "Styles",
    widths: "Sequence[int]",
) -> None:
    texts = (sheet.kinds[name] is ColumnKind.TEXT for name in sheet.frame.columns)
    looks = (styles.header if text else styles.number_header for text in texts)
    pairs = zip(sheet.headers, widths, strict=True)
    lines = max(_count_lines(header, width - 2) for header, width in pairs)
    # The mark of the filter has a line of its own.
    target.set_row(0, _LINE * (lines + 1))
    write_cells(target, 0, zip(sheet.headers, looks, strict=True))


def _write_rows(
    target: Any,  # noqa: ANN401
    sheet: "SheetContent",
    looks: "Sequence[Any]",
    folded: "Mapping[int, int]",
) -> None:
    """Write rows; `folded` has the width of each column that folds."""
    for place, row in enumerate(iterate_rows(sheet.frame, sheet.kinds), 1):
        if folded:
            # Not every program makes room by itself for a text that folds.
            lines = (_count_lines(str(row[at] or ""), width - 3) for at, width in folded.items())
            target.set_row(place, _LINE * max(1, *lines))
        write_cells(target, place, zip(row, looks, strict=True))


def _count_lines(text: str, width: int) -> int:
    """Return how many lines of so many characters a text folds to, no shorter word broken."""
    lines, begin = 1, 0
    while len(text) - begin > width:
        space = text.rfind(" ", begin, begin + width + 1)
        begin = space + 1 if space > begin else begin + width
        lines += 1
    return lines


def _write_totals(target: Any, sheet: "SheetContent", styles: "Styles") -> None:  # noqa: ANN401
    looks = [styles.totals[sheet.kinds[name]] for name in sheet.totals.columns]
    raw = sheet.totals.iter_rows(named=True)
    cells = iterate_rows(sheet.totals, sheet.kinds)
    for place, (total, row) in enumerate(zip(raw, cells, strict=True), sheet.frame.height + 1):
        write_cells(target, place, zip(row, looks, strict=True))
        for column, (name, value) in enumerate(zip(sheet.totals.columns, row, strict=True)):
            formula = find_total_formula(sheet, total, name, value)
            if formula is not None:
                target.write_formula(place, column, f"={formula}", looks[column], value)


def _color_columns(target: Any, sheet: "SheetContent") -> None:  # noqa: ANN401
    last = sheet.frame.height
    names = sheet.frame.columns
    if sheet.shaded:
        places = [names.index(name) for name in sheet.shaded]
        scale = {"type": "2_color_scale", "min_color": _PALE, "max_color": _STRONG}
        target.conditional_format(1, min(places), last, max(places), scale)
        return
    for place, name in enumerate(names):
        if sheet.kinds[name] is not ColumnKind.SHARE:
            continue
        if name.endswith(("revenue_change_share", "change")):
            target.conditional_format(1, place, last, place, _make_change_scale())
        else:
            bar = {
                "type": "data_bar",
                "bar_color": _STRONG,
                "bar_solid": True,
                "bar_no_border": True,
            }
            target.conditional_format(
                1, place, last, place, bar | {"min_type": "num", "min_value": 0}
            )


def _make_change_scale() -> dict[str, Any]:
    """Return colours for less and more than the baseline, full at a half and at twice as much."""
    return {
        "type": "3_color_scale",
        "min_type": "num",
        "mid_type": "num",
        "max_type": "num",
        "min_value": -0.5,
        "mid_value": 0,
        "max_value": 1,
        "min_color": _LESS,
        "mid_color": _PALE,
        "max_color": _MORE,
    }


def _add_sparklines(target: Any, sheet: "SheetContent") -> None:  # noqa: ANN401
    """Draw the course of each row of a matrix beside it, where its columns follow in time."""
    names = sheet.frame.columns
    headers = dict(zip(names, sheet.headers, strict=True))
    in_time = all(headers[name].isdecimal() for name in sheet.shaded)
    if not sheet.matrix or not sheet.shaded or not in_time:
        return
    first, last = names.index(sheet.shaded[0]), names.index(sheet.shaded[-1])
    for row in range(1, sheet.frame.height + 1):
        cells = _name_cells(sheet.name, row, first, last)
        target.add_sparkline(row, len(names), {"range": cells, "markers": True})


def _name_cells(name: str, row: int, first: int, last: int) -> str:
    return f"'{name}'!{xl_range_abs(row, first, row, last)}"


def _set_up_print(target: Any, title: str, *, one_wide: bool) -> None:  # noqa: ANN401
    """Print in landscape, the header on each page; what is too wide for one repeats its names."""
    target.set_landscape()
    target.set_paper(_A4)
    if one_wide:
        target.fit_to_pages(1, 0)
    else:
        target.repeat_columns(0)
    target.repeat_rows(0)
    target.set_header("&L" + title.replace("&", "&&")[:_LONGEST_TITLE])
    target.set_footer("&L&A&R&P / &N")
