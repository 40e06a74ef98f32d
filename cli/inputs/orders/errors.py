"""Orders whose lines cannot be added up."""

from cli.errors import DataError
from cli.money import format_money


class RepeatedTotalsError(DataError):
    """Each line of an order holds the order's total, and the settings add the lines up."""

    def __init__(self, file: str, column: str, orders: int, beyond: int) -> None:
        super().__init__(
            f"{file}: in each order of several lines ({orders:,}) all lines have one {column}: "
            "added up, "
            f"{format_money(beyond)} would count again; set orders.rows: totals_on_first_row, or "
            "name the column with the amounts of lines: orders.columns: {revenue: NAME}"
        )
