"""All files of a role read into one frame, whichever path each of them takes."""

from typing import TYPE_CHECKING

import polars as pl

from cli.inputs.detection.apostrophes import (
    choose_strips,
    count_apostrophes,
    describe_apostrophes,
    strip_apostrophes,
)
from cli.inputs.files.errors import NulError
from cli.inputs.files.find import Container
from cli.inputs.files.panics import refuse_panics
from cli.inputs.reading.columns.header_zones import describe_utc_column
from cli.inputs.reading.columns.unused_columns import describe_unused_columns
from cli.inputs.reading.fast_path import DoubtfulError, drop_idle_totals, read_fast
from cli.inputs.reading.open import open_tables
from cli.inputs.reading.problems import Problems, add_problems
from cli.inputs.reading.role_rows import RoleRows
from cli.inputs.reading.rows import ReadCounts, Rows, find_money_column
from cli.inputs.tables.columns import ValueKind
from cli.inputs.tables.errors import NoRowsError
from cli.inputs.tables.row_shape import examine_rows
from cli.inputs.tables.stray_lines import describe_stray_lines
from cli.inputs.tables.table import ReadPlan, Table
from cli.report import ReadFile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cli.inputs.detection.apostrophes import Apostrophes
    from cli.inputs.formats.recognise import RecognisedFile, Section
    from cli.inputs.tables.columns import RoleColumns


def read_files(
    recognised: "Sequence[RecognisedFile[Section]]",
    wanted: "Callable[[Section], RoleColumns]",
    zone: str,
    *,
    last_instant: bool,
) -> RoleRows:
    """Read the files of a section of the settings; `wanted` are the columns of each.

    `last_instant` tells whether a date without a time is the end of its day. Raises errors of
    exit status 2 for files, and `DataError` for what cannot be decided about their values.
    """
    files = list(open_tables(recognised, wanted, zone, last_instant=last_instant))
    parts = [_read_rows(table, plan) for table, plan in files]
    tables = tuple(table for table, _ in files)
    if not any(part.read for part in parts):
        raise NoRowsError([table.source.name for table in tables])
    heights = [part.frame.height for part in parts]
    return RoleRows(
        join_files(parts),
        tables,
        tuple(part.kept for part in parts),
        tuple(sum(heights[:place]) for place in range(len(heights))),
        tuple(
            make_read_file(file, plan, part, _sum_money(part))
            for file, (_, plan), part in zip(recognised, files, parts, strict=True)
        ),
        tuple(plan for _, plan in files),
        tuple(part.flags for part in parts),
        tuple(part.written for part in parts),
    )


def make_read_file(
    file: "RecognisedFile[Section]", plan: ReadPlan, rows: Rows, total: int | None
) -> ReadFile:
    """Return what reports say of a file; `total` is its money."""
    height = rows.read + rows.totals + rows.ignored
    return ReadFile(file.source.name, plan.role, file.named.name, height, total)


def _read_rows(table: Table, plan: ReadPlan) -> Rows:
    with refuse_panics(table.source.name):
        try:
            pieces = list(read_fast(drop_idle_totals(table), plan))
        except DoubtfulError:
            # Here, since most files are read the fast way.
            from cli.inputs.reading.slow_path import read_slow  # noqa: PLC0415

            pieces = list(read_slow(table, plan))
    rows = merge_pieces(pieces)
    marks = count_apostrophes(table, rows.frame)
    rows = rows._replace(frame=strip_apostrophes(rows.frame, choose_strips(marks)))
    refuse_nul(table, plan, rows.frame, rows.kept)
    return with_notes(rows, table, plan, marks)


def with_notes(
    rows: Rows, table: Table, plan: ReadPlan, marks: "Mapping[str, Apostrophes]"
) -> Rows:
    """Return all rows of a file with everything that is to be told of it."""
    details, notes = describe_apostrophes(table, marks, plan.role)
    unused = describe_unused_columns(table, rows.counts, rows.read)
    zone = describe_utc_column(table, plan, rows.counts)
    return rows._replace(
        details=(*table.source.details, *table.header.details, *rows.details, *details),
        notes=(*table.source.notes, *table.notes, *rows.notes, *notes, *unused, *zone),
    )


def refuse_nul(
    table: Table, plan: ReadPlan, frame: pl.DataFrame, kept: pl.Series | None, start: int = 0
) -> None:
    """Raise `NulError` where an id of a file other than text holds a NUL.

    `kept` and `start` tell the rows' places in the file, see `Rows.kept`.
    """
    if table.source.container is Container.TEXT:
        return
    for field in table.fields:
        if field.kind is not ValueKind.ID:
            continue
        nul = frame[field.name].str.contains("\0", literal=True)
        if nul.any():
            row = nul.arg_max() or 0
            row = start + row if kept is None else int(kept[row])
            raise NulError(table.source.name, examine_rows(table).find_line(row), plan.role)


def merge_pieces(pieces: "Sequence[Rows]") -> Rows:
    """Return the pieces of a file as one; those without columns say what is known of all rows.

    Problems stand in the order of the columns, whichever piece has the first one.
    """
    wholes = [piece for piece in pieces if not piece.frame.width]
    some = [piece for piece in pieces if piece.frame.width] or wholes
    kept = [piece.kept for piece in some if piece.kept is not None]
    flags = [piece.flags for piece in wholes if piece.flags is not None]
    rows = join_files(pieces)
    order = [tuple(reversed(name.split("\0"))) for name in flags[0].columns[1:]] if flags else []
    return rows._replace(
        problems=Problems(tuple(sorted(rows.problems.groups, key=lambda g: order.index(g.key)))),
        kept=pl.concat(kept) if kept else None,
        notes=(
            *rows.notes,
            *describe_stray_lines(line for piece in wholes for line in piece.leftovers),
        ),
        leftovers=(),
        details=tuple(dict.fromkeys(detail for piece in wholes for detail in piece.details)),
        flags=pl.concat(flags) if flags else None,
        written=next((piece.written for piece in wholes if piece.written is not None), None),
    )


def concat_rows(frames: "Sequence[pl.DataFrame]") -> pl.DataFrame:
    """Return the rows of several frames; what some of them do not have is null, or False."""
    if len(frames) == 1:
        return frames[0]
    frame = pl.concat(frames, how="diagonal")
    if "dated_only" in frame.columns:
        frame = frame.with_columns(pl.col("dated_only").fill_null(value=False))
    return frame


def _sum_money(part: Rows) -> int | None:
    money = find_money_column(part.frame)
    return None if money is None else int(part.frame[money].sum()) + part.bad_amount


def join_files(parts: "Sequence[Rows]") -> Rows:
    """Return the rows of several files as one."""
    if len(parts) == 1:
        return parts[0]
    return parts[0]._replace(
        frame=concat_rows([part.frame for part in parts if part.frame.width] or [parts[0].frame]),
        read=sum(part.read for part in parts),
        counts=sum((part.counts for part in parts), ReadCounts()),
        problems=add_problems(part.problems for part in parts),
        bad=sum(part.bad for part in parts),
        bad_amount=sum(part.bad_amount for part in parts),
        totals=sum(part.totals for part in parts),
        total_amounts=tuple(amount for part in parts for amount in part.total_amounts),
        ignored=sum(part.ignored for part in parts),
        kept=None,
        flags=None,
        written=None,
        details=tuple(detail for part in parts for detail in part.details),
        notes=tuple(note for part in parts for note in part.notes),
    )
