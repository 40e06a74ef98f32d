"""The bucket of a customer: the same number on every engine, machine and version."""

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from attribution.arrays import Codes, Ints

_BLOCK = 1 << 14
"""Ids that are worked on at a time: few enough for the processor's cache."""

BUCKETS = 3200
"""A customer's bucket is the CRC-32 of the UTF-8 id modulo this number."""

GROUPS = 200
"""A customer's resampling group is the bucket modulo this number."""


def _build_crc32_table() -> "Codes":
    """Return the 256 remainders of the reflected polynomial 0xEDB88320 (ISO 3309), shape (256,)."""
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, (table >> 1) ^ np.uint32(0xEDB88320), table >> 1)
    return table


_TABLE = _build_crc32_table()


def assign_groups(ids: pl.Series) -> "Ints":
    """Return the resampling group of each id, shape (len(ids),); String without nulls."""
    return (compute_crc32(ids) % BUCKETS % GROUPS).astype(np.int64)


def compute_crc32(ids: pl.Series) -> "Codes":
    """Return the CRC-32 of the UTF-8 bytes of each id, shape (len(ids),).

    `ids` is a String series without nulls. Ids of one length are worked on as a matrix of bytes.
    """
    result = np.empty(len(ids), dtype=np.uint32)
    lengths = ids.str.len_bytes().to_numpy()
    for length in np.flatnonzero(np.bincount(lengths)):
        rows = np.flatnonzero(lengths == length)
        some = ids if len(rows) == len(ids) else ids.gather(rows)
        result[rows] = _compute_crc32_of_one_length(some, int(length))
    return result


def _compute_crc32_of_one_length(ids: pl.Series, length: int) -> "Codes":
    if len(ids) < length:
        # A step for each letter of an id is dear where few ids share it.
        return np.array([crc32(each.encode()) for each in ids], dtype=np.uint32)
    text = "".join(ids.to_list()) if length == 0 else str(ids.str.join("").item())
    letters = np.frombuffer(text.encode(), dtype=np.uint8).reshape(len(ids), length)
    blocks = (letters[at : at + _BLOCK] for at in range(0, len(ids), _BLOCK))
    return np.concatenate([_compute_crc32_of_letters(block) for block in blocks])


def _compute_crc32_of_letters(letters: "NDArray[np.uint8]") -> "Codes":
    """Return the CRC-32 of the rows of a matrix of bytes, shape (rows,)."""
    crc = np.full(len(letters), 0xFFFFFFFF, dtype=np.uint32)
    for letter in np.ascontiguousarray(letters.T):
        place = (crc ^ letter).astype(np.uint8)
        crc >>= np.uint32(8)
        crc ^= np.take(_TABLE, place)
    return ~crc
