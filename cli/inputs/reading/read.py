"""All files of a role read into one frame, whichever path each of them takes."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from cli.inputs.detection.apostrophes import (
    choose_strips,
    count_apostrophes,
    describe_apostrophes,
    strip_apostrophes,
)
from cli.inputs.detection.time_formats import parse_time_format
from cli.inputs.files.errors import NulError
from cli.inputs.files.find import Container
from cli.inputs.files.panics import refuse_panics
from cli.inputs.formats.derived_columns import choose_columns
from cli.inputs.formats.totals_marks import choose_total_words, mark_totals
from cli.inputs.reading.clock_columns import find_clock
from cli.inputs.reading.fast_path import DoubtfulError, drop_idle_totals, read_fast
from cli.inputs.reading.guest_addresses import describe_shared_ids, find_guests
from cli.inputs.reading.joined_columns import name_columns
from cli.inputs.reading.link_columns import find_links
from cli.inputs.reading.message_columns import find_interactions
from cli.inputs.reading.problems import Problems, add_problems
from cli.inputs.reading.rows import POSITION, ReadCounts, Rows, find_money_column, get_positions
from cli.inputs.reading.unused_columns import (
    describe_unused_columns,
    refuse_unit_prices,
)
from cli.inputs.tables.columns import ValueKind
from cli.inputs.tables.errors import NoRowsError
from cli.inputs.tables.header import read_header
from cli.inputs.tables.row_shape import examine_rows
from cli.inputs.tables.stray_lines import describe_stray_lines
from cli.inputs.tables.table import ReadPlan, Table
from cli.inputs.tables.usual_names import space_words
from cli.inputs.values.amounts import NumberFormat
from cli.report import ReadFile
from cli.settings.sections.exports.files import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cli.inputs.detection.apostrophes import Apostrophes
    from cli.inputs.detection.detect import DetectedFormats
    from cli.inputs.formats.recognise import RecognisedFile, Section
    from cli.inputs.tables.columns import RoleColumns
    from cli.inputs.tables.header import Header

_ROWS: Final = 1 << 44
"""More rows than any file has: what a file's number counts for in the number of a row."""


@dataclass(frozen=True, slots=True)
class RoleRows:
    """The rows of all files of a role, in the order of the files."""

    rows: Rows
    tables: tuple[Table, ...]
    kept: tuple[pl.Series | None, ...] | None
    """Of each file the places of the rows in the frame, None where all are. No tuple but None where
    the rows are elsewhere and numbered by file and row, see `number_rows`."""
    starts: tuple[int, ...]
    """Where each file's rows begin in the frame."""
    files: tuple[ReadFile, ...]
    plans: tuple[ReadPlan, ...]
    """How each file is read."""
    flags: tuple[pl.DataFrame | None, ...]
    """Of each file `Rows.flags`."""
    written: "tuple[DetectedFormats | None, ...]"
    """Of each file `Rows.written`."""

    @property
    def fields(self) -> frozenset[str]:
        """Our names of the columns that are read from some file."""
        return frozenset(field.name for table in self.tables for field in table.fields)

    def get_original_name(self, name: str) -> str:
        """Return the first file's name of a column of ours that is read."""
        return next(field.theirs for field in self.tables[0].fields if field.name == name)

    def name_column(self, name: str) -> str:
        """Return what the first file that has a column of ours calls it."""
        named = (each for table in self.tables for each in table.fields)
        return next(field.theirs for field in named if field.name == name)

    def of(self, frame: pl.DataFrame) -> "RoleRows":
        """Return the reading with other rows in its frame."""
        return replace(self, rows=replace(self.rows, frame=frame))

    def with_amounts(self, frame: pl.DataFrame) -> "RoleRows":
        """Return the reading with its rows in another currency, and the totals of the files."""
        money = find_money_column(frame)
        if money is None:
            return self
        return self.with_changes(self.compute_changes(frame, money)).of(frame)

    def compute_changes(self, frame: pl.DataFrame, money: str) -> dict[int, int]:
        """Return by file what other amounts, of the rows here, add to its total."""
        before = self.rows.frame
        file = self.find_file_rows(get_positions(before))["file"]
        added = pl.DataFrame([file, (frame[money] - before[money]).alias("added")])
        return dict(added.group_by("file").agg(pl.col("added").sum()).rows())

    def with_changes(self, changes: "Mapping[int, int]") -> "RoleRows":
        """Return the reading with something added to the totals of files, by number."""
        files = list(self.files)
        for place, change in changes.items():
            files[place] = replace(files[place], total=(files[place].total or 0) + change)
        return replace(self, files=tuple(files))

    def find_file_rows(self, positions: pl.Series) -> pl.DataFrame:
        """Return for rows of the frame the number of their `file` and their `row` in it."""
        if self.kept is None:
            parted = (positions // _ROWS).alias("file"), (positions % _ROWS).alias("row")
            return pl.DataFrame([positions, *parted])
        places = positions.to_numpy()
        file = np.searchsorted(np.array(self.starts), places, side="right") - 1
        row = places - np.array(self.starts)[file]
        for number, kept in enumerate(self.kept):
            if kept is not None:
                here = file == number
                row[here] = kept.to_numpy()[row[here]]
        return pl.DataFrame({positions.name: positions, "file": file, "row": row})

    def locate_rows(self, positions: list[int]) -> list[str]:
        """Return FILE:LINE of rows of the frame."""
        rows = self.find_file_rows(pl.Series("position", positions))
        shapes = {file: examine_rows(self.tables[file]) for file in rows["file"].unique()}
        return [
            f"{self.tables[file].source.name}:{shapes[file].find_line(row)}"
            for file, row in rows.select("file", "row").iter_rows()
        ]


def number_rows(rows: Rows, file: int, start: int) -> pl.DataFrame:
    """Return rows of a file, its row `start` and what follows, with their `POSITION`."""
    places = pl.int_range(start, start + rows.frame.height, dtype=pl.Int64, eager=True)
    places = places if rows.kept is None else rows.kept.cast(pl.Int64)
    return rows.frame.with_columns((places + file * _ROWS).alias(POSITION))


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
    files = [open_table(file, wanted(file.section), zone, last_instant) for file in recognised]
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


def open_table(
    file: "RecognisedFile[Section]", wanted: "RoleColumns", zone: str, last_instant: bool
) -> "tuple[Table, ReadPlan]":
    """Return a file with its header looked at, and how it is read; see `read_files`."""
    section = file.section
    form = file.named.form
    names = wanted.names
    if form is not None:
        names |= {name for theirs in form.recognise for name in theirs}
    head = read_header(file.source, wanted.role, section, names)
    wanted, said = find_links(file.source, head, wanted, form)
    table = _make_table(file, wanted, head)
    refuse_unit_prices(table, wanted.columns)
    event = find_interactions(table)
    if event is not None:
        named = {**wanted.other_names, "interaction": (space_words(event),)}
        wanted = replace(wanted, other_names=named)
        table = _make_table(file, wanted, head)
    # A format that is known says itself whose address it reads.
    for find in (find_clock, find_guests) if form is None else (find_clock,):
        joined = find(table)
        if joined is not None:
            said = (*said, joined.describe(table))
            wanted = joined.add_to(name_columns(wanted, table))
            table = _make_table(file, wanted, head)
    shared = describe_shared_ids(table)
    table = replace(table, notes=said if shared is None else (*said, shared))
    plan = ReadPlan(
        wanted.role,
        section.timezone or zone,
        parse_time_format(section.time_format, wanted.role),
        NumberFormat(section.decimal, section.thousands, absent=wanted.role == "costs"),
        section.encoding or "utf-8",
        last_instant,
    )
    return table, plan


def _make_table(file: "RecognisedFile[Section]", wanted: "RoleColumns", head: "Header") -> Table:
    columns = choose_columns(file.source.name, file.named.form, wanted, head)
    places = {field.name: pl.col(str(field.position)) for field in columns.fields}
    said, total = file.section.totals, columns.total
    watched: tuple[str, ...] = ()
    if total is None or said is not None:
        total = mark_totals(wanted.role, columns.fields, head, said)
        watched = () if total is None else choose_total_words(said)
    return Table(
        file.source,
        head,
        columns.fields,
        wanted.role,
        columns.made,
        total,
        watched if wanted.role != Role.COSTS else (),
        columns.ignored,
        None if wanted.excuse is None else wanted.excuse(places),
        blank=tuple(word.strip().lower() for word in file.section.blank),
    )


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
    rows = replace(rows, frame=strip_apostrophes(rows.frame, choose_strips(marks)))
    refuse_nul(table, plan, rows.frame, rows.kept)
    return with_notes(rows, table, plan, marks)


def with_notes(
    rows: Rows, table: Table, plan: ReadPlan, marks: "Mapping[str, Apostrophes]"
) -> Rows:
    """Return all rows of a file with everything that is to be told of it."""
    details, notes = describe_apostrophes(table, marks, plan.role)
    unused = describe_unused_columns(table, rows.counts, rows.read)
    return replace(
        rows,
        details=(*table.source.details, *table.header.details, *rows.details, *details),
        notes=(*table.source.notes, *table.notes, *rows.notes, *notes, *unused),
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
    return replace(
        rows,
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
    return replace(
        parts[0],
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
