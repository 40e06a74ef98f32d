"""How the values of a file are written: decided once a column, on a sample or on all rows."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.day_order import sample_order, whole_order
from cli.inputs.fields import Kind
from cli.inputs.number_marks import marks_said, sample_marks, whole_marks
from cli.inputs.spellings import spellings
from cli.inputs.times import ISO, Days, Style, Writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cli.inputs.amounts import Marks
    from cli.inputs.fields import Field
    from cli.inputs.table import Plan, Table

_SAMPLE: Final = 1000
_TEXT: Final = "text"


@dataclass(frozen=True, slots=True)
class Decisions:
    """How the values of a file are written."""

    style: Style
    """The way of writing of most times; its pattern is empty where the file has no column of
    times, or one with a type."""
    marks: "Mapping[str, Marks]"
    """Marks of the numbers of each column of amounts, by our names."""
    accepted: tuple[Style, ...] = ()
    """Further ways of writing times, on the slow path."""
    undecided: frozenset[str] = field(default=frozenset())
    """Columns of amounts, by our names, in which a point needs a closer look."""

    def said(self, table: "Table") -> tuple[str, ...]:
        """Return what was decided, where it is not what the standard format has."""
        amounts = (each for each in table.fields if each.kind is Kind.AMOUNT)
        marks = (
            text for each in amounts for text in marks_said(table, each, self.marks[each.name])
        )
        return (*_days_said(table, self.style), *marks)


def _days_said(table: "Table", style: Style) -> tuple[str, ...]:
    if style.days is Days.CLEAR:
        return ()
    moments = (each.theirs for each in table.fields if each.kind is Kind.TIME)
    return tuple(f"{table.source.name}: {each} has the {style.days.value}" for each in moments)


def _moment(table: "Table") -> "Field | None":
    return next((each for each in table.fields if each.kind is Kind.TIME), None)


def sample(table: "Table") -> pl.DataFrame:
    """Return the first rows of `Table.texts`, ragged ones cut."""
    return table.texts(truncate=True).head(_SAMPLE).collect(engine="streaming")


def sample_decisions(table: "Table", plan: "Plan") -> Decisions:
    """Decide on a sample where that is enough for a fast look, else on all rows.

    Raises a `DataError` where two readings are left.
    """
    first = sample(table)
    amounts = [each for each in table.fields if each.kind is Kind.AMOUNT]
    guesses = {each.name: sample_marks(table, plan, each, first) for each in amounts}
    return Decisions(
        _style(table, plan, first, whole=False),
        {name: guess.marks for name, guess in guesses.items()},
        undecided=frozenset(name for name, guess in guesses.items() if guess.undecided),
    )


def whole_decisions(table: "Table", plan: "Plan") -> Decisions:
    """Decide on all rows, raising a `DataError` where two readings are left."""
    amounts = [each for each in table.fields if each.kind is Kind.AMOUNT]
    marks = {each.name: whole_marks(table, plan, each) for each in amounts}
    style = _style(table, plan, sample(table), whole=True)
    return Decisions(style, marks, _accepted(table, plan, style))


def _style(table: "Table", plan: "Plan", first: pl.DataFrame, *, whole: bool) -> Style:
    column = _moment(table)
    if column is None:
        return Style("")
    known = _typed(table.type_of(column)) or plan.style
    if known is not None:
        return known
    texts = _known(first[str(column.position)])
    best, most = _commonest(texts, ISO)
    if most == len(texts):
        return best
    others = spellings(texts)
    other, more = _commonest(texts, others)
    best = other if more > most else best
    if best.days is Days.CLEAR:
        return best
    order = None if whole else sample_order(texts)
    order = order or whole_order(table, plan, column, others)
    return best if best.days is order else _swapped(best)


def _typed(kind: pl.DataType) -> Style | None:
    """Return what a column of times that has a type is, None where it holds texts."""
    if isinstance(kind, pl.Date):
        return Style("", dated=True)
    if isinstance(kind, pl.Datetime):
        return Style("", offset=kind.time_zone is not None)
    return None


def _swapped(style: Style) -> Style:
    day, month, rest = style.pattern[:2], style.pattern[3:5], style.pattern[5:]
    days = Days.FIRST if style.days is Days.SECOND else Days.SECOND
    return replace(style, pattern=f"{month}{style.pattern[2]}{day}{rest}", days=days)


def _known(texts: pl.Series) -> pl.Series:
    bare = texts.str.strip_chars()
    return bare.filter((bare != "").fill_null(value=False)).alias(_TEXT)


def _commonest(texts: pl.Series, styles: "Iterable[Style]") -> tuple[Style, int]:
    """Return the way of writing that reads most texts, the first one on a tie, and how many."""
    best, most = ISO[0], 0
    frame = texts.to_frame()
    for style in styles:
        read = frame.select(style.read(pl.col(_TEXT), strict=False)).to_series()
        if read.count() > most:
            best, most = style, read.count()
        if most == len(texts):
            break
    return best, most


def _accepted(table: "Table", plan: "Plan", style: Style) -> tuple[Style, ...]:
    """Return the further ways in which some times of a column may be written."""
    moment = _moment(table)
    if moment is None:
        return ()
    if plan.style is not None:
        return (plan.style,)
    if style in ISO or not style.pattern:
        return ISO
    if style.writing is Writing.EPOCH:
        return (style,)
    column = pl.col(str(moment.position)).alias(_TEXT)
    texts = _known(table.texts(truncate=True).select(column).collect(engine="streaming")[_TEXT])
    days = (Days.CLEAR, style.days)
    found = (each for each in spellings(texts) if each.writing is not Writing.EPOCH)
    return (*(each for each in found if each.days in days), *ISO)


def read_time(table: "Table", column: "Field", style: Style, *, strict: bool) -> pl.Expr:
    """Return the instants of a time column of `Table.texts`, see `Style.read`."""
    texts = pl.col(str(column.position))
    kind = table.type_of(column)
    if isinstance(kind, pl.String):
        return style.read(texts, strict=strict)
    if isinstance(kind, pl.Datetime) and kind.time_zone is not None:
        return texts.dt.convert_time_zone("UTC").cast(pl.Datetime("us", "UTC"))
    return texts.cast(pl.Datetime("us"))
