"""The bucket of a customer: the same number on every engine, machine and version."""

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from attribution.arrays import Codes

BUCKETS = 3200
"""A customer's bucket is the CRC-32 of the UTF-8 id modulo this number."""

GROUPS = 200
"""A customer's resampling group is the bucket modulo this number."""


def _crc32_table() -> "Codes":
    """Return the 256 remainders of the reflected polynomial 0xEDB88320 (ISO 3309), shape (256,)."""
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, (table >> 1) ^ np.uint32(0xEDB88320), table >> 1)
    return table


_TABLE = _crc32_table()


def crc32(ids: pl.Series) -> "Codes":
    """Return the CRC-32 of the UTF-8 bytes of each id, shape (len(ids),).

    `ids` is a String series without nulls. Ids of one length are worked on as a matrix of bytes.
    """
    result = np.empty(len(ids), dtype=np.uint32)
    lengths = ids.str.len_bytes().to_numpy()
    for length in np.flatnonzero(np.bincount(lengths)):
        rows = np.flatnonzero(lengths == length)
        some = ids if len(rows) == len(ids) else ids.gather(rows)
        result[rows] = _crc32_of_one_length(some, int(length))
    return result


def _crc32_of_one_length(ids: pl.Series, length: int) -> "Codes":
    text = "".join(ids.to_list()) if length == 0 else str(ids.str.join("").item())
    letters = np.frombuffer(text.encode(), dtype=np.uint8).reshape(len(ids), length)
    crc = np.full(len(ids), 0xFFFFFFFF, dtype=np.uint32)
    for position in range(length):
        crc = _TABLE[(crc ^ letters[:, position]) & np.uint32(0xFF)] ^ (crc >> np.uint32(8))
    return ~crc
