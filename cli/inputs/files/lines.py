"""The lines of a source."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.files.errors import EmptyFileError, EncodingError, UnreadableError
from cli.inputs.files.find import Container

if TYPE_CHECKING:
    from cli.inputs.files.find import Source

_HEAD: Final = 1 << 16


def scan_lines(source: "Source") -> pl.LazyFrame:
    """Return one row a physical line, `line` String, null where it is empty."""
    line = pl.col("line")
    read = pl.scan_lines(source.data, name="line", glob=False)
    return read.select(pl.when(line != "").then(line))


def make_countable(line: str) -> str:
    """Return a line whose values the csv module counts as Polars does: a lone CR ends no line."""
    return line.replace("\r", " ")


def _cut_beginning(source: "Source", count: int) -> "Source":
    """Return a text that holds the first lines, where they are few enough to be read at once."""
    if source.container is not Container.TEXT or isinstance(source.data, bytes):
        return source
    with source.data.open("rb") as file:
        content = file.read(_HEAD)
    return replace(source, data=content) if content.count(b"\n") > count else source


def cut_to_whole_lines(source: "Source", size: int) -> "Source | None":
    """Return a text as the lines that end in its first bytes, None where lines may be no rows.

    So it is where these bytes hold a quote, or the text is compressed or in memory.
    """
    if source.container is not Container.TEXT or isinstance(source.data, bytes):
        return None
    with source.data.open("rb") as file:
        content = file.read(size)
    whole = content[: content.rfind(b"\n") + 1]
    return replace(source, data=whole) if whole and b'"' not in whole else None


def read_first_lines(source: "Source", count: int, role: str) -> list[str]:
    """Return the first physical lines, blank ones as empty texts.

    Raises `EmptyFileError`, `EncodingError` and `UnreadableError`.
    """
    try:
        head = (
            scan_lines(_cut_beginning(source, count))
            .head(count)
            .collect(engine="streaming")
            .to_series()
        )
    except pl.exceptions.NoDataError:
        raise EmptyFileError(source.name) from None
    except (pl.exceptions.ComputeError, OSError) as error:
        if "utf8" in str(error):
            raise EncodingError(source.name, None, role, "utf-8") from None
        raise UnreadableError(source.name, str(error).splitlines()[0]) from None
    texts = [line or "" for line in head.to_list()]
    return [texts[0].removeprefix("\ufeff"), *texts[1:]] if texts else []
