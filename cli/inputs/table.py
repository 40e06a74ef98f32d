"""A file that is ready to be read, and what its rows came to."""

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.sources import Container

if TYPE_CHECKING:
    from cli.inputs.amounts import Marks
    from cli.inputs.fields import Field
    from cli.inputs.header import Header
    from cli.inputs.problems import Problems
    from cli.inputs.sources import Source
    from cli.inputs.times import Style

ROW: Final = "row\0"
"""Column that numbers the rows of a file from 0."""
BLANK: Final = "blank\0"
"""Begins the name of a flag of the slow path, with the column's: a value that lacks."""
WRONG: Final = "wrong\0"
"""The same: a value that cannot be read."""
RAGGED: Final = "ragged\0"
"""The flag of a row with too few or too many values."""
_TIMES: Final = (pl.Datetime, pl.Date)


@dataclass(frozen=True, slots=True)
class Plan:
    """How the files of a role are read."""

    role: str
    zone: str
    """Time zone of local times."""
    styles: tuple["Style", ...]
    """Ways of writing times that are accepted."""
    marks: "Marks"
    encoding: str
    last_instant: bool
    """Whether a date without a time is the end of its day instead of the start."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file, its header and the columns to read."""

    source: "Source"
    header: "Header"
    fields: tuple["Field", ...]

    @property
    def parquet(self) -> bool:
        """Whether the file has typed columns and no text."""
        return self.source.container is Container.PARQUET

    def texts(self, *, truncate: bool = False) -> pl.LazyFrame:
        """Return all rows, the columns named by their position; `truncate` cuts long rows.

        All columns are String, but for dates and times in Parquet. A blank line is a row of
        nulls, a blank value in quotes an empty text.
        """
        if not self.parquet:
            return pl.scan_csv(
                self.source.data,
                separator=self.header.delimiter,
                skip_lines=self.header.skipped,
                new_columns=[str(place) for place in range(len(self.header.names))],
                infer_schema=False,
                truncate_ragged_lines=truncate,
                glob=False,
            )
        typed = zip(self.header.names, self.header.types or (), strict=True)
        return pl.scan_parquet(self.source.data, glob=False).select(
            _text(pl.col(name), kind).alias(str(place))
            for place, (name, kind) in enumerate(typed)
            if not kind.is_nested()
        )

    def rows(self, places: pl.Series) -> pl.DataFrame:
        """Return some rows as in `texts`, with their place in the file in the column `ROW`."""
        wanted = pl.col(ROW).is_in(places.cast(pl.UInt32).implode())
        texts = self.texts(truncate=True).with_row_index(ROW).filter(wanted)
        return texts.collect(engine="streaming")

    def type_of(self, column: "Field") -> pl.DataType:
        """Return the type that the column has in `texts`."""
        kind = None if self.header.types is None else self.header.types[column.position]
        return kind if isinstance(kind, _TIMES) else pl.String()


def _text(column: pl.Expr, kind: pl.DataType) -> pl.Expr:
    if isinstance(kind, _TIMES):
        return column
    if kind.is_float():
        # Shortest texts of tiny floats have exponents.
        column = pl.when(column.abs() < 1e-5).then(pl.lit(0.0)).otherwise(column)
    return column.cast(pl.String)


@dataclass(frozen=True, slots=True)
class Counts:
    """What was decided about values of a role, in rows."""

    finer: int = 0
    """Amounts with more than four decimals, rounded half to even."""
    ambiguous: int = 0
    """Local times that occur twice, read as the earlier instant."""
    skipped: int = 0
    """Local times that a clock change skips, moved forward to the next instant."""
    dated: int = 0
    """Dates without a time."""

    def __add__(self, other: "Counts") -> "Counts":
        """Return the sums."""
        names = [each.name for each in fields(self)]
        return Counts(*(getattr(self, name) + getattr(other, name) for name in names))


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a file, or of all files of a role."""

    frame: pl.DataFrame
    """Our columns: ids String, times Datetime us UTC, amounts Int64, all else Categorical; blanks
    are null. `dated_only` Boolean where some row has a date without a time."""
    read: int
    """Rows in the file, without empty ones."""
    counts: Counts
    problems: "Problems"
    bad: int = 0
    """Rows left out because of problems."""
    bad_amount: int = 0
    """Their readable amounts."""
    kept: pl.Series | None = None
    """Place in the file, from 0, of each row of `frame`; None where no row was left out."""
    details: tuple[str, ...] = field(default=())
    """What was decided about the file."""
    flags: pl.DataFrame | None = None
    """Of each bad row its place in the file, `ROW`, and Boolean flags of what is wrong with it:
    `RAGGED`, and `BLANK` and `WRONG` with the name of a column; None where no row is bad."""
