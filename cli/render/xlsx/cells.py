"""Values as cells: which number a value is, and how each kind is shown."""

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from cli.render.number_text import format_text
from cli.render.xlsx.errors import LongTextError
from cli.report import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Cell = str | int | float | None
"""What stands in a cell; None where nothing does."""

LONGEST: Final = 32_767
"""Characters that a cell holds."""
_NUMBERS: Final = {
    ColumnKind.TEXT: "General",
    ColumnKind.ADVICE: "General",
    ColumnKind.WRITTEN: "General",
    ColumnKind.TREND: "General",
    ColumnKind.COUNT: "#,##0",
    ColumnKind.CREDIT: "#,##0.0",
    ColumnKind.NUMBER: "#,##0.0",
    ColumnKind.SHARE: "0.0%",
    ColumnKind.BAR: "0.0%",
    ColumnKind.RATIO: "#,##0.00",
    ColumnKind.MONEY: "#,##0.00",
    ColumnKind.AMOUNT: "#,##0.00##",
    ColumnKind.EXACT: "General",
}
"""How spreadsheets show each kind, in the marks of the reader's own country."""
PARTS: Final = {ColumnKind.MONEY: 100, ColumnKind.AMOUNT: 10_000}
"""Into how many parts the unit of each kind of money is divided."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats of a workbook's cells."""

    values: "Mapping[ColumnKind, Any]"
    totals: "Mapping[ColumnKind, Any]"
    header: Any
    number_header: Any
    heading: Any
    wrapped: Any
    sentence: Any


def make_styles(book: Any) -> Styles:  # noqa: ANN401 - xlsxwriter has no types
    """Return the formats of a workbook."""
    below = {"bold": True, "top": 1}
    header = {
        "bold": True,
        "font_size": 9,
        "bottom": 1,
        "valign": "top",
        "text_wrap": True,
        "bg_color": "#E7EEF5",
    }
    return Styles(
        values={kind: _add_format(book, kind, {}) for kind in ColumnKind},
        totals={kind: _add_format(book, kind, below) for kind in ColumnKind},
        header=book.add_format(header),
        number_header=book.add_format(header | {"align": "right"}),
        heading=book.add_format({"bold": True, "font_size": 14}),
        wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
        sentence=book.add_format(
            {"text_wrap": True, "valign": "top", "align": "left", "indent": 1}
        ),
    )


def _add_format(book: Any, kind: ColumnKind, more: "Mapping[str, Any]") -> Any:  # noqa: ANN401
    return book.add_format({"num_format": _NUMBERS[kind], "valign": "top", **more})


def iterate_rows(
    frame: pl.DataFrame, kinds: "Mapping[str, ColumnKind]"
) -> "Iterator[tuple[Cell, ...]]":
    """Yield each row as the values that CSV prints: money in units, fractions with six decimals.

    Null and what is not finite are None. Raises LongTextError.
    """
    plain = frame.select(
        format_text(pl.col(name), dtype) if kinds[name] is ColumnKind.TEXT else pl.col(name)
        for name, dtype in frame.schema.items()
    )
    columns = [(name, kinds[name]) for name in frame.columns]
    for row in plain.iter_rows():
        yield tuple(_convert(value, *column) for value, column in zip(row, columns, strict=True))


def _convert(value: Any, name: str, kind: ColumnKind) -> Cell:  # noqa: ANN401 - any cell
    match value:
        case None:
            return None
        case str():
            if len(value) > LONGEST:
                raise LongTextError(name, value)
            return value
        case float() if not isfinite(value):
            return None
    if kind in PARTS:
        # Python divides exactly; Polars would multiply by the reciprocal of a constant.
        return int(value) / PARTS[kind]
    if kind in (ColumnKind.COUNT, ColumnKind.EXACT):
        return float(value) if isinstance(value, float) else int(value)
    # Adding zero drops the sign of a negative one.
    return round(float(value), 6) + 0.0
