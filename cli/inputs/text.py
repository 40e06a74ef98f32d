"""The text of a source as Polars scans it: its raw lines, and its rows as texts."""

import mmap
from dataclasses import replace
from pathlib import Path
from typing import Final

import polars as pl

from cli.inputs.errors import EmptyFileError, EncodingError, NulError, UnreadableError, Utf16Error
from cli.inputs.sources import Container, Source

_LINE_SEPARATOR: Final = "\x01"
_HEAD: Final = 1 << 16
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_UTF8: Final = frozenset({"utf-8", "utf8", "utf-8-sig", "ascii", "us-ascii"})


def decoded(source: Source, encoding: str | None, role: str) -> Source:
    """Return the source as UTF-8; what is in another encoding becomes bytes in memory.

    Raises `EncodingError`, `Utf16Error` or `NulError`.
    """
    if source.container is Container.PARQUET:
        return source
    if encoding is None or encoding.lower() in _UTF8:
        if source.container is Container.TEXT:
            _refuse_other_encodings(source, role)
        return source
    data = source.data if isinstance(source.data, bytes) else source.data.read_bytes()
    if source.container is Container.COMPRESSED:
        raise UnreadableError(source.name, f"compressed {encoding} text; unpack it first")
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        line = data.count(b"\n", 0, getattr(error, "start", 0)) + 1
        raise EncodingError(source.name, line, role, encoding) from None
    return replace(source, data=text.removeprefix("\ufeff").encode())


def _refuse_other_encodings(source: Source, role: str) -> None:
    if isinstance(source.data, bytes):
        head, nul = source.data[:2], source.data.find(b"\0")
        before = source.data[: max(nul, 0)]
    else:
        head, nul, before = _nul(source.data)
    if head in _UTF16:
        raise Utf16Error(source.name, role)
    if nul >= 0:
        raise NulError(source.name, before.count(b"\n") + 1, role)


def _nul(path: Path) -> tuple[bytes, int, bytes]:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        place = content.find(b"\0")
        return content[:2], place, content[: max(place, 0)]


def lines(source: Source) -> pl.LazyFrame:
    """Return one row a physical line, `line` String, null where blank; bad bytes as U+FFFD."""
    return pl.scan_csv(
        source.data,
        has_header=False,
        separator=_LINE_SEPARATOR,
        quote_char=None,
        infer_schema=False,
        schema={"line": pl.String},
        encoding="utf8-lossy",
        truncate_ragged_lines=True,
        glob=False,
    )


def _beginning(source: Source, count: int) -> Source:
    """Return a text that holds the first lines, where they are few enough to be read at once."""
    if source.container is not Container.TEXT or isinstance(source.data, bytes):
        return source
    with source.data.open("rb") as file:
        content = file.read(_HEAD)
    return replace(source, data=content) if content.count(b"\n") > count else source


def first_lines(source: Source, count: int) -> list[str]:
    """Return the first physical lines, blank ones as empty texts."""
    try:
        head = lines(_beginning(source, count)).head(count).collect(engine="streaming").to_series()
    except pl.exceptions.NoDataError:
        raise EmptyFileError(source.name) from None
    except (pl.exceptions.ComputeError, OSError) as error:
        raise UnreadableError(source.name, str(error).splitlines()[0]) from None
    texts = [line or "" for line in head.to_list()]
    return [texts[0].removeprefix("\ufeff"), *texts[1:]] if texts else []
