"""Rows of totals as formulas that follow the filter."""

from math import isclose
from typing import TYPE_CHECKING, Final

import polars as pl
from xlsxwriter.utility import xl_range

from cli.report import ColumnKind

if TYPE_CHECKING:
    from cli.render.xlsx.cells import Cell
    from cli.render.xlsx.sheets import SheetContent

_ADDED: Final = frozenset({ColumnKind.COUNT, ColumnKind.MONEY, ColumnKind.CREDIT, ColumnKind.SHARE})
"""Kinds of columns that may add up to their total; means and the shares of a matrix do not."""
_SUM_OF_WHAT_IS_SHOWN: Final = 109
_ROUNDING: Final = 1e-9


def find_total_formula(
    sheet: "SheetContent", total: "dict[str, object]", name: str, value: "Cell"
) -> str | None:
    """Return the formula of a total that is the sum of its rows, None where it is another figure.

    The sum is of the rows that the filter shows; of several windows and blocks each has its own.
    """
    kind = sheet.kinds[name]
    averaged = sheet.matrix and kind is ColumnKind.SHARE
    if kind not in _ADDED or averaged or not isinstance(value, int | float):
        return None
    first, last = _find_rows(sheet, total)
    own = sheet.frame.get_column(name)[first : last + 1]
    if not len(own) or own.null_count() == len(own):
        return None
    stored = total[name]
    assert isinstance(stored, int | float)  # noqa: S101 - as its value is
    if not isclose(own.sum(), stored, rel_tol=0, abs_tol=_ROUNDING * max(1, len(own))):
        return None
    place = sheet.frame.columns.index(name)
    cells = xl_range(first + 1, place, last + 1, place)
    return f"=SUBTOTAL({_SUM_OF_WHAT_IS_SHOWN},{cells})"


def _find_rows(sheet: "SheetContent", total: "dict[str, object]") -> tuple[int, int]:
    """Return the first and last row of those that a total adds up; last before first for none."""
    keys = _list_part_keys(sheet)
    if not keys:
        return 0, sheet.frame.height - 1
    own = sheet.frame.select(
        pl.all_horizontal(pl.col(key).eq_missing(pl.lit(total[key])) for key in keys)
    ).to_series()
    rows = own.arg_true()
    return (int(rows[0]), int(rows[-1])) if len(rows) else (0, -1)


def _list_part_keys(sheet: "SheetContent") -> list[str]:
    """Return the columns that tell several totals apart: window and block of a comparison."""
    if sheet.totals.height < 2:
        return []
    texts = [name for name in sheet.frame.columns if sheet.kinds[name] is ColumnKind.TEXT]
    return texts[:-1]
