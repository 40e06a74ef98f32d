"""The lines of a source."""

from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.files.compression import is_zstd
from cli.inputs.files.errors import EmptyFileError, EncodingError, UnreadableError
from cli.inputs.files.find import Container

if TYPE_CHECKING:
    from cli.inputs.files.find import Source

_ALL: Final = 1 << 31
"""More lines than a text has that is read at once."""


def scan_lines(source: "Source") -> pl.LazyFrame:
    """Return one row a physical line, `line` String, null where it is empty."""
    line = pl.col("line")
    read = pl.scan_lines(source.data, name="line", glob=False)
    return read.select(pl.when(line != "").then(line))


def make_countable(line: str) -> str:
    """Return a line whose values the csv module counts as Polars does: a lone CR ends no line."""
    return line.replace("\r", " ")


def make_lines_countable(lines: pl.Expr) -> pl.Expr:
    """Return what `make_countable` makes of many lines."""
    return lines.str.replace_all("\r", " ", literal=True)


def cut_to_whole_lines(source: "Source", size: int) -> "Source | None":
    """Return a text as the lines that end in its first bytes, None where lines may be no rows.

    So it is where these bytes hold a quote, or the text is compressed or in memory.
    """
    if source.container is not Container.TEXT or isinstance(source.data, bytes):
        return None
    with source.data.open("rb") as file:
        content = file.read(size)
    whole = content if len(content) < size else content[: content.rfind(b"\n") + 1]
    return source._replace(data=whole) if whole and b'"' not in whole else None


def is_whole(piece: "Source", source: "Source") -> bool:
    """Tell whether the lines that a text was cut to are all of it."""
    if isinstance(source.data, bytes) or not isinstance(piece.data, bytes):
        return False
    return source.data.stat().st_size == len(piece.data)


def unpack_zstd(source: "Source", role: str) -> "Source":
    """Return a text in zstd as its lines in memory, any other source as it is.

    Raises what `read_first_lines` raises.
    """
    if not is_zstd(source):
        return source
    lines = read_first_lines(source, _ALL, role)
    return source._replace(data="\n".join(lines).encode(), container=Container.TEXT)


def read_first_lines(source: "Source", count: int, role: str) -> list[str]:
    """Return the first physical lines, blank ones as empty texts.

    Raises `EmptyFileError`, `EncodingError` and `UnreadableError`.
    """
    plain = source.container is Container.TEXT
    try:
        texts = _read_lines(source, count) if plain else _unpack_lines(source, count)
    except pl.exceptions.NoDataError:
        raise EmptyFileError(source.name) from None
    except UnicodeDecodeError:
        raise EncodingError(source.name, None, role, "utf-8") from None
    except (pl.exceptions.ComputeError, OSError) as error:
        if "utf8" in str(error):
            raise EncodingError(source.name, None, role, "utf-8") from None
        raise UnreadableError(source.name, str(error).splitlines()[0]) from None
    return [texts[0].removeprefix("\ufeff"), *texts[1:]] if texts else []


def _read_lines(source: "Source", count: int) -> list[str]:
    """Return the first lines of a text as `scan_lines` has them; a query takes longer to begin."""
    data = source.data
    with BytesIO(data) if isinstance(data, bytes) else data.open("rb") as file:
        lines = list(islice(file, count))
    return [line.removesuffix(b"\n").removesuffix(b"\r").decode() for line in lines]


def _unpack_lines(source: "Source", count: int) -> list[str]:
    """Return the first lines of a compressed text."""
    head = scan_lines(source).head(count).collect(engine="streaming").to_series()
    return [line or "" for line in head.to_list()]
