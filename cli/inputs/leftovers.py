"""Lines of a file that are no rows of its table: comments, the header again, a second table."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.table import ROW, Table

if TYPE_CHECKING:
    from cli.inputs.shape import Shape

_FILLED: Final = "filled"
_COMMENT: Final = "comment"
_HEADER: Final = "header"


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What of a file is its table."""

    table: Table
    """The table, with its end where another one follows."""
    rows: pl.Series
    """Rows that are none, UInt32."""
    notes: tuple[str, ...]
    """What was left out, in words."""


def without_leftovers(table: Table, form: "Shape", role: str) -> Leftovers:
    """Find what is no row of the table; everything else that does not fit is a problem."""
    none = pl.Series(ROW, [], pl.UInt32)
    if table.parquet:
        return Leftovers(table, none, ())
    rows = _looked_at(table, form)
    end = None if table.piece else _second_table(form, rows)
    notes: list[str] = []
    if end is not None:
        rows = rows.filter(pl.col(ROW) < end)
        table = replace(table, end=end)
        place = f"{role}: {table.source.name}:{form.line(end)}"
        notes.append(f"{place}: a second table begins here; it is left out")
    for name, what in ((_HEADER, "repeat the header"), (_COMMENT, "are comments")):
        found = rows.filter(name)[ROW]
        if len(found):
            lines = "1 line" if len(found) == 1 else f"{len(found):,} lines"
            verb = what if len(found) > 1 else _SINGLE[what]
            first = f"the first one is line {form.line(found[0])}"
            notes.append(f"{role}: {table.source.name}: {lines} {verb}, left out; {first}")
    return Leftovers(table, rows.filter(pl.col(_HEADER) | pl.col(_COMMENT))[ROW], tuple(notes))


_SINGLE: Final = {"repeat the header": "repeats the header", "are comments": "is a comment"}


def _looked_at(table: Table, form: "Shape") -> pl.DataFrame:
    """Return one row a row: whether it holds anything, is a comment, or repeats the header."""
    names = table.header.names
    ragged = pl.Series([row for row, count in form.ragged.items() if count == 1], dtype=pl.UInt32)
    places = [str(place) for place in range(len(names))]
    same = (
        pl.col(place).str.strip_chars() == name
        for place, name in zip(places, names, strict=True)
        if name
    )
    comment = pl.col("0").str.starts_with("#") & pl.col(ROW).is_in(ragged.implode())
    return (
        table.texts(truncate=True)
        .with_row_index(ROW)
        .select(
            ROW,
            pl.any_horizontal(pl.col(place).is_not_null() for place in places).alias(_FILLED),
            comment.fill_null(value=False).alias(_COMMENT),
            pl.all_horizontal(same).fill_null(value=False).alias(_HEADER),
        )
        .collect(engine="streaming")
    )


def _second_table(form: "Shape", rows: pl.DataFrame) -> int | None:
    """Return the row at which another table begins: below a blank line, of another width."""
    ragged = pl.Series(list(form.ragged), dtype=pl.UInt32)
    filled = rows.filter(_FILLED, ~pl.col(_COMMENT))
    whole = filled.filter(~pl.col(ROW).is_in(ragged.implode()))[ROW].max()
    last = whole if isinstance(whole, int) else -1
    below = sorted(row for row in form.ragged if row > last)
    widths = {form.ragged[row] for row in below}
    if len(below) < 2 or len(widths) > 1 or widths == {1}:
        return None
    gap = rows.filter(pl.col(ROW).is_between(last, below[0], closed="none"))
    return None if gap.filter(~pl.col(_FILLED)).is_empty() else below[0]
