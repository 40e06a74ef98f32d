"""Workbooks that cannot be read, and sheets among which nothing decides."""

from typing import TYPE_CHECKING

from cli.errors import MeritoError, suggest_nearest

if TYPE_CHECKING:
    from collections.abc import Sequence


class UnknownSheetError(MeritoError):
    """The settings name a sheet that a workbook does not have."""

    def __init__(self, name: str, role: str, sheet: str, known: "Sequence[str]") -> None:
        hint = suggest_nearest(sheet, known)
        super().__init__(
            f'{name}: no sheet named "{sheet}" ({role}.sheet){hint} It has: {", ".join(known)}'
        )


class UndecidedSheetError(MeritoError):
    """A workbook has several sheets, and their headers do not tell which one is meant."""

    def __init__(self, name: str, role: str, sheets: "Sequence[str]", fitting: int) -> None:
        self.sheets = tuple(sheets)
        self.fitting = fitting
        which = "each of these sheets" if fitting else "none of its sheets"
        what = f"{which} has the columns of {role}: {', '.join(sheets)}"
        super().__init__(
            f'{name}: {what}; say which one it is: {role}.sheet: "{sheets[0]}"; if several are,'
            " save each as a file of its own"
        )


class EmptyWorkbookError(MeritoError):
    """A workbook has no sheet that holds something and is shown."""

    def __init__(self, name: str, hidden: "Sequence[str]", role: str) -> None:
        remedy = (
            f"hidden ones are read where they are named: {role}.sheet:"
            f' "{hidden[0]}" (hidden: {", ".join(hidden)})'
            if hidden
            else "export it again with a header and rows"
        )
        super().__init__(f"{name}: every sheet of the workbook is empty; {remedy}")


class FarCellError(MeritoError):
    """A cell lies so far from the others that the sheet cannot be held in memory."""

    def __init__(self, name: str, rows: int, columns: int) -> None:
        super().__init__(
            f"{name}: reaches to row {rows:,} and column {columns:,} with little in between; delete"
            " the cell that lies far away from the table, or save the sheet as CSV"
        )
