"""Money of tables as the cents that are printed."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.report import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Mapping

_CENT: Final = 100
"""Ten-thousandths in a cent."""


def convert_to_cents(frame: pl.DataFrame, kinds: "Mapping[str, ColumnKind]") -> pl.DataFrame:
    """Return money columns of 1/10 000 of the currency unit as cents, halves rounded to even."""
    money = [name for name, kind in kinds.items() if kind is ColumnKind.MONEY]
    whole, rest = pl.col(money) // _CENT, pl.col(money) % _CENT
    return frame.with_columns(whole + (2 * rest + whole % 2 > _CENT).cast(pl.Int64))
