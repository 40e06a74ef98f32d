"""A matrix as a sheet: shaded by blocks, and marked where its time is not over."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.render.number_text import format_for_people
from cli.render.text.layout import Arrangement, Column, Sheet
from cli.render.text.text_width import is_encodable, make_visible, replace_signs

if TYPE_CHECKING:
    from cli.report import Matrix

_BLOCKS: Final = "░▒▓█"
_PLAIN_BLOCKS: Final = ":+=#"
_UNFINISHED: Final = "*"


def make_matrix_sheet(matrix: "Matrix", encoding: str) -> Sheet:
    """Return a matrix as text; names are shown as they are, but for what cannot be shown."""
    rows = pl.concat([matrix.frame, matrix.totals], how="vertical_relaxed")
    columns = [
        _make_column(matrix, rows.get_column(name), make_visible(header, encoding), encoding)
        for name, header in zip(rows.columns, matrix.headers, strict=True)
    ]
    return Sheet((columns[0],), (Arrangement(tuple(columns[1:])),), len(matrix.totals))


def make_matrix_legend(matrix: "Matrix", encoding: str) -> tuple[str, ...]:
    """Return what the marks of a matrix mean, as far as it has them."""
    blocks = _choose_blocks(encoding)
    shading = f"{' '.join(blocks)} quarters of the largest value in the shaded columns"
    unfinished = f"{_UNFINISHED} this period is not over: amounts so far, no quotients yet"
    return (
        *((shading,) if _find_top(matrix) else ()),
        *((unfinished,) if matrix.unfinished else ()),
    )


def _make_column(matrix: "Matrix", values: pl.Series, header: str, encoding: str) -> Column:
    name, shown = values.name, format_for_people(values, matrix.kinds[values.name])
    if name == matrix.frame.columns[0]:
        return Column(header, [make_visible(text, encoding) for text in shown], folds=True)
    marks = _list_marks(matrix, values, encoding)
    if any(mark != " " for mark in marks):
        # All of them have the room of a mark, so that the digits stand below each other.
        shown = [f"{text} {mark}" for text, mark in zip(shown, marks, strict=True)]
    return Column(header, [text if text.strip() else "" for text in shown])


def _list_marks(matrix: "Matrix", values: pl.Series, encoding: str) -> list[str]:
    """Return the mark behind each cell of a column, a space where it has none."""
    names = matrix.frame.to_series(0)
    blocks = _choose_blocks(encoding)
    top = _find_top(matrix) if values.name in matrix.shaded else None
    marks = [
        _UNFINISHED
        if (row, values.name) in matrix.unfinished
        else replace_signs(matrix.marks.get((row, values.name), ""), encoding)
        or _choose_block(value, top, blocks)
        for row, value in zip(names, values.head(len(names)), strict=True)
    ]
    return marks + [" "] * len(matrix.totals)


def _find_top(matrix: "Matrix") -> float | None:
    """Return the largest value of the shaded columns, None where there is none."""
    tops = [matrix.frame[name].max() for name in matrix.shaded]
    return max((top for top in tops if isinstance(top, int | float)), default=None)


def _choose_block(value: float | None, top: float | None, blocks: str) -> str:
    if value is None or top is None or value <= 0:
        return " "
    return blocks[min(int(len(blocks) * value / top), len(blocks) - 1)]


def _choose_blocks(encoding: str) -> str:
    return _BLOCKS if is_encodable(_BLOCKS, encoding) else _PLAIN_BLOCKS
