"""Whether every row of a text file has as many values as its header."""

import mmap
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.inputs.shape import shape
from cli.inputs.sources import Container

if TYPE_CHECKING:
    import polars as pl

    from cli.inputs.table import Table

LAST: Final = "last\0"
"""Column that tells where the last value of a row is null, where it is not read otherwise."""
_CHUNK: Final = 1 << 20


def every_row_ends(table: "Table", found: "pl.DataFrame") -> bool:
    """Tell whether no row read lacks its last value; rows that do may be short ones."""
    if table.parquet:
        return True
    place = len(table.header.names) - 1
    last = next((field.name for field in table.fields if field.position == place), None)
    return not found[LAST].any() if last is None else not found[last].null_count()


def even(table: "Table", height: int, *, ends: bool) -> bool:
    """Tell whether every row has as many values as the header.

    `height` is the number of rows read, `ends` what `every_row_ends` said of them. Polars fills up
    short rows with nulls, and notices long ones only where all columns are read.
    """
    columns = len(table.header.names)
    if ends and len({field.position for field in table.fields} & set(range(columns))) == columns:
        return True
    if table.source.container is Container.TEXT:
        marks = _delimiters(table)
        if marks is not None and marks == height * (columns - 1):
            return True
    return not shape(table).ragged


def _delimiters(table: "Table") -> int | None:
    """Count the delimiters after the header, None where there are quotes."""
    mark = table.header.delimiter.encode()
    count = 0
    with _content(table) as content:
        start = 0
        for _ in range(table.header.lines):
            start = content.find(b"\n", start) + 1
        for place in range(start, len(content), _CHUNK):
            chunk = content[place : place + _CHUNK]
            if b'"' in chunk:
                return None
            count += chunk.count(mark)
    return count


def _content(table: "Table") -> mmap.mmap:
    data = table.source.data
    if isinstance(data, Path):
        with data.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    content = mmap.mmap(-1, len(data))
    content.write(data)
    return content
