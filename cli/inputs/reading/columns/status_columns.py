"""Columns of orders that hold statuses though no name tells it, as the first values do."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.formats.second_status import is_of_orders
from cli.inputs.reading.columns.column_samples import list_unused, read_first_rows
from cli.inputs.vocabularies.statuses import read_meanings, simplify_status
from cli.settings.sections.exports.files import Role

if TYPE_CHECKING:
    from cli.inputs.tables.table import Table

_MOSTLY: Final = 0.8
_KINDS: Final = 12
"""Different statuses that a shop has at the most."""


def find_status_columns(table: "Table") -> frozenset[str]:
    """Return the columns that nothing is read of and whose first values mostly are statuses."""
    if table.role != Role.ORDERS or table.parquet:
        return frozenset()
    free = [name for name in list_unused(table) if name and is_of_orders(name)]
    rows = read_first_rows(table, [table.header.names.index(name) for name in free])
    words = [word for meaning in read_meanings().values() for word in meaning]
    return frozenset(
        name
        for name, column in zip(free, rows.iter_columns(), strict=True)
        if _holds_statuses(column, words)
    )


def _holds_statuses(texts: pl.Series, words: list[str]) -> bool:
    plain = texts.to_frame().select(simplify_status(pl.col(texts.name))).to_series().drop_nulls()
    if plain.is_empty() or not 1 < plain.n_unique() <= _KINDS:
        return False
    return int(plain.is_in(words).sum()) >= _MOSTLY * len(plain)
