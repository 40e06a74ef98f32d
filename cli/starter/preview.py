"""The first rows of a file as reports will read them."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cli.errors import MeritoError
from cli.inputs.files.find import Container
from cli.inputs.files.lines import read_first_lines
from cli.inputs.reading.bad_rows import refuse_bad
from cli.inputs.reading.read import read_files
from cli.inputs.tables.columns import ValueKind
from cli.money import format_money
from cli.settings.sections.tolerance import Tolerance

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from cli.inputs.files.find import Source
    from cli.inputs.formats.recognise import RecognisedFile
    from cli.inputs.reading.role_rows import RoleRows
    from cli.inputs.tables.columns import RoleColumns
    from cli.settings.sections.exports.files import Files

_LINES: Final = 200
_MANY_LINES: Final = 10_000
_ROWS: Final = 3
_STRICT: Final = Tolerance("0", 0, None)


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a file, or why they cannot be read."""

    lines: tuple[str, ...]
    """A table as text."""
    problem: str = ""
    """The first sentence of what is wrong, empty where nothing is."""


def preview_file(
    file: "RecognisedFile[Files]", wanted: "Callable[[Files], RoleColumns]", role: str
) -> Preview:
    """Return the first rows of a file as the settings make reports read them."""
    try:
        reading = _read_first(file, wanted, role, _LINES)
        refuse_bad(role, reading, _STRICT, None)
    except MeritoError as error:
        return Preview((), str(error).splitlines()[0])
    fields = reading.tables[0].results
    kinds = {field.name: field.kind for field in fields}
    frame = reading.rows.frame.head(_ROWS).select(list(kinds))
    texts = [
        [name, *(_format_value(value, kinds[name]) for value in frame[name].to_list())]
        for name in kinds
    ]
    return Preview(_align(texts))


def read_first_rows(
    file: "RecognisedFile[Files]", wanted: "Callable[[Files], RoleColumns]", role: str
) -> "pl.DataFrame | None":
    """Return the first ten thousand rows of a file as reports read them, without bad ones.

    None where they cannot be read.
    """
    try:
        return _read_first(file, wanted, role, _MANY_LINES).rows.frame
    except MeritoError:
        return None


def _read_first(
    file: "RecognisedFile[Files]",
    wanted: "Callable[[Files], RoleColumns]",
    role: str,
    lines: int,
) -> "RoleRows":
    source = _cut_source(file.source, file.section.skip_rows or 0, role, lines)
    return read_files([replace(file, source=source)], wanted, "UTC", last_instant=role == "orders")


def _cut_source(source: "Source", skipped: int, role: str, most: int) -> "Source":
    """Return a source with the first lines of a text alone, so that no value is cut in two."""
    if source.container is Container.PARQUET:
        return source
    lines = read_first_lines(source, skipped + most, role)
    while len(lines) > skipped + 2 and sum(line.count('"') for line in lines) % 2:
        lines.pop()
    content = "".join(f"{line}\n" for line in lines).encode()
    return source._replace(data=content, container=Container.TEXT)


def _format_value(value: object, kind: ValueKind) -> str:
    if value is None:
        return "-"
    if kind is ValueKind.AMOUNT and isinstance(value, int):
        return format_money(value)
    return f"{value:%Y-%m-%d %H:%M:%S} UTC" if kind is ValueKind.TIME else str(value)


def _align(columns: list[list[str]]) -> tuple[str, ...]:
    """Return columns of texts as lines, two spaces apart."""
    shown = [[_show(text) for text in column] for column in columns]
    widths = [max(map(len, column)) for column in shown]
    rows = zip(*shown, strict=True)
    return tuple(
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _show(text: str) -> str:
    plain = "".join(mark if mark.isprintable() else " " for mark in text)
    return plain if len(plain) <= 30 else f"{plain[:29]}…"
