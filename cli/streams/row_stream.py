"""Rows that are made as they are written, and what their columns are."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from cli.money import UNIT
from cli.report import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class RowStream:
    """One table, some rows at a time."""

    kinds: "Mapping[str, ColumnKind]"
    """Of each column."""
    frames: "Iterator[pl.DataFrame]"
    """The rows, with these columns; one frame at least, which may be empty. Gone through once."""

    def iterate_exact(self) -> "Iterator[pl.DataFrame]":
        """Yield the rows with money in currency units, Float64."""
        money = [name for name, kind in self.kinds.items() if kind is ColumnKind.AMOUNT]
        for frame in self.frames:
            # NumPy rounds a quotient once; Polars multiplies by a rounded reciprocal.
            yield frame.with_columns(
                pl.Series(name, frame[name].to_numpy() / UNIT) for name in money
            )
