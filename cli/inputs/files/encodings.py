"""The encoding of a file, and its text as UTF-8."""

import codecs
import re
from itertools import chain
from typing import Final

from cli.inputs.files.compression import (
    choose_limit,
    is_zstd,
    read_bounded,
    read_chunks,
    refuse_too_large,
)
from cli.inputs.files.east_asian import UTF8_BYTES, detect_east_asian
from cli.inputs.files.errors import (
    EncodingError,
    MixedEncodingsError,
    NulError,
    UnreadableError,
)
from cli.inputs.files.find import Container, Source
from cli.inputs.files.text_bytes import ByteSummary, examine_bytes

_UNUSED: Final = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
"""Bytes that are no character of Windows-1252."""


def guess_encoding(name: str, role: str, found: ByteSummary, data: bytes) -> tuple[str, str]:
    """Return the encoding that a text is taken for, and what it is called.

    Raises `EncodingError` where it cannot be Windows-1252, `MixedEncodingsError` where some of
    it is UTF-8.
    """
    line = data.count(b"\n", 0, found.bad) + 1
    asian = None if found.cut else detect_east_asian(data)
    if asian is not None:
        return asian.codec, asian.name
    if found.cut or _UNUSED.search(data):
        raise EncodingError(name, line, role, "utf-8")
    if known := UTF8_BYTES.search(data):
        raise MixedEncodingsError(name, (line, data.count(b"\n", 0, known.start()) + 1), role)
    return "cp1252", "Windows-1252"


UTF8: Final = frozenset({"utf-8", "utf8", "utf-8-sig", "ascii", "us-ascii"})
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32 LE"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32 BE"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16 LE"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16 BE"),
)
_LOOKED_AT: Final = 4096
_MOSTLY: Final = 0.3
"""Share of the characters of a text in UTF-16 that surely have a NUL, and of those in which the
other byte may be one."""


def decode_source(
    source: Source, encoding: str | None, role: str, max_size: int | None = None
) -> Source:
    """Return the source as UTF-8; what is in another encoding becomes bytes in memory.

    Without `encoding`, a mark at the beginning or the place of NUL bytes tells UTF-16, and what
    is no UTF-8 is taken for an East Asian encoding or Windows-1252, which a note says. `max_size`
    is the number of bytes that a compressed file may unpack to, None where that goes by its size.
    Raises `EncodingError`, `MixedEncodingsError`, `NulError`, `TooLargeError` or
    `UnreadableError`.
    """
    if source.container is Container.PARQUET:
        return source
    plain = encoding is None or encoding.lower() in UTF8
    if is_zstd(source):
        refuse_too_large(source, role, max_size)
        if not plain:
            raise UnreadableError(source.name, f"zstd of {encoding} text; unpack it first")
        return source
    allowed = choose_limit(source, max_size) if source.container is Container.COMPRESSED else None
    if not plain and encoding is not None:
        return _convert(source, encoding, role, allowed)
    if encoding is None and (wide := _detect_wide(source)):
        found = _convert(source, wide[0], role, allowed)
        return found._replace(details=(f"{source.name}: {wide[1]} text", *found.details))
    return _decode_narrow(
        source, encoding, role, examine_bytes(read_bounded(source, role, allowed))
    )


def _decode_narrow(source: Source, encoding: str | None, role: str, found: ByteSummary) -> Source:
    """Return a source in which characters are mostly one byte."""
    if found.nul is not None:
        raise NulError(source.name, _find_line(source, found.nul), role)
    if found.bad is not None:
        if encoding is not None:
            raise EncodingError(source.name, _find_line(source, found.bad), role, encoding)
        codec, name = guess_encoding(source.name, role, found, b"".join(read_chunks(source)))
        guess = f"{role}: {source.name} is not UTF-8 and was read as {name}"
        source = _convert(source, codec, role, None)
        return source._replace(
            details=(f"{source.name}: {name} text", *source.details),
            notes=(f"{guess}; if letters look wrong, set {role}.encoding",),
        )
    if found.old_mac or _begins_with_marks(source):
        return _make_text(source, bytearray().join(read_chunks(source)))
    return source._replace(summary=found)


def _read_head(source: Source) -> bytes:
    """Return the first bytes of a text, as many as are read at a time."""
    return next(read_chunks(source), b"")


def _begins_with_marks(source: Source) -> bool:
    """Return whether a text has more than one mark of UTF-8, as after two programs that set it."""
    return _read_head(source).startswith(codecs.BOM_UTF8 * 2)


def _find_line(source: Source, place: int) -> int:
    line = 1
    for chunk in read_chunks(source):
        line += chunk.count(b"\n", 0, min(place, len(chunk)))
        place -= len(chunk)
        if place <= 0:
            break
    return line


def _make_text(source: Source, text: bytearray) -> Source:
    """Return a text as source without marks of UTF-8; lines that end in CR alone end in LF."""
    details = source.details
    while text.startswith(codecs.BOM_UTF8):
        text = text.removeprefix(codecs.BOM_UTF8)
    if b"\n" not in text and b"\r" in text:
        text = text.replace(b"\r", b"\n")
        details = (*details, f"{source.name}: lines end in CR, as on old Macs")
    return source._replace(data=bytes(text), container=Container.TEXT, details=details)


def _detect_wide(source: Source) -> tuple[str, str] | None:
    """Return the encoding that a mark or the place of NUL bytes tells, and what it is called."""
    head = _read_head(source)[:_LOOKED_AT]
    for mark, encoding, name in _MARKS:
        if head.startswith(mark):
            return encoding, name
    even, odd = head[::2].count(0), head[1::2].count(0)
    pairs = len(head) // 2
    if odd > _MOSTLY * pairs > 0 and even < _MOSTLY * odd:
        return "utf-16-le", "UTF-16 LE"
    if even > _MOSTLY * pairs > 0 and odd < _MOSTLY * even:
        return "utf-16-be", "UTF-16 BE"
    return None


def _choose_byte_order(encoding: str, source: Source) -> str:
    """Return the encoding, with the commoner order of bytes where no mark tells it."""
    name = codecs.lookup(encoding).name
    head = _read_head(source)
    marked = any(head.startswith(mark) for mark, _, _ in _MARKS)
    return f"{name}-le" if name in ("utf-16", "utf-32") and not marked else name


def _convert(source: Source, encoding: str, role: str, allowed: int | None) -> Source:
    decoder = codecs.getincrementaldecoder(_choose_byte_order(encoding, source))()
    text, place = bytearray(), 0
    try:
        for chunk in chain(read_bounded(source, role, allowed), (b"",)):
            text += decoder.decode(chunk, final=not chunk).encode()
            place += len(chunk)
    except UnicodeError as error:
        line = _find_line(source, place + getattr(error, "start", 0))
        raise EncodingError(source.name, line, role, encoding) from None
    if b"\0" in text:
        raise NulError(source.name, text.count(b"\n", 0, text.find(b"\0")) + 1, role)
    return _make_text(source, text)
