"""The first values of columns, and which columns are not read."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.formats.second_status import list_unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cli.inputs.tables.table import Table

_SAMPLE: Final = 1000


def read_column_sample(table: "Table", place: int) -> pl.Series:
    """Return the values in a column of the first rows, without blanks."""
    rows = table.read_first_rows(_SAMPLE).select(str(place))
    texts = rows.to_series().cast(pl.String).str.strip_chars()
    return texts.filter((texts != "").fill_null(value=False))


def read_first_rows(table: "Table", places: "Sequence[int]") -> pl.DataFrame:
    """Return some columns of the first rows as texts, by their positions."""
    columns = [pl.col(str(place)).cast(pl.String) for place in places]
    return table.read_first_rows(_SAMPLE).select(columns)


def list_unused(table: "Table") -> "Iterator[str]":
    """Return the columns that nothing is read of."""
    taken = [field.position for field in table.fields]
    return (name for _, name in list_unread(table.header.names, taken, table.made))
