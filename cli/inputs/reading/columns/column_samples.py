"""The first values of columns, and which columns are not read."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.formats.columns.second_status import list_unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cli.inputs.tables.table import Table

_SAMPLE: Final = 1000
_DECIMALS: Final = r"[0-9][.,][0-9]{2}(?:[^0-9]*)$"


def read_column_sample(table: "Table", place: int) -> pl.Series:
    """Return the values in a column of the first rows, without blanks."""
    texts = read_first_rows(table, [place]).to_series().str.strip_chars()
    return texts.filter((texts != "").fill_null(value=False))


def has_written_decimals(table: "Table", ours: str) -> bool:
    """Tell whether an amount of ours has two decimals in the first rows, if only .00."""
    place = next((each.position for each in table.fields if each.name == ours), None)
    if place is None or place >= len(table.header.names):
        return False
    return bool(read_column_sample(table, place).str.contains(_DECIMALS).any())


def read_first_rows(table: "Table", places: "Sequence[int]") -> pl.DataFrame:
    """Return some columns of the first rows as texts, by their positions.

    None of a file that is damaged: what is wrong with it is told where all of it is read.
    """
    names = [str(place) for place in places]
    try:
        rows = table.read_first_rows(_SAMPLE)
    except pl.exceptions.ComputeError:
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    return rows.select(pl.col(name).cast(pl.String) for name in names)


def list_unused(table: "Table") -> "Iterator[str]":
    """Return the columns that nothing is read of."""
    taken = [field.position for field in table.fields]
    return (name for _, name in list_unread(table.header.names, taken, table.made))
