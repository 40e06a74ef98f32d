"""How much memory files need where everything is held in it."""

import sys
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.files.compression import GZIP, GZIP_WINDOW, bound_unpacked_size, open_stream
from cli.inputs.files.errors import UnreadableError
from cli.inputs.files.find import Container
from cli.inputs.files.panics import refuse_panics

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cli.inputs.files.find import Source

_PROGRAM: Final = 300 * 10**6
"""Bytes that the program and its libraries take, whatever the files."""
_FACTOR: Final = 4
"""Bytes of memory for a byte of text."""
_COLUMNS: Final = 10
"""Columns of a file that are read at most, more or less."""
_VALUE: Final = 16
"""Bytes that a value takes as text, more or less."""
_SAMPLE: Final = 1 << 20
_ENOUGH: Final = 16 << 20
"""Bytes of text that tell how far a file is compressed."""
_UNSURE: Final = 1.5
"""How much more the rest of a file may be compressed than its beginning."""


def estimate_memory(sources: "Iterable[Source]") -> int:
    """Return the bytes that a report from these files takes at its peak, rather too many.

    Measured on 1, 4 and 10 million touches with up to a million orders, on two threads: the peak
    less 250 MB is 1.4 times the text for 10 million touches and six models (1.5 with all models
    and intervals, the same from gzip and Parquet, 1.6 for losing touches), 2 to 2.5 for source
    and medium, short rows and ids of 36 letters, 3 where touchpoint ids repeat or times are written
    in several ways, and 3.9 with 1 % bad rows and with a login for every customer; 0.9 where most
    columns are not read. Four times covers them all.
    """
    return _PROGRAM + int(_FACTOR * sum(map(estimate_text_size, sources)))


def estimate_text_size(source: "Source") -> int:
    """Return the bytes of a table as uncompressed text, estimated where it is stored otherwise.

    Raises `UnreadableError` where a Parquet file is damaged.
    """
    match source.container:
        case Container.PARQUET:
            return _estimate_parquet_size(source)
        case Container.COMPRESSED:
            return _estimate_uncompressed_size(source)
        case Container.WORKBOOK:
            return _estimate_workbook_size(source)
        case Container.TEXT:
            return _get_stored_size(source)


def _get_stored_size(source: "Source") -> int:
    with open_stream(source) as stream:
        return stream.seek(0, 2)


def _estimate_parquet_size(source: "Source") -> int:
    """Return what the rows of the metadata would come to as text; columns do not matter past ten.

    Only those that are used are read.
    """
    with suppress(pl.exceptions.PolarsError), refuse_panics(source.name):
        table = pl.scan_parquet(source.data, glob=False)
        columns = min(_COLUMNS, len(table.collect_schema()))
        rows: int = table.select(pl.len()).collect().item()
        return rows * columns * _VALUE
    # Damaged: the reader says so.
    return _get_stored_size(source)


def _estimate_workbook_size(source: "Source") -> int:
    """Return what its directory says; a sheet as text has a third of that."""
    # Here, since what opens workbooks reads XML, which takes long to import.
    from cli.inputs.workbooks.archive import measure_unpacked_size  # noqa: PLC0415

    with suppress(UnreadableError):
        return measure_unpacked_size(source)
    # Damaged: the reader says so.
    return _get_stored_size(source)


def _estimate_uncompressed_size(source: "Source") -> int:
    """Return what zstd says of its blocks, or what gzip comes to if it goes on as it begins."""
    with open_stream(source) as stream:
        packed = stream.read(_SAMPLE)
        if not packed.startswith(GZIP):
            stream.seek(0)
            return bound_unpacked_size(stream, sys.maxsize)
    unpacker = zlib.decompressobj(GZIP_WINDOW)
    try:
        text = unpacker.decompress(packed, _ENOUGH)
    except zlib.error:
        text = b""
    taken = len(packed) - len(unpacker.unconsumed_tail) - len(unpacker.unused_data)
    return int(_UNSURE * _get_stored_size(source) * len(text) / max(1, taken))
