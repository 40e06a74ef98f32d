"""Orders whose lines cannot be added up, and files that statuses leave out as a whole."""

from typing import TYPE_CHECKING

from cli.errors import DataError, MeritoError
from cli.inputs.tables.name_forms import quote_name
from cli.money import format_money

if TYPE_CHECKING:
    from collections.abc import Iterable


class LeftOutFileError(MeritoError):
    """The statuses that count are of other files, and leave out the one that a whole file has."""

    def __init__(self, file: str, form: str, status: str, keep: "Iterable[str]") -> None:
        names = ", ".join(map(quote_name, (*keep, status)))
        super().__init__(
            f"{file}: all rows have the status {quote_name(status)} of the format {form}, and"
            f" keep_status, which other files are read by, leaves them out; set"
            f" orders.keep_status: [{names}]"
        )


class SummedTotalsError(DataError):
    """A row for each order stands above its lines, and the settings add them all up."""

    def __init__(self, file: str, orders: int, beyond: int) -> None:
        super().__init__(
            f"{file}: in each order of three rows and more ({orders:,}) the first row has the sum"
            f" of the others, as where one for the order stands above its lines: added up, "
            f"{format_money(beyond)} would count again; set orders.rows: totals_on_first_row"
        )


class RepeatedTotalsError(DataError):
    """Each line of an order holds the order's total, and the settings add the lines up."""

    def __init__(self, file: str, column: str, orders: int, beyond: int) -> None:
        super().__init__(
            f"{file}: in each order of several lines ({orders:,}) all lines have one {column}: "
            "added up, "
            f"{format_money(beyond)} would count again; set orders.rows: totals_on_first_row, or "
            "name the column with the amounts of lines: orders.columns: {revenue: NAME}"
        )
