"""Columns that are made of those of a file, and stand behind them."""

from typing import TYPE_CHECKING, TypeVar

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cli.inputs.tables.header import Header

Rows = TypeVar("Rows", pl.DataFrame, pl.LazyFrame)


class MadeColumns:
    """Columns in the order in which they are made, named by their position in a table.

    Each may be made of the file's columns and of those before it.
    """

    def __init__(self, header: "Header", columns: "Iterable[pl.Expr]" = ()) -> None:
        self._start = len(header.names)
        self._columns = list(columns)

    @property
    def columns(self) -> tuple[pl.Expr, ...]:
        """The expressions of all, under their names."""
        return tuple(self._columns)

    def add(self, column: pl.Expr) -> int:
        """Return the position that a column gets."""
        position = self._start + len(self._columns)
        self._columns.append(column.alias(str(position)))
        return position

    def keep(self, column: pl.Expr) -> pl.Expr:
        """Return a column that others are made of: added, it is computed once for all of them."""
        return pl.col(str(self.add(column)))


def add_made_columns(rows: Rows, made: "Iterable[pl.Expr]") -> Rows:
    """Return rows with columns made of theirs and of those made before, see `MadeColumns`.

    Polars computes an expression again for each column that it is part of, and a column once.
    """
    together: dict[str, pl.Expr] = {}
    for column in made:
        if not together.keys().isdisjoint(column.meta.root_names()):
            rows, together = rows.with_columns(together.values()), {}
        together[column.meta.output_name()] = column
    return rows.with_columns(together.values()) if together else rows
