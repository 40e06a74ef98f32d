"""In how many pieces the rows of a file are read."""

from collections.abc import Callable, Iterable
from typing import Final

import polars as pl

Collected = Callable[[pl.LazyFrame], Iterable[pl.DataFrame]]
"""Gives the rows of a query in their order."""

PIECE: Final = 1_000_000
"""Rows that are read at a time where a file is larger than memory."""


def collect_at_once(rows: pl.LazyFrame) -> Iterable[pl.DataFrame]:
    """Return all rows in one piece."""
    return (rows.collect(engine="streaming"),)


def collect_in_pieces(rows: pl.LazyFrame) -> Iterable[pl.DataFrame]:
    """Yield the rows in pieces that fit into memory; one without rows where there are none."""
    piece = None
    for piece in rows.collect_batches(chunk_size=PIECE, maintain_order=True, engine="streaming"):
        yield piece
    if piece is None:
        yield rows.collect(engine="streaming")
