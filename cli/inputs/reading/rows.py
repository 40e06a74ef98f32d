"""The rows of a file as they are read, and what was decided about their values."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.tables.stray_lines import StrayLineGroup

if TYPE_CHECKING:
    from cli.inputs.detection.detect import DetectedFormats
    from cli.inputs.reading.problems import Problems


@dataclass(frozen=True, slots=True)
class ReadCounts:
    """What was decided about values of a role, in rows."""

    finer: int = 0
    """Amounts with more than four decimals, rounded half to even."""
    ambiguous: int = 0
    """Local times that occur twice, read as the earlier instant."""
    skipped: int = 0
    """Local times that a clock change skips, moved forward to the next instant."""
    dated: int = 0
    """Dates without a time."""
    absent: int = 0
    """Texts for no number, such as --, read as 0."""
    nobody: int = 0
    """Words for nobody in the place of a customer's id, read as blank."""
    clocks: int = 0
    """Days with a time that names no offset."""

    def __add__(self, other: "ReadCounts") -> "ReadCounts":
        """Return the sums."""
        names = [each.name for each in fields(self)]
        return ReadCounts(*(getattr(self, name) + getattr(other, name) for name in names))


class Rows(NamedTuple):
    """The rows of a file, or of all files of a role."""

    frame: pl.DataFrame
    """Our columns: ids String, times Datetime us UTC, amounts Int64, all else Categorical; blanks
    are null. `dated_only` Boolean where some row has a date without a time."""
    read: int
    """Rows in the file, without empty ones and totals."""
    counts: ReadCounts
    problems: "Problems"
    bad: int = 0
    """Rows left out because of problems."""
    bad_amount: int = 0
    """Their readable amounts."""
    totals: int = 0
    """Totals rows, which are left out."""
    total_amounts: tuple[int, ...] = ()
    """What totals rows say that the amounts are together, where they can be read."""
    ignored: int = 0
    """Rows that are something else, which are left out."""
    kept: pl.Series | None = None
    """Place in the file, from 0, of each row of `frame`; None where no row was left out."""
    details: tuple[str, ...] = ()
    """What was decided about the file, for `-v`."""
    notes: tuple[str, ...] = ()
    """What was guessed about it or left out, for stderr."""
    leftovers: tuple[StrayLineGroup, ...] = ()
    """Lines of a piece that are no rows, which `notes` tell of the whole file."""
    flags: pl.DataFrame | None = None
    """Of each bad row its place in the file, `ROW`, and Boolean flags of what is wrong with it:
    `RAGGED`, and `BLANK` and `WRONG` with the name of a column; None where no row is bad."""
    written: "DetectedFormats | None" = None
    """How the values are written, where some row is bad."""


POSITION: Final = "position\0"
"""Column that holds a row's place in the frame of all files."""


MONEY: Final = ("revenue", "cost")
"""The columns of amounts that a role adds up."""


def find_money_column(frame: pl.DataFrame) -> str | None:
    """Return the amount that a role adds up: revenue or, unless it is a mere attribute, cost."""
    return next((n for n in MONEY if frame.schema.get(n) == pl.Int64), None)


def get_positions(frame: pl.DataFrame) -> pl.Series:
    """Return the position of each row; rows that were not told apart yet are all, in order."""
    if POSITION in frame.columns:
        return frame[POSITION]
    return pl.int_range(frame.height, eager=True, dtype=pl.Int64).alias(POSITION)


def with_positions(frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows with their positions, see `get_positions`."""
    return frame if POSITION in frame.columns else frame.with_columns(get_positions(frame))
