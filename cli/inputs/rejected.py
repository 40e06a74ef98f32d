"""Bad rows as they were, each with its file, line and everything that is wrong with it."""

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.duplicates import POSITION
from cli.inputs.problems import refuse
from cli.inputs.remedies import sentence, uneven
from cli.inputs.shape import Shape, shape
from cli.inputs.table import BLANK, RAGGED, ROW, WRONG
from cli.inputs.text import lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cli.inputs.fields import Field
    from cli.inputs.reading import Reading
    from cli.inputs.table import Table
    from cli.settings.tolerance import Tolerance

COLUMNS: Final = pl.Schema(
    {
        "file": pl.String(),
        "line": pl.Int64(),
        "column": pl.String(),
        "reason": pl.String(),
        "text": pl.String(),
    }
)
REJECTED: Final = pl.Schema({POSITION: pl.Int64(), "column": pl.String(), "reason": pl.String()})
"""Rows of the frame of all files that cleaning rejects, once for each reason."""

_Reasons = dict[int, list[tuple[str, str]]]
"""By row of a file: column and reason, for each thing that is wrong."""


def refuse_bad(
    role: str,
    reading: "Reading",
    tolerance: "Tolerance",
    keep: "dict[str, pl.DataFrame] | None",
) -> None:
    """Keep the bad rows of a role that needs no cleaning, then refuse them past the tolerance.

    Raises `BadRowsError`.
    """
    if keep is not None:
        keep[role] = rejected(reading)
    rows = reading.rows
    refuse(rows.problems, rows.bad, rows.read, tolerance)


def rejected(reading: "Reading", later: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return the bad rows of a role, by file and line, one row each.

    `file`, `line` (from 1, of its first line; in Parquet the row), `column` (several: with commas
    between), `reason` (several: ` | ` between), `text` (the physical lines, several where a value
    holds line breaks; in Parquet the values with commas between). `later` are the rows that were
    readable and that cleaning rejects, see `REJECTED`.
    """
    places = _places(reading, later)
    frames = [pl.DataFrame(schema=COLUMNS)]
    for number, table in enumerate(reading.tables):
        flags = reading.flags[number]
        reasons: _Reasons = defaultdict(list)
        written = reading.written[number]
        if flags is not None and written is not None:
            said = partial(sentence, reading.plans[number], written)
            for row, column, reason in _unreadable(table, said, shape(table), flags):
                reasons[row].append((column, reason))
        for row, column, reason in places.get(number, ()):
            reasons[row].append((column, reason))
        if reasons:
            frames.append(_of_file(table, reasons))
    return pl.concat(frames)


def _places(
    reading: "Reading", later: pl.DataFrame | None
) -> dict[int, list[tuple[int, str, str]]]:
    """Return by file the rows that cleaning rejects: row, column, reason."""
    found: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    if later is not None and later.height:
        rows = reading.file_rows(later[POSITION])
        for file, row, column, reason in zip(
            rows["file"], rows["row"], later["column"], later["reason"], strict=True
        ):
            found[file].append((row, column, reason))
    return found


def _unreadable(
    table: "Table",
    said: "Callable[[Field, str, str | None], str]",
    form: Shape,
    flags: pl.DataFrame,
) -> "Iterator[tuple[int, str, str]]":
    for row in flags.filter(pl.col(RAGGED))[ROW]:
        yield row, "", uneven(form.ragged[row], len(table.header.names))
    whole = flags.filter(~pl.col(RAGGED))
    for field in table.fields:
        for kind in (BLANK, WRONG):
            name = f"{kind}{field.name}"
            rows = whole.filter(pl.col(name) if name in flags.columns else False)[ROW]
            if len(rows):
                values = table.rows(rows).sort(ROW)[str(field.position)].cast(pl.String)
                for row, value in zip(rows, values, strict=True):
                    yield row, field.theirs, said(field, kind.rstrip("\0"), value)


def _of_file(table: "Table", reasons: _Reasons) -> pl.DataFrame:
    form, rows = shape(table), sorted(reasons)
    texts = _values(table, rows) if table.parquet else _lines(table, form, rows)
    return pl.DataFrame(
        [
            (
                table.source.name,
                form.line(row),
                ", ".join(dict.fromkeys(column for column, _ in reasons[row] if column)) or None,
                " | ".join(reason for _, reason in reasons[row]),
                text,
            )
            for row, text in zip(rows, texts, strict=True)
        ],
        COLUMNS,
        orient="row",
    )


def _lines(table: "Table", form: Shape, rows: "Sequence[int]") -> "Iterator[str]":
    spans = [range(form.line(row) - 1, form.line(row + 1) - 1) for row in rows]
    wanted = pl.Series([place for span in spans for place in span], dtype=pl.UInt32)
    found = (
        lines(table.source)
        .with_row_index(ROW)
        .filter(pl.col(ROW).is_in(wanted.implode()))
        .collect(engine="streaming")
    )
    texts = dict(found.iter_rows())
    # The last row of a file that ends in a tall one may have a line fewer than its span.
    return ("\n".join(texts[place] or "" for place in span if place in texts) for span in spans)


def _values(table: "Table", rows: "Sequence[int]") -> "Iterable[str]":
    found = table.rows(pl.Series(rows, dtype=pl.UInt32)).sort(ROW).drop(ROW)
    return (
        pl.DataFrame([row], found.columns, orient="row")
        .write_csv(include_header=False)
        .rstrip("\n")
        for row in found.cast(pl.String).iter_rows()
    )
