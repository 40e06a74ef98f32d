"""Bad rows as they were, each with its file, line and everything that is wrong with it."""

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.files.lines import scan_lines
from cli.inputs.reading.problems import refuse_too_many
from cli.inputs.reading.remedies import describe_problem
from cli.inputs.reading.rows import POSITION
from cli.inputs.tables.row_shape import RowShape, describe_uneven, examine_rows
from cli.inputs.tables.table import BLANK, RAGGED, ROW, WRONG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cli.inputs.reading.role_rows import RoleRows
    from cli.inputs.tables.columns import Field
    from cli.inputs.tables.table import Table
    from cli.settings.sections.tolerance import Tolerance

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
    reading: "RoleRows",
    tolerance: "Tolerance",
    keep: "dict[str, pl.DataFrame] | None",
) -> None:
    """Keep the bad rows of a role that needs no cleaning, then refuse them past the tolerance.

    Raises `BadRowsError`.
    """
    if keep is not None:
        keep[role] = bad_rows_table(reading)
    rows = reading.rows
    refuse_too_many(rows.problems, rows.bad, rows.read, tolerance)


def bad_rows_table(reading: "RoleRows", later: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return the bad rows of a role, by file and line, one row each.

    `file`, `line` (from 1, of its first line; in Parquet the row), `column` (several: with commas
    between), `reason` (several: ` | ` between), `text` (the physical lines, several where a value
    holds line breaks; in Parquet the values with commas between). `later` are the rows that were
    readable and that cleaning rejects, see `REJECTED`.
    """
    places = _find_rejected(reading, later)
    frames = [pl.DataFrame(schema=COLUMNS)]
    for number, table in enumerate(reading.tables):
        flags = reading.flags[number]
        reasons: _Reasons = defaultdict(list)
        written = reading.written[number]
        if flags is not None and written is not None:
            said = partial(describe_problem, reading.plans[number], written)
            for row, column, reason in _find_unreadable(table, said, examine_rows(table), flags):
                reasons[row].append((column, reason))
        for row, column, reason in places.get(number, ()):
            reasons[row].append((column, reason))
        if reasons:
            frames.append(_make_file_table(table, reasons))
    return pl.concat(frames)


def _find_rejected(
    reading: "RoleRows", later: pl.DataFrame | None
) -> dict[int, list[tuple[int, str, str]]]:
    """Return by file the rows that cleaning rejects: row, column, reason."""
    found: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    if later is not None and later.height:
        rows = reading.find_file_rows(later[POSITION])
        for file, row, column, reason in zip(
            rows["file"], rows["row"], later["column"], later["reason"], strict=True
        ):
            found[file].append((row, column, reason))
    return found


def _find_unreadable(
    table: "Table",
    said: "Callable[[Field, str, str | None], str]",
    form: RowShape,
    flags: pl.DataFrame,
) -> "Iterator[tuple[int, str, str]]":
    for row in flags.filter(pl.col(RAGGED))[ROW]:
        yield row, "", describe_uneven(form.ragged[row], len(table.header.names))
    whole = flags.filter(~pl.col(RAGGED))
    for field in table.fields:
        for kind in (BLANK, WRONG):
            name = f"{kind}{field.name}"
            rows = whole.filter(pl.col(name) if name in flags.columns else False)[ROW]
            if len(rows):
                values = table.read_rows(rows).sort(ROW)[str(field.position)].cast(pl.String)
                for row, value in zip(rows, values, strict=True):
                    yield row, field.theirs, said(field, kind.rstrip("\0"), value)


def _make_file_table(table: "Table", reasons: _Reasons) -> pl.DataFrame:
    form, rows = examine_rows(table), sorted(reasons)
    texts = _join_values(table, rows) if table.parquet else _read_lines(table, form, rows)
    return pl.DataFrame(
        [
            (
                table.source.name,
                table.source.find_line(form.find_line(row)),
                ", ".join(dict.fromkeys(column for column, _ in reasons[row] if column)) or None,
                " | ".join(reason for _, reason in reasons[row]),
                text,
            )
            for row, text in zip(rows, texts, strict=True)
        ],
        COLUMNS,
        orient="row",
    )


def _read_lines(table: "Table", form: RowShape, rows: "Sequence[int]") -> "Iterator[str]":
    spans = [range(form.find_line(row) - 1, form.find_line(row + 1) - 1) for row in rows]
    wanted = pl.Series([place for span in spans for place in span], dtype=pl.UInt32)
    found = (
        scan_lines(table.source)
        .with_row_index(ROW)
        .filter(pl.col(ROW).is_in(wanted.implode()))
        .collect(engine="streaming")
    )
    texts = dict(found.iter_rows())
    # The last row of a file that ends in a tall one may have a line fewer than its span.
    return ("\n".join(texts[place] or "" for place in span if place in texts) for span in spans)


def _join_values(table: "Table", rows: "Sequence[int]") -> "Iterable[str]":
    found = table.read_rows(pl.Series(rows, dtype=pl.UInt32)).sort(ROW).drop(ROW)
    return (
        pl.DataFrame([row], found.columns, orient="row")
        .write_csv(include_header=False)
        .rstrip("\n")
        for row in found.cast(pl.String).iter_rows()
    )
