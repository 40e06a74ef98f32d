"""The bytes of a source, piece by piece, unpacked where they are compressed with gzip."""

import io
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.inputs.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from cli.inputs.sources import Source

CHUNK: Final = 1 << 20
GZIP: Final = b"\x1f\x8b"
"""What gzip begins with."""
GZIP_WINDOW: Final = 31
"""What zlib calls gzip with its largest window."""


def opened(source: "Source") -> "BinaryIO":
    """Return the stored bytes as a stream."""
    return source.data.open("rb") if isinstance(source.data, Path) else io.BytesIO(source.data)


def gzipped(source: "Source") -> bool:
    """Tell whether the stored bytes are gzip."""
    with opened(source) as stream:
        return stream.read(len(GZIP)) == GZIP


def chunks(source: "Source") -> "Iterator[bytes]":
    """Yield the text of a source that is not compressed, or is with gzip.

    Raises `UnreadableError` where the compression is broken.
    """
    with opened(source) as stream:
        if stream.read(len(GZIP)) == GZIP:
            stream.seek(0)
            yield from _unpacked(stream, source.name)
            return
        stream.seek(0)
        while chunk := stream.read(CHUNK):
            yield chunk


def _unpacked(stream: "BinaryIO", name: str) -> "Iterator[bytes]":
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
