"""The rows of all files of a role, and where in the files each of them stands."""

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import polars as pl

from cli.inputs.reading.rows import POSITION, Rows, find_money_column, get_positions
from cli.inputs.tables.row_shape import examine_rows, locate_line
from cli.inputs.tables.table import ReadPlan, Table
from cli.report import ReadFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.inputs.detection.detect import DetectedFormats

_ROWS: Final = 1 << 44
"""More rows than any file has: what a file's number counts for in the number of a row."""


class RoleRows(NamedTuple):
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
        return self._replace(rows=self.rows._replace(frame=frame))

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
            files[place] = files[place]._replace(total=(files[place].total or 0) + change)
        return self._replace(files=tuple(files))

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
            locate_line(self.tables[file], shapes[file].find_line(row))
            for file, row in rows.select("file", "row").iter_rows()
        ]


def number_rows(rows: Rows, file: int, start: int) -> pl.DataFrame:
    """Return rows of a file, its row `start` and what follows, with their `POSITION`."""
    places = pl.int_range(start, start + rows.frame.height, dtype=pl.Int64, eager=True)
    places = places if rows.kept is None else rows.kept.cast(pl.Int64)
    return rows.frame.with_columns((places + file * _ROWS).alias(POSITION))
