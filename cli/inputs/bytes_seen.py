"""What one pass over the bytes of a text tells about them."""

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Seen:
    """What the bytes of a text hold; places are counted in bytes from 0."""

    nul: int | None = None
    """Place of the first NUL byte."""
    bad: int | None = None
    """Place of the first byte that is no UTF-8."""
    cut: bool = False
    """Whether that begins the last character, which is merely cut off."""
    old_mac: bool = False
    """Whether lines end in CR and never in LF."""


def seen(chunks: "Iterable[bytes]") -> Seen:
    """Examine a text up to the first byte that cannot stand in one."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    place, left, feeds, returns = 0, 0, False, False
    for chunk in chunks:
        nul = chunk.find(b"\0")
        if nul >= 0:
            return Seen(nul=place + nul)
        # Nearly every text is ASCII, which is found out much faster than anything else.
        if left or not chunk.isascii():
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                return Seen(bad=place - left + error.start)
            left = len(decoder.getstate()[0])
        place += len(chunk)
        feeds = feeds or b"\n" in chunk
        returns = returns or (not feeds and b"\r" in chunk)
    if left:
        return Seen(bad=place - left, cut=True)
    return Seen(old_mac=returns and not feeds)
