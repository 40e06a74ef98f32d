"""What the bytes of a text hold, found in one pass over them."""

import codecs
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

MARKS: Final = "\"\t@'=;|,"
"""Characters whose absence from a text saves looks at its values."""


class ByteSummary(NamedTuple):
    """What the bytes of a text hold; places are counted in bytes from 0."""

    nul: int | None = None
    """Place of the first NUL byte."""
    bad: int | None = None
    """Place of the first byte that is no UTF-8."""
    cut: bool = False
    """Whether that begins the last character, which is merely cut off."""
    old_mac: bool = False
    """Whether lines end in CR and never in LF."""
    absent: frozenset[str] = frozenset()
    """Those of the marks that surely stand nowhere."""
    ascii: bool = False
    """Whether every character is surely ASCII."""


UNKNOWN = ByteSummary()
"""Nothing is known."""


def examine_bytes(chunks: "Iterable[bytes]") -> ByteSummary:
    """Examine a text up to the first byte that cannot stand in one."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    place, left, feeds, returns = 0, 0, False, False
    absent, plain = [(mark, mark.encode()) for mark in MARKS], True
    for chunk in chunks:
        nul = chunk.find(b"\0")
        if nul >= 0:
            return ByteSummary(nul=place + nul)
        # Nearly every text is ASCII, which is found out much faster than anything else.
        if left or not chunk.isascii():
            plain = False
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                return ByteSummary(bad=place - left + error.start)
            left = len(decoder.getstate()[0])
        place += len(chunk)
        feeds = feeds or b"\n" in chunk
        returns = returns or (not feeds and b"\r" in chunk)
        absent = [mark for mark in absent if mark[1] not in chunk]
    if left:
        return ByteSummary(bad=place - left, cut=True)
    missing = frozenset(mark for mark, _ in absent)
    return ByteSummary(old_mac=returns and not feeds, absent=missing, ascii=plain)
