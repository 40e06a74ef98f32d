"""Chinese, Japanese and Korean encodings, told by how usual the characters are that they make."""

import re
from typing import Final, NamedTuple

UTF8_BYTES: Final = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
"""Characters of UTF-8 that are no ASCII."""
_NO_ASCII: Final = re.compile(rb"[\x80-\xff]")

_LOOKED_AT: Final = 1 << 16
"""Bytes of a text that tell its encoding, whole lines of it."""
_FEW: Final = 8
"""Characters of two bytes that look usual by chance."""
_MOSTLY: Final = 0.9
"""Share of usual ones among them in a text of the encoding."""
_HIGH: Final = 0x80
_LEAST_HIGH: Final = 0.3
"""Share of second bytes that are no ASCII: in MUÑOZ what follows the Ñ of Windows-1252 is a Z."""


class EastAsianEncoding(NamedTuple):
    """An encoding in which characters of one script have two bytes."""

    codec: str
    name: str
    """What people call it."""
    usual: tuple[tuple[int, int], ...]
    """First bytes of its everyday characters: both ends of each range."""


_ENCODINGS: Final = (
    # First, since everyday Chinese would soon have other first bytes than Korean syllables.
    EastAsianEncoding("cp949", "CP949", ((0xB0, 0xC8), (0xA1, 0xA3))),
    EastAsianEncoding("gb18030", "GB18030", ((0xB0, 0xD7), (0xA1, 0xA3))),
    EastAsianEncoding("big5", "Big5", ((0xA1, 0xC6),)),
    EastAsianEncoding("cp932", "CP932", ((0x81, 0x83), (0x88, 0x97))),
)


def detect_east_asian(data: bytes) -> EastAsianEncoding | None:
    """Return the encoding whose everyday characters nearly all those of a text are.

    None where the beginning fits none, is mostly UTF-8, or has too few characters to tell. Korean
    goes before Chinese only where every character is a syllable of its.
    """
    head = data[:_LOOKED_AT]
    if len(head) < len(data):
        head = head[: head.rfind(b"\n") + 1]
    made = sum(len(each[0]) for each in UTF8_BYTES.finditer(head))
    if made > len(_NO_ASCII.findall(head)) / 2:
        return None
    shares = [(each, _measure_usual(head, each)) for each in _ENCODINGS]
    best, share = max(shares, key=lambda one: one[1])
    return best if share >= _MOSTLY else None


def _measure_usual(head: bytes, encoding: EastAsianEncoding) -> float:
    """Return which share of a text's characters of several bytes is usual, 0 where it cannot be."""
    try:
        text = head.decode(encoding.codec)
    except UnicodeDecodeError:
        return 0.0
    codes = [mark.encode(encoding.codec) for mark in text if not mark.isascii()]
    wide = [code for code in codes if len(code) > 1]
    second = sum(code[1] >= _HIGH for code in wide)
    if len(wide) < _FEW or second < _LEAST_HIGH * len(wide):
        return 0.0
    usual = sum(any(low <= code[0] <= high for low, high in encoding.usual) for code in wide)
    return usual / len(codes)
