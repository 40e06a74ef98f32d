"""Columns of orders that hold statuses though no name tells it, as the first values do."""

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final

from cli.inputs.formats.columns.second_status import is_of_orders
from cli.inputs.reading.columns.column_samples import list_unused, read_first_rows
from cli.inputs.vocabularies.letters import space_words
from cli.inputs.vocabularies.statuses import read_meanings
from cli.settings.sections.exports.files import Role

if TYPE_CHECKING:
    import polars as pl

    from cli.inputs.tables.table import Table

_MOSTLY: Final = 0.8
_KINDS: Final = 12
"""Different statuses that a shop has at the most."""
_SPELLINGS: Final = 3 * _KINDS


def find_status_columns(table: "Table") -> frozenset[str]:
    """Return the columns that nothing is read of and whose first values mostly are statuses."""
    if table.role != Role.ORDERS or table.parquet:
        return frozenset()
    free = [name for name in list_unused(table) if name and is_of_orders(name)]
    if not free:
        return frozenset()
    rows = read_first_rows(table, [table.header.names.index(name) for name in free])
    words = frozenset(chain.from_iterable(read_meanings().values()))
    return frozenset(
        name
        for name, column in zip(free, rows.iter_columns(), strict=True)
        if _holds_statuses(column, words)
    )


def _holds_statuses(texts: "pl.Series", words: frozenset[str]) -> bool:
    if texts.n_unique() > _SPELLINGS:
        return False
    counts: Counter[str] = Counter()
    for text, count in texts.drop_nulls().value_counts().iter_rows():
        counts[space_words(text)] += count
    del counts[""]
    known = sum(count for status, count in counts.items() if status in words)
    return 1 < len(counts) <= _KINDS and known >= _MOSTLY * counts.total()
