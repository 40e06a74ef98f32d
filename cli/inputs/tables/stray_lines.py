"""Lines of a file that are no rows of its table: comments, the header again, a second table."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.tables.columns import ValueKind
from cli.inputs.tables.made_columns import add_made_columns
from cli.inputs.tables.row_shape import locate_line
from cli.inputs.tables.table import ROW, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cli.inputs.tables.row_shape import RowShape


@dataclass(frozen=True, slots=True)
class StrayLineGroup:
    """Lines of a file that are no rows of its table, of one kind."""

    where: str
    """ROLE: FILE."""
    kind: str
    """See `stray_lines.describe_stray_lines`."""
    count: int
    line: int
    """The first one, from 1."""


_FILLED: Final = "filled"
_BLANK: Final = "blank"
_COMMENT: Final = "comment"
_HEADER: Final = "header"
_NOTICE: Final = "notice"
_LEGEND: Final = "legend"
_SENTENCE: Final = r"^\W*\p{L}[^0-9]*\s.*\p{L}|^\s*(?:©|\(c\))"
"""The only value of a line that is no row: words, such as a copyright or a number of results."""
_WORDS: Final = r"^[^0-9]*\p{L}[^0-9]*\s[^0-9]*\p{L}[^0-9]*$"
"""Several words in place of an id."""
_ORDER: Final = "order_id"
_NAME: Final = "name"
_WORD: Final = r"^[^0-9]*\p{L}[^0-9]*$"
"""The only value of a line that is none below such a line: a name, as of who made a report."""
_COLUMNS: Final = 3
"""Columns from which on a line of one value is surely no row."""
_SAID: Final = {
    _HEADER: ("repeats the header", "repeat the header"),
    _COMMENT: ("is a comment", "are comments"),
    _NOTICE: ("is a notice", "are notices"),
    _LEGEND: ("describes the columns", "describe the columns"),
}
"""What one line is, and several are."""


class StrayLines(NamedTuple):
    """What of a file is its table."""

    table: Table
    """The table, with its end where another one follows."""
    rows: pl.Series
    """Rows that are none, UInt32, blank ones too; of Parquet none are looked for."""
    notes: tuple[str, ...]
    """Where another table follows, in words."""
    lines: tuple[StrayLineGroup, ...]
    """The other lines that are none of its rows."""


def find_stray_lines(table: Table, form: "RowShape", role: str) -> StrayLines:
    """Find what is no row of the table; everything else that does not fit is a problem."""
    none = pl.Series(ROW, [], pl.UInt32)
    if table.parquet:
        return StrayLines(table, none, (), ())
    rows = _examine_rows(table, form)
    end = None if table.piece else _find_second_table(form, rows)
    notes: list[str] = []
    if end is not None:
        rows = rows.filter(pl.col(ROW) < end)
        table = table._replace(end=end)
        place = f"{role}: {locate_line(table, form.find_line(end))}"
        notes.append(f"{place}: a second table begins here; it is left out")
    where = f"{role}: {table.source.name}"
    lines = tuple(
        StrayLineGroup(where, name, len(found), table.source.find_line(form.find_line(found[0])))
        for name in _SAID
        if len(found := rows.filter(name)[ROW])
    )
    none = rows.filter(pl.any_horizontal(_BLANK, *_SAID))[ROW]
    return StrayLines(table, none, tuple(notes), lines)


def describe_stray_lines(found: "Iterable[StrayLineGroup]") -> tuple[str, ...]:
    """Return what was left out of a file in words, found in its pieces one after the other."""
    lines = list(found)
    return tuple(
        _describe_line_numbers([each for each in lines if each.kind == name])
        for name in _SAID
        if any(each.kind == name for each in lines)
    )


def _describe_line_numbers(lines: list[StrayLineGroup]) -> str:
    count = sum(each.count for each in lines)
    one, several = _SAID[lines[0].kind]
    what = f"1 line {one}" if count == 1 else f"{count:,} lines {several}"
    return f"{lines[0].where}: {what}, left out; the first one is line {lines[0].line}"


def _examine_rows(table: Table, form: "RowShape") -> pl.DataFrame:
    """Return what rows are: whether one holds anything, is a comment, or repeats the header.

    Rows that are like any other are only among them where some have too few or too many values.
    """
    alone = [row for row, count in form.ragged.items() if count == 1]
    places = pl.Series(sorted({*alone, *_find_suspects(table)}), dtype=pl.UInt32)
    looked = [_read_first_row(table), *([table.read_rows(places)] if len(places) else [])]
    rows = pl.concat(looked, how="vertical").unique(ROW).sort(ROW)
    marks = _mark_rows(table, rows, pl.Series(alone, dtype=pl.UInt32))
    if not form.ragged:
        return marks
    every = table.scan_numbered().select(ROW, _is_filled(table).alias(_FILLED))
    rows = every.collect(engine="streaming").join(
        marks.drop(_FILLED), on=ROW, how="left", maintain_order="left"
    )
    rows = rows.with_columns(pl.col(_BLANK, _NAME, *_SAID).fill_null(value=False))
    return _add_names(rows) if rows[_NOTICE].any() else rows


def _find_suspects(table: Table) -> pl.Series:
    """Return the rows that may be blank, repeat the header or count the others.

    The columns that are read tell.
    """
    names = table.header.names
    first = next((place for place, name in enumerate(names) if name), 0)
    places = {first, *(field.position for field in table.fields if field.position < len(names))}
    texts = {place: pl.col(str(place)).str.strip_chars() for place in places}
    blank = pl.all_horizontal((text == "").fill_null(value=True) for text in texts.values())
    again = (texts[first] == names[first]).fill_null(value=False)
    rows = table.without_steps.scan_numbered().filter(blank | again | _counts_rows(table))
    return rows.select(ROW).collect(engine="streaming").to_series()


def _read_first_row(table: Table) -> pl.DataFrame:
    """Return the first row of a file as `Table.read_rows` does, none where it is no data."""
    row = table.without_steps.scan_numbered().head(1).collect(engine="streaming")
    row = add_made_columns(row, table.made)
    return row if table.left_out is None else row.filter(~table.left_out)


def _is_filled(table: Table) -> pl.Expr:
    return pl.any_horizontal(
        pl.col(str(place)).is_not_null() for place in range(len(table.header.names))
    )


def _mark_rows(table: Table, rows: pl.DataFrame, single: pl.Series) -> pl.DataFrame:
    """Return what some rows are; `single` are the rows that have one value."""
    names = table.header.names
    places = [str(place) for place in range(len(names))]
    same = (
        pl.col(place).str.strip_chars() == name
        for place, name in zip(places, names, strict=True)
        if name
    )
    alone = pl.col(ROW).is_in(single.implode())
    comment = pl.col("0").str.starts_with("#") & alone
    few = len(names) < _COLUMNS
    notice = pl.lit(value=False) if few else pl.col("0").str.contains(_SENTENCE) & alone & ~comment
    notice |= _counts_rows(table) & ~alone
    filled = pl.any_horizontal(pl.col(place).str.strip_chars() != "" for place in places)
    return rows.select(
        ROW,
        _is_filled(table).alias(_FILLED),
        (~filled.fill_null(value=False)).alias(_BLANK),
        _is_legend(table, places).alias(_LEGEND),
        comment.fill_null(value=False).alias(_COMMENT),
        notice.fill_null(value=False).alias(_NOTICE),
        (pl.col("0").str.contains(_WORD) & alone).fill_null(value=False).alias(_NAME),
        pl.all_horizontal(same).fill_null(value=False).alias(_HEADER),
    )


def _counts_rows(table: Table) -> pl.Expr:
    """Tell which rows have a sentence in place of an order's id, and neither a time nor an amount.

    Below its orders a marketplace has such a line: 203, record(s) downloaded. Of columns that a
    format makes none is known.
    """
    ids = [field for field in table.fields if field.name == _ORDER]
    values = [field for field in table.fields if field.kind in (ValueKind.TIME, ValueKind.AMOUNT)]
    columns = len(table.header.names)
    if not ids or not values or any(field.position >= columns for field in (*ids, *values)):
        return pl.lit(value=False)
    texts = (pl.col(str(field.position)).cast(pl.String).str.strip_chars() for field in values)
    said = pl.col(str(ids[0].position)).cast(pl.String).str.contains(_WORDS)
    return said & pl.all_horizontal(text.fill_null("") == "" for text in texts)


def _is_legend(table: Table, places: "Sequence[str]") -> pl.Expr:
    """Tell whether a row, the first, has sentences in place of values, and no time in its column.

    Exports of marketplaces have such a line, which says what is in each column.
    """
    times = [field for field in table.fields if field.kind is ValueKind.TIME]
    if not times or (table.piece and table.above):
        return pl.lit(value=False)
    words = pl.sum_horizontal(pl.col(place).str.contains(_SENTENCE) for place in places)
    at = pl.col(str(times[0].position)).cast(pl.String).str.contains("[0-9]")
    legend = (pl.col(ROW) == 0) & ~at & (words >= _COLUMNS)
    return legend.fill_null(value=False)


def _add_names(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with the names that stand below a notice, no row between, as notices."""
    block = (pl.col(_FILLED) & ~pl.col(_NOTICE) & ~pl.col(_NAME)).cum_sum()
    below = pl.col(_NAME) & pl.col(_NOTICE).cum_max().over(block)
    return rows.with_columns(pl.col(_NOTICE) | below)


def _find_second_table(form: "RowShape", rows: pl.DataFrame) -> int | None:
    """Return the row at which another table begins: below a blank line, of another width."""
    ragged = pl.Series(list(form.ragged), dtype=pl.UInt32)
    filled = rows.filter(_FILLED, ~pl.col(_COMMENT))
    whole = filled.filter(~pl.col(ROW).is_in(ragged.implode()))[ROW].max()
    last = whole if isinstance(whole, int) else -1
    below = sorted(row for row in form.ragged if row > last)
    widths = {form.ragged[row] for row in below} - {1}
    if len(below) < 2 or len(widths) != 1:
        return None
    gap = rows.filter(pl.col(ROW).is_between(last, below[0], closed="none"))
    return None if gap.filter(~pl.col(_FILLED)).is_empty() else below[0]
