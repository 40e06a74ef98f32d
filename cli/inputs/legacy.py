"""Texts that are no UTF-8 and do not say what they are."""

import re
from typing import TYPE_CHECKING, Final

from cli.inputs.errors import EncodingError, MixedEncodingsError

if TYPE_CHECKING:
    from cli.inputs.bytes_seen import Seen

_UNUSED: Final = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
"""Bytes that are no character of Windows-1252."""
_UTF8: Final = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


def guessed(name: str, role: str, found: "Seen", data: bytes) -> str:
    """Return what the encoding is called that a text is taken for.

    Raises `EncodingError` where it cannot be Windows-1252, `MixedEncodingsError` where some of
    it is UTF-8.
    """
    line = data.count(b"\n", 0, found.bad) + 1
    if found.cut or _UNUSED.search(data):
        raise EncodingError(name, line, role, "utf-8")
    if known := _UTF8.search(data):
        raise MixedEncodingsError(name, (line, data.count(b"\n", 0, known.start()) + 1), role)
    return "Windows-1252"
