"""Tables and errors on their way between Spark's workers and this process."""

import io
import pickle
import traceback
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterator


LARGEST: Final = 32 << 20
"""Bytes of rows in memory that one blob is made of at most: Spark holds several blobs at a time,
and nothing it sends between processes may be larger than 2 GB."""


def cut_into_blobs(rows: pl.DataFrame) -> "Iterator[bytes]":
    """Yield a table as one blob or, where it is large, several."""
    size = max(int(rows.estimated_size()), 1)
    for part in rows.iter_slices(max(1, rows.height * LARGEST // size)):
        stream = io.BytesIO()
        part.write_ipc_stream(stream, compression="zstd")
        yield stream.getvalue()


def to_parquet(rows: pl.DataFrame) -> bytes:
    """Return rows as a Parquet file."""
    stream = io.BytesIO()
    rows.write_parquet(stream)
    return stream.getvalue()


def read_blob(blob: bytes) -> pl.DataFrame:
    """Return the rows of a blob."""
    return pl.read_ipc_stream(blob)


@dataclass(frozen=True, slots=True)
class Failure:
    """An exception of a worker, raised again where the results are read."""

    error: BaseException
    trace: str
    """Its traceback in the worker, for --debug."""


def wrap_failure(error: BaseException) -> Failure:
    """Return an exception as what can be sent; one that cannot be pickled by its words."""
    trace = "".join(traceback.format_exception(error))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    except Exception:  # noqa: BLE001 - an exception may do anything in its constructor
        return Failure(RuntimeError(f"{type(error).__name__}: {error}"), trace)
    return Failure(error, trace)


def pack(result: object) -> bytes:
    """Return a result as bytes."""
    return zlib.compress(pickle.dumps(result, pickle.HIGHEST_PROTOCOL), 1)


def unpack(parcel: bytes) -> Any:  # noqa: ANN401 - whatever was packed
    """Return what was packed; a failure is raised as the exception that it was."""
    result = pickle.loads(zlib.decompress(parcel))  # noqa: S301 - our own workers' bytes
    if isinstance(result, Failure):
        result.error.add_note(f"in a worker of Spark:\n{result.trace}")
        raise result.error
    return result
