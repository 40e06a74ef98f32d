"""Money of files and tables: whole numbers of 1/10 000 of the currency unit, cents, text."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.report import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Mapping

UNIT: Final = 10_000
"""What is counted in one unit of the currency: amounts are integers of its ten-thousandths."""
_CENT: Final = UNIT // 100


def to_units(amount: int) -> float:
    """Return an amount in units of the currency."""
    return amount / UNIT


def format_money(amount: int) -> str:
    """Return an amount as people read it: 1,234.50."""
    return f"{to_units(amount):,.2f}"


def format_exactly(amount: int) -> str:
    """Return an amount with all of its four decimals, which a float could not hold: -1234.5000."""
    units, rest = divmod(abs(amount), UNIT)
    return f"{'-' if amount < 0 else ''}{units}.{rest:04d}"


def convert_to_cents(frame: pl.DataFrame, kinds: "Mapping[str, ColumnKind]") -> pl.DataFrame:
    """Return money columns of 1/10 000 of the currency unit as cents, halves rounded to even."""
    money = [name for name, kind in kinds.items() if kind is ColumnKind.MONEY]
    whole, rest = pl.col(money) // _CENT, pl.col(money) % _CENT
    return frame.with_columns(whole + (2 * rest + whole % 2 > _CENT).cast(pl.Int64))
