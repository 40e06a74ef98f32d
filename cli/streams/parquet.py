"""A stream of rows as one Parquet file, by way of pieces in a temporary folder."""

import shutil
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.engines.spill.scratch import explain_disk_errors, make_scratch_folder
from cli.render.recognised_reports import PARQUET_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from cli.streams.row_stream import RowStream

ROWS: Final = 1 << 18
"""Rows of a piece, and of a row group: the same whatever the pieces that the rows come in."""


def write_parquet(stream: "RowStream", file: "BinaryIO") -> None:
    """Write the rows of a stream to a file, money as Float64 in currency units.

    Raises `NoScratchError`, `ScratchFullError` and `ScratchFailedError`.
    """
    with make_scratch_folder() as folder:
        pieces = list(_write_pieces(stream, folder))
        whole = folder / "whole.parquet"
        with explain_disk_errors(folder):
            rows = pl.scan_parquet(pieces, glob=False)
            rows.sink_parquet(whole, row_group_size=ROWS, metadata=PARQUET_MARK)
        for piece in pieces:
            piece.unlink()
        with whole.open("rb") as made:
            shutil.copyfileobj(made, file, 1 << 20)


def _write_pieces(stream: "RowStream", folder: "Path") -> "Iterator[Path]":
    for number, frame in enumerate(_gather(stream.iterate_exact())):
        path = folder / f"{number:06}.parquet"
        with explain_disk_errors(folder):
            frame.write_parquet(path, compression="lz4", statistics=False)
        yield path


def _gather(frames: "Iterator[pl.DataFrame]") -> "Iterator[pl.DataFrame]":
    """Yield the rows in pieces of `ROWS`, all but the last one, which may be empty."""
    held: list[pl.DataFrame] = []
    for frame in frames:
        held.append(frame)
        while sum(each.height for each in held) > ROWS:
            whole = pl.concat(held)
            yield whole.head(ROWS)
            held = [whole[ROWS:]]
    yield pl.concat(held)
