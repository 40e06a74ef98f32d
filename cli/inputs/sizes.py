"""How large a compressed file becomes when it is unpacked, found without keeping it."""

from typing import TYPE_CHECKING, Final

from cli.inputs.chunks import opened
from cli.inputs.errors import TooLargeError

if TYPE_CHECKING:
    from typing import BinaryIO

    from cli.inputs.sources import Source

LARGEST: Final = 50 * 10**9
"""Bytes that a file may unpack to where the settings do not say."""
_HARMLESS: Final = 10**9
"""Bytes that a file may unpack to, however small it is."""
_RATIO: Final = 250
"""How many times its size a larger file may unpack to; tables reach 20, rarely 100."""
_MAGIC: Final = 0xFD2FB528
_SKIPPED: Final = 0x184D2A50
_BLOCK: Final = 1 << 17
"""Most bytes that a block of zstd unpacks to."""


def limit(source: "Source", max_size: int | None) -> int:
    """Return how many bytes a file may unpack to: the setting, or by the size of the file."""
    if max_size is not None:
        return max_size
    with opened(source) as stream:
        size = stream.seek(0, 2)
    return min(LARGEST, max(_HARMLESS, _RATIO * size))


def refuse_too_large(source: "Source", role: str, max_size: int | None) -> None:
    """Raise `TooLargeError` where the blocks of a zstd file unpack to more than the limit."""
    allowed = limit(source, max_size)
    with opened(source) as stream:
        if unpacked(stream, allowed) > allowed:
            raise TooLargeError(source.name, role, allowed)


def unpacked(stream: "BinaryIO", allowed: int) -> int:
    """Return an upper bound of what a zstd file unpacks to, no further than past a limit.

    A broken file is left to the reader.
    """
    total = 0
    while total <= allowed:
        magic = int.from_bytes(stream.read(4), "little")
        if magic & ~0xF == _SKIPPED:
            stream.seek(int.from_bytes(stream.read(4), "little"), 1)
        elif magic == _MAGIC:
            total += _frame(stream, allowed - total)
        else:
            break
    return total


def _frame(stream: "BinaryIO", allowed: int) -> int:
    descriptor = int.from_bytes(stream.read(1), "little")
    single = descriptor >> 5 & 1
    dictionary = (0, 1, 2, 4)[descriptor & 3]
    content = (single, 2, 4, 8)[descriptor >> 6]
    stream.seek((1 - single) + dictionary + content, 1)
    total = 0
    while total <= allowed:
        header = stream.read(3)
        if len(header) < 3:
            break
        block = int.from_bytes(header, "little")
        last, kind, size = block & 1, block >> 1 & 3, block >> 3
        total += _BLOCK if kind == 2 else size
        stream.seek(1 if kind == 1 else size, 1)
        if last:
            stream.seek(4 * (descriptor >> 2 & 1), 1)
            break
    return total
