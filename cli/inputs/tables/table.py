"""A file that is ready to be read, and what its rows came to."""

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import polars as pl

from cli.inputs.files.find import Container
from cli.inputs.files.lines import cut_to_whole_lines, is_whole
from cli.inputs.tables.first_rows import FirstRows
from cli.inputs.tables.made_columns import add_made_columns
from cli.inputs.values.identifiers import LIST_SEPARATORS
from cli.inputs.values.times import LAST_PRINTABLE

if TYPE_CHECKING:
    from cli.inputs.files.find import Source
    from cli.inputs.tables.columns import Field
    from cli.inputs.tables.header import Header
    from cli.inputs.values.amounts import NumberFormat
    from cli.inputs.values.times import TimeFormat

ROW: Final = "row\0"
"""Column that numbers the rows of a file from 0."""
BLANK: Final = "blank\0"
"""Begins the name of a flag of the slow path, with the column's: a value that lacks."""
WRONG: Final = "wrong\0"
"""The same: a value that cannot be read."""
RAGGED: Final = "ragged\0"
"""The flag of a row with too few or too many values."""
_TOTALS, _OTHERS = "totals", "others"
_TIMES: Final = (pl.Datetime, pl.Date)
_BEGINNING: Final = 1 << 18
"""Bytes in which the first rows of a text mostly are."""
_FIRST: Final = -62_135_596_800_000_000
"""The first instant of year 1, microseconds since 1970."""


class UndecidedError(Exception):
    """All rows of a file are asked, of which only a piece is there."""


class Pieces(NamedTuple):
    """Where the rows of a file lie whose pieces number their rows on their own."""

    starts: tuple[int, ...] = ()
    """The number that the first row of each piece has, ascending."""
    rows: tuple[int, ...] = ()
    """The place in the file of the first row of each piece, from 0."""
    tall: tuple[int, ...] = ()
    """See `row_shape.RowShape.tall`."""

    def find_row(self, number: int) -> int:
        """Return the place in the file of the row of a number."""
        piece = bisect_right(self.starts, number) - 1
        return self.rows[piece] + number - self.starts[piece]

    def find_rows(self, numbers: pl.Series) -> pl.Series:
        """Return the places in the file of rows by their numbers."""
        starts, rows = np.array(self.starts), np.array(self.rows)
        found = numbers.to_numpy()
        piece = np.searchsorted(starts, found, side="right") - 1
        return pl.Series(numbers.name, rows[piece] + found - starts[piece])


class ReadPlan(NamedTuple):
    """How the files of a role are read."""

    role: str
    zone: str
    """Time zone of local times."""
    day_zone: str
    """That of dates without a time, for which the name of their column tells none."""
    style: "TimeFormat | None"
    """The way of writing times that the settings name."""
    marks: "NumberFormat"
    """What the settings say about numbers."""
    encoding: str
    last_instant: bool
    """Whether a date without a time is the end of its day instead of the start."""
    zone_column: str | None = None
    """The column whose name tells the zone of local times, None where the settings do."""


class Table(NamedTuple):
    """A file, its header and the columns to read."""

    source: "Source"
    header: "Header"
    fields: tuple["Field", ...]
    role: str
    made: tuple[pl.Expr, ...] = ()
    """Columns that are made from others, see `made_columns.MadeColumns`."""
    total: pl.Expr | None = None
    """Whether a row is no data but a total."""
    watched: tuple[str, ...] = ()
    """Words of ids that alone mark such rows among those that can be read, in lower case."""
    ignored: pl.Expr | None = None
    """Whether a row is something else than the role says, by the format."""
    excused: pl.Expr | None = None
    """Whether a row is no order by its status, so that its other values are not judged."""
    end: int | None = None
    """Rows after which the table ends, None where it does with the file."""
    blank: tuple[str, ...] = ()
    """Words that mean that there is no value, in lower case."""
    others: pl.Expr | None = None
    """What rows have in columns that are not read, see `combine_others`; None: not wanted."""

    sign: str | None = None
    """A sign of several currencies beside its amounts, such as $, where no code is."""
    notes: tuple[str, ...] = ()
    """What reports say of how its columns are read."""
    piece: bool = False
    """Whether the source is a piece of the file."""
    above: int = 0
    """Lines of the file above that piece, the header aside; of Parquet rows."""
    pieces: "Pieces | None" = None
    """Where the rows of a file lie that is read in pieces elsewhere; None: as its text tells."""
    excerpt: pl.DataFrame | None = None
    """Rows to look at in place of all, as `scan_texts` gives them, places unknown; None: all."""
    first: FirstRows | None = None
    """What keeps the first rows for all tables that are made of this one; None: nothing does."""

    def require_all(self) -> None:
        """Raise `UndecidedError` where the rows are only some of the file's."""
        if self.piece and self.excerpt is None:
            raise UndecidedError

    @property
    def formulas(self) -> "tuple[pl.Expr, ...]":
        """Return what is calculated from the other columns, under our names."""
        return tuple(
            field.formula.alias(field.name) for field in self.fields if field.formula is not None
        )

    @property
    def results(self) -> "tuple[Field, ...]":
        """Return the columns to read without those that only formulas take."""
        return tuple(field for field in self.fields if not field.operand)

    @property
    def beside(self) -> "tuple[pl.Expr, ...]":
        """Return what is wanted of a row besides the columns to read."""
        return () if self.others is None else (self.others,)

    @property
    def left_out(self) -> pl.Expr | None:
        """Whether a row is left out, None where every row is data."""
        if self.total is None or self.ignored is None:
            return self.ignored if self.total is None else self.total
        return self.total | self.ignored

    @property
    def without_steps(self) -> "Table":
        """Return the table as it stands in the file: no column made, no row left out."""
        return self._replace(made=(), total=None, ignored=None)

    @property
    def may_be_read_fast(self) -> bool:
        """Whether the ids of rows alone tell which of them are left out, if any are."""
        return self.left_out is None or (self.ignored is None and bool(self.watched))

    def may_hold(self, mark: str) -> bool:
        """Tell whether some value may hold a mark: the text does, or columns are made of it."""
        return bool(self.made) or mark not in self.source.summary.absent

    @property
    def may_hold_lists(self) -> bool:
        """Whether some value may be a list: a delimiter is no part of one without quotes."""
        quoted = self.may_hold('"')
        return any(
            self.may_hold(mark) and (quoted or mark != self.header.delimiter)
            for mark in LIST_SEPARATORS
        )

    @property
    def parquet(self) -> bool:
        """Whether the file has typed columns and no text."""
        return self.source.container is Container.PARQUET

    def scan_texts(self, *, truncate: bool = False) -> pl.LazyFrame:
        """Return all rows of data, the columns named by their position; `truncate` cuts long rows.

        All columns are String, but for dates and times in Parquet. A blank line is a row of
        nulls, a blank value in quotes an empty text.
        """
        if self.excerpt is not None:
            return self.excerpt.lazy()
        rows = self._scan(truncate=truncate)
        rows = add_made_columns(rows, self.made)
        return rows if self.left_out is None else rows.filter(~self.left_out)

    def read_first_rows(self, count: int) -> pl.DataFrame:
        """Return the first rows of `scan_texts`, long ones cut."""
        if self.excerpt is not None:
            return self.excerpt.head(count)
        first = self.first or FirstRows()
        origin = (self.source, self.header, self.blank, self.end, count)
        rows = first.read(origin, lambda: _read_beginning(self.without_steps, count))
        changes = (self.total, self.ignored, *self.made)
        return first.read((*origin, *changes), lambda: self._complete_rows(rows, count))

    def _complete_rows(self, rows: pl.DataFrame, count: int) -> pl.DataFrame:
        """Return the first rows by those that stand in the file, the next ones where some go."""
        whole = rows.height < count
        rows = add_made_columns(rows, self.made)
        rows = rows if self.left_out is None else rows.filter(~self.left_out)
        if whole or rows.height == count:
            return rows
        return self.scan_texts(truncate=True).head(count).collect(engine="streaming")

    def scan_numbered(self) -> pl.LazyFrame:
        """Return `scan_texts`, long rows cut, with the place of each row in the file in `ROW`."""
        if self.left_out is None:
            return self.scan_texts(truncate=True).with_row_index(ROW)
        return self._scan_everything().filter(~self.left_out)

    def read_totals(self) -> pl.DataFrame:
        """Return the totals rows, like `scan_numbered`."""
        which = pl.lit(value=False) if self.total is None else self.total
        return self._scan_everything().filter(which).collect(engine="streaming")

    def holds_totals(self) -> bool:
        """Return whether there is some totals row."""
        return self.total is not None and self.count_left_out()[0] > 0

    def count_left_out(self) -> tuple[int, int]:
        """Return how many rows are totals, and how many others are something else."""
        none = pl.lit(value=False)
        total = none if self.total is None else self.total
        other = none if self.ignored is None else self.ignored & ~total
        if self.left_out is None:
            return 0, 0
        rows = add_made_columns(self._scan(truncate=True), self.made)
        sums = rows.select(total.sum().alias(_TOTALS), other.sum().alias(_OTHERS))
        totals, others = sums.collect(engine="streaming").row(0)
        return int(totals or 0), int(others or 0)

    def _scan_everything(self) -> pl.LazyFrame:
        """Return `scan_numbered` with the rows that are left out."""
        return add_made_columns(self._scan(truncate=True).with_row_index(ROW), self.made)

    def _scan(self, *, truncate: bool) -> pl.LazyFrame:
        rows = self._scan_source(truncate=truncate)
        if not self.blank:
            return rows
        plain = pl.col(pl.String).str.strip_chars().str.to_lowercase()
        unsaid = ~plain.is_in(list(self.blank))
        return rows.with_columns(pl.when(unsaid).then(pl.col(pl.String)).name.keep())

    def _scan_source(self, *, truncate: bool) -> pl.LazyFrame:
        if not self.parquet:
            # By its lines: with odd quotes in it, Polars would end the header elsewhere.
            return pl.scan_csv(
                self.source.data,
                separator=self.header.delimiter,
                quote_char='"' if self.header.quoted else None,
                skip_lines=self.header.lines,
                has_header=False,
                schema={str(place): pl.String for place in range(len(self.header.names))},
                missing_columns="insert",
                extra_columns="ignore" if truncate else "raise",
                truncate_ragged_lines=truncate,
                n_rows=self.end,
                glob=False,
            )
        typed = zip(self.header.names, self.header.types or (), strict=True)
        return pl.scan_parquet(self.source.data, glob=False).select(
            _to_text(pl.col(name), kind).alias(str(place))
            for place, (name, kind) in enumerate(typed)
            if not kind.is_nested()
        )

    def count_rows(self) -> int:
        """Return the number of rows that Polars finds below the header, blank lines with them."""
        value = pl.col("0") if not self.parquet else pl.first()
        found = value.is_null().cast(pl.UInt32).sum() + value.is_not_null().cast(pl.UInt32).sum()
        return int(self._scan(truncate=True).select(found).collect(engine="streaming").item() or 0)

    def read_rows(self, places: pl.Series) -> pl.DataFrame:
        """Return some rows as in `scan_texts`, with their place in the file in the column `ROW`."""
        wanted = pl.col(ROW).is_in(places.cast(pl.UInt32).implode())
        if self.left_out is None:
            return self.scan_numbered().filter(wanted).collect(engine="streaming")
        # Telling what is left out takes long: only the wanted rows are looked at.
        rows = self._scan_everything().filter(wanted).collect(engine="streaming")
        return rows.filter(~self.left_out)

    def get_type(self, column: "Field") -> pl.DataType:
        """Return the type that the column has in `scan_texts`."""
        types = self.header.types or ()
        kind = types[column.position] if column.position < len(types) else None
        return kind if isinstance(kind, _TIMES) else pl.String()


def _read_beginning(table: Table, count: int) -> pl.DataFrame:
    """Return the first rows of a table.

    Of a large text Polars would look through more than its beginning, where they mostly are.
    """
    if begun := cut_to_whole_lines(table.source, _BEGINNING):
        rows = table._replace(source=begun).scan_texts(truncate=True).head(count).collect()
        if rows.height == count or is_whole(begun, table.source):
            return rows
    return table.scan_texts(truncate=True).head(count).collect(engine="streaming")


def _to_text(column: pl.Expr, kind: pl.DataType) -> pl.Expr:
    if isinstance(kind, _TIMES):
        # Other years are damage, and nothing can print them.
        believed = (
            column.cast(pl.Datetime("us")).dt.timestamp("us").is_between(_FIRST, LAST_PRINTABLE)
        )
        return pl.when(believed).then(column)
    if kind.is_float():
        # Shortest texts of tiny floats have exponents.
        column = pl.when(column.abs() < 1e-5).then(pl.lit(0.0)).otherwise(column)
    return column.cast(pl.String)
