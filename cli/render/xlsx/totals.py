"""Rows of totals as formulas that follow the filter."""

from dataclasses import dataclass
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
_QUOTIENTS: Final = (
    ("average_order_value", "revenue", "orders"),
    ("p_alive_mean", "alive", "customers"),
    ("clv_mean", "clv", "customers"),
    ("ltv_mean", "ltv", "new_customers"),
    ("ltv_cac", "ltv", "cost"),
    ("cac", "cost", "new_customers"),
    ("cac", "cost", "new_conversions"),
    ("nc_roas", "new_revenue", "cost"),
)
"""Columns whose total is one total over another, where both stand on the sheet."""
_SUM_OF_WHAT_IS_SHOWN: Final = 109
_COUNT_OF_WHAT_IS_SHOWN: Final = 103
_ROUNDING: Final = 1e-9
_OF_ROUNDED: Final = 1e-4
"""How far a quotient may be off where its parts are rounded."""


def find_total_formula(
    sheet: "SheetContent", total: "dict[str, object]", name: str, value: "Cell"
) -> str | None:
    """Return the formula of a total, None where there is no number or no row.

    A sum is of the rows that the filter shows, and so is a quotient of two sums; another figure is
    of all rows, and empty while some are hidden. Of several windows and blocks each has its own.
    """
    if not isinstance(value, int | float):
        return None
    first, last = _find_rows(sheet, total)
    if last < first:
        return None
    own = _TotalCells(sheet, total, first, last)
    return own.find_sum(name) or own.find_quotient(name) or own.show_with_all_rows(value)


@dataclass(frozen=True, slots=True, eq=False)
class _TotalCells:
    """A row of totals, and the rows that it is of."""

    sheet: "SheetContent"
    total: "dict[str, object]"
    first: int
    last: int

    def find_sum(self, name: str) -> str | None:
        """Return the sum of a column, without its `=`; None where its total is another figure."""
        kind, stored = self.sheet.kinds[name], self.total[name]
        averaged = self.sheet.matrix and kind is ColumnKind.SHARE
        if kind not in _ADDED or averaged or not isinstance(stored, int | float):
            return None
        own = self.sheet.frame.get_column(name)[self.first : self.last + 1]
        if own.null_count() == len(own):
            return None
        if not isclose(own.sum(), stored, rel_tol=0, abs_tol=_ROUNDING * max(1, len(own))):
            return None
        return f"SUBTOTAL({_SUM_OF_WHAT_IS_SHOWN},{self._refer(name)})"

    def find_quotient(self, name: str) -> str | None:
        """Return one sum over another, None where the total is no such quotient."""
        stored = self.total[name]
        assert isinstance(stored, int | float)  # noqa: S101 - as its value is
        off = 1 if self.sheet.kinds[name] is ColumnKind.MONEY else _OF_ROUNDED
        for quotient, *parts in _QUOTIENTS:
            if not name.endswith(quotient):
                continue
            part, whole = (self._find_part(name.removesuffix(quotient), each) for each in parts)
            if part is None or whole is None or not self.total[whole]:
                continue
            found = self.total[part] / self.total[whole]  # type: ignore[operator]  # sums
            if isclose(found, stored, rel_tol=_OF_ROUNDED, abs_tol=off):
                return f'IFERROR({self.find_sum(part)}/{self.find_sum(whole)},"")'
        return None

    def show_with_all_rows(self, value: float) -> str:
        """Return a figure of all rows, which nothing stands for while some are hidden."""
        rows = self._refer(self.sheet.frame.columns[0])
        shown = f"SUBTOTAL({_COUNT_OF_WHAT_IS_SHOWN},{rows})"
        return f'IF({shown}=COUNTA({rows}),{value!r},"")'

    def _find_part(self, prefix: str, name: str) -> str | None:
        """Return the column of a part, a model's own first, None where it is no sum here."""
        found = (each for each in (f"{prefix}{name}", name) if each in self.sheet.frame.columns)
        column = next(found, None)
        return None if column is None or self.find_sum(column) is None else column

    def _refer(self, name: str) -> str:
        place = self.sheet.frame.columns.index(name)
        return str(xl_range(self.first + 1, place, self.last + 1, place))


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
