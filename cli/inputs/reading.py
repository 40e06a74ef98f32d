"""All files of a role read into one frame, whichever path each of them takes."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from cli.inputs.amounts import Marks
from cli.inputs.errors import NoRowsError, NulError
from cli.inputs.fields import Kind
from cli.inputs.header import header
from cli.inputs.problems import summed
from cli.inputs.recheck import rechecked
from cli.inputs.scan import fast
from cli.inputs.shape import shape
from cli.inputs.sources import Container, find_sources
from cli.inputs.table import Counts, Plan, Rows, Table
from cli.inputs.text import decoded
from cli.inputs.times import styles
from cli.report import ReadFile

if TYPE_CHECKING:
    from pathlib import Path

    from cli.inputs.fields import Wanted
    from cli.settings.files import Files


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows of all files of a role, in the order of the files."""

    rows: Rows
    tables: tuple[Table, ...]
    kept: tuple[pl.Series | None, ...]
    """Of each file the places of the rows in the frame, None where all are."""
    starts: tuple[int, ...]
    """Where each file's rows begin in the frame."""
    files: tuple[ReadFile, ...]
    plan: Plan
    flags: tuple[pl.DataFrame | None, ...]
    """Of each file `Rows.flags`."""

    def theirs(self, name: str) -> str:
        """Return the first file's name of a column of ours that is read."""
        return next(field.theirs for field in self.tables[0].fields if field.name == name)

    def file_rows(self, positions: pl.Series) -> pl.DataFrame:
        """Return for rows of the frame the number of their `file` and their `row` in it."""
        places = positions.to_numpy()
        file = np.searchsorted(np.array(self.starts), places, side="right") - 1
        row = places - np.array(self.starts)[file]
        for number, kept in enumerate(self.kept):
            if kept is not None:
                here = file == number
                row[here] = kept.to_numpy()[row[here]]
        return pl.DataFrame({positions.name: positions, "file": file, "row": row})

    def places(self, positions: list[int]) -> list[str]:
        """Return FILE:LINE of rows of the frame."""
        rows = self.file_rows(pl.Series("position", positions))
        shapes = {file: shape(self.tables[file]) for file in rows["file"].unique()}
        return [
            f"{self.tables[file].source.name}:{shapes[file].line(row)}"
            for file, row in rows.select("file", "row").iter_rows()
        ]


def read(
    section: "Files", wanted: "Wanted", zone: str, folder: "Path | None", *, last_instant: bool
) -> Reading:
    """Read the files that a section of the settings names.

    `last_instant` tells whether a date without a time is the end of its day. Raises errors of
    exit status 2 for files, and `DataError` for what cannot be decided about their values.
    """
    tables = _tables(section, wanted, folder)
    plan = Plan(
        wanted.role,
        section.timezone or zone,
        styles(section.time_format, wanted.role),
        Marks(section.decimal, section.thousands),
        section.encoding or "utf-8",
        last_instant,
    )
    parts = [_rows(table, plan) for table in tables]
    if not any(part.read for part in parts):
        raise NoRowsError([table.source.name for table in tables])
    heights = [part.frame.height for part in parts]
    return Reading(
        _joined(parts),
        tuple(tables),
        tuple(part.kept for part in parts),
        tuple(sum(heights[:place]) for place in range(len(heights))),
        tuple(
            ReadFile(table.source.name, wanted.role, section.format.value, part.read, _total(part))
            for table, part in zip(tables, parts, strict=True)
        ),
        plan,
        tuple(part.flags for part in parts),
    )


def _tables(section: "Files", wanted: "Wanted", folder: "Path | None") -> list[Table]:
    tables = []
    for source in find_sources(section.files, wanted.role, folder):
        text = decoded(source, section.encoding, wanted.role)
        head = header(text, wanted.role, section.delimiter, section.skip_rows, wanted.names)
        tables.append(Table(text, head, wanted.fields(source.name, head)))
    return tables


def _rows(table: Table, plan: Plan) -> Rows:
    rows = fast(table, plan) or rechecked(table, plan)
    if table.source.container is not Container.TEXT:
        for field in table.fields:
            if field.kind is not Kind.ID:
                continue
            nul = rows.frame[field.name].str.contains("\0", literal=True)
            if nul.any():
                row = nul.arg_max() or 0
                row = row if rows.kept is None else int(rows.kept[row])
                raise NulError(table.source.name, shape(table).line(row), plan.role)
    return rows


def _total(part: Rows) -> int | None:
    if "revenue" not in part.frame.columns:
        return None
    return int(part.frame["revenue"].sum()) + part.bad_amount


def _joined(parts: list[Rows]) -> Rows:
    if len(parts) == 1:
        return parts[0]
    frame = pl.concat([part.frame for part in parts], how="diagonal")
    if "dated_only" in frame.columns:
        frame = frame.with_columns(pl.col("dated_only").fill_null(value=False))
    return replace(
        parts[0],
        frame=frame,
        read=sum(part.read for part in parts),
        counts=sum((part.counts for part in parts), Counts()),
        problems=summed(part.problems for part in parts),
        bad=sum(part.bad for part in parts),
        bad_amount=sum(part.bad_amount for part in parts),
        kept=None,
        details=tuple(detail for part in parts for detail in part.details),
    )
