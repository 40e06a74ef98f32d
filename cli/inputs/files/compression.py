"""Compressed files: their bytes in chunks, and how large they unpack to."""

import io
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.inputs.files.errors import TooLargeError, UnreadableError
from cli.inputs.files.find import Container

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from cli.inputs.files.find import Source


CHUNK: Final = 1 << 20
GZIP: Final = b"\x1f\x8b"
"""What gzip begins with."""
GZIP_WINDOW: Final = 31
"""What zlib calls gzip with its largest window."""


def open_stream(source: "Source") -> "BinaryIO":
    """Return the stored bytes as a stream."""
    return source.data.open("rb") if isinstance(source.data, Path) else io.BytesIO(source.data)


def is_gzipped(source: "Source") -> bool:
    """Tell whether the stored bytes are gzip."""
    with open_stream(source) as stream:
        return stream.read(len(GZIP)) == GZIP


def is_zstd(source: "Source") -> bool:
    """Tell whether a source is text in zstd, which the reader of tables alone unpacks."""
    return source.container is Container.COMPRESSED and not is_gzipped(source)


def read_chunks(source: "Source") -> "Iterator[bytes]":
    """Yield the text of a source that is not compressed, or is with gzip.

    Raises `UnreadableError` where the compression is broken.
    """
    with open_stream(source) as stream:
        if stream.read(len(GZIP)) == GZIP:
            stream.seek(0)
            yield from _unpack(stream, source.name)
            return
        stream.seek(0)
        while chunk := stream.read(CHUNK):
            yield chunk


def _unpack(stream: "BinaryIO", name: str) -> "Iterator[bytes]":
    unpacker = zlib.decompressobj(GZIP_WINDOW)
    packed = stream.read(CHUNK)
    try:
        while packed:
            if chunk := unpacker.decompress(packed, CHUNK):
                yield chunk
            packed = unpacker.unconsumed_tail
            if unpacker.eof:
                # Files may be put together of several.
                packed = unpacker.unused_data or stream.read(CHUNK)
                unpacker = zlib.decompressobj(GZIP_WINDOW)
                if not packed:
                    return
            packed = packed or stream.read(CHUNK)
    except zlib.error as error:
        raise UnreadableError(name, f"broken gzip: {str(error).partition(': ')[2]}") from None
    raise UnreadableError(name, "unexpected end of file")


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


def choose_limit(source: "Source", max_size: int | None) -> int:
    """Return how many bytes a file may unpack to: the setting, or by the size of the file."""
    if max_size is not None:
        return max_size
    with open_stream(source) as stream:
        size = stream.seek(0, 2)
    return min(LARGEST, max(_HARMLESS, _RATIO * size))


def read_bounded(source: "Source", role: str, allowed: int | None) -> "Iterator[bytes]":
    """Yield the text of a source, see `read_chunks`; raises `TooLargeError` past a limit."""
    total = 0
    for chunk in read_chunks(source):
        total += len(chunk)
        if allowed is not None and total > allowed:
            raise TooLargeError(source.name, role, allowed)
        yield chunk


def refuse_too_large(source: "Source", role: str, max_size: int | None) -> None:
    """Raise `TooLargeError` where the blocks of a zstd file unpack to more than the limit."""
    allowed = choose_limit(source, max_size)
    with open_stream(source) as stream:
        if bound_unpacked_size(stream, allowed) > allowed:
            raise TooLargeError(source.name, role, allowed)


def bound_unpacked_size(stream: "BinaryIO", allowed: int) -> int:
    """Return an upper bound of what a zstd file unpacks to, no further than past a limit.

    A broken file is left to the reader.
    """
    total = 0
    while total <= allowed:
        magic = int.from_bytes(stream.read(4), "little")
        if magic & ~0xF == _SKIPPED:
            stream.seek(int.from_bytes(stream.read(4), "little"), 1)
        elif magic == _MAGIC:
            total += _bound_frame(stream, allowed - total)
        else:
            break
    return total


def _bound_frame(stream: "BinaryIO", allowed: int) -> int:
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
