"""How the values of a file are written: decided once a column, on a sample or on all rows."""

from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.detection.day_order import decide_from_all, decide_from_sample
from cli.inputs.detection.errors import RoundedIdsError
from cli.inputs.detection.month_words import settle_months
from cli.inputs.detection.number_format import (
    describe_number_format,
    detect_number_formats,
    guess_number_format,
)
from cli.inputs.detection.time_formats import guess_time_formats
from cli.inputs.tables.columns import ValueKind
from cli.inputs.values.identifiers import ROUNDED, list_packed
from cli.inputs.values.times import ISO, DayOrder, TimeFormat, TimeNotation, count_read
from cli.settings.sections.exports.files import IdentityColumn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cli.inputs.tables.columns import Field
    from cli.inputs.tables.table import ReadPlan, Table
    from cli.inputs.values.amounts import NumberFormat

_SAMPLE: Final = 1000
_TEXT: Final = "text"


class DetectedFormats(NamedTuple):
    """How the values of a file are written."""

    style: TimeFormat
    """The way of writing of most times; its pattern is empty where the file has no column of
    times, or one with a type."""
    marks: "Mapping[str, NumberFormat]"
    """Marks of the numbers of each column of amounts, by our names."""
    accepted: tuple[TimeFormat, ...] = ()
    """Further ways of writing times, on the slow path."""
    undecided: frozenset[str] = frozenset()
    """Columns of amounts, by our names, in which a point needs a closer look."""

    def describe_formats(self, table: "Table") -> tuple[str, ...]:
        """Return what was decided, where it is not what the standard format has."""
        amounts = (each for each in table.fields if each.kind is ValueKind.AMOUNT)
        marks = (
            text
            for each in amounts
            for text in describe_number_format(table, each, self.marks[each.name])
        )
        return (*_describe_day_order(table, self.style), *marks)


def _describe_day_order(table: "Table", style: TimeFormat) -> tuple[str, ...]:
    if style.days is DayOrder.CLEAR:
        return ()
    moments = (each.theirs for each in table.fields if each.kind is ValueKind.TIME)
    return tuple(f"{table.source.name}: {each} has the {style.days.value}" for each in moments)


def _find_time_column(table: "Table") -> "Field | None":
    return next((each for each in table.fields if each.kind is ValueKind.TIME), None)


def read_sample(table: "Table") -> pl.DataFrame:
    """Return the first rows of `Table.scan_texts`, ragged ones cut."""
    return table.read_first_rows(_SAMPLE)


def detect_from_sample(table: "Table", plan: "ReadPlan") -> DetectedFormats:
    """Decide on a sample where that is enough for a fast look, else on all rows.

    Raises a `DataError` where two readings are left.
    """
    first = read_sample(table)
    _refuse_rounded_ids(table, plan, first)
    amounts = [each for each in table.fields if each.kind is ValueKind.AMOUNT]
    guesses = {each.name: guess_number_format(table, plan, each, first) for each in amounts}
    return DetectedFormats(
        _detect_time_format(table, plan, first, whole=False),
        {name: guess.marks for name, guess in guesses.items()},
        undecided=frozenset(name for name, guess in guesses.items() if guess.undecided),
    )


def detect_from_all(table: "Table", plan: "ReadPlan") -> DetectedFormats:
    """Decide on all rows, raising a `DataError` where two readings are left."""
    amounts = [each for each in table.fields if each.kind is ValueKind.AMOUNT]
    marks = detect_number_formats(table, plan, amounts)
    first = read_sample(table)
    _refuse_rounded_ids(table, plan, first)
    style = _detect_time_format(table, plan, first, whole=True)
    return DetectedFormats(style, marks, _find_accepted(table, plan, style))


def _refuse_rounded_ids(table: "Table", plan: "ReadPlan", first: pl.DataFrame) -> None:
    """Raise `RoundedIdsError` where a spreadsheet has rounded ids: it does so to all of a column.

    Ids that are rounded alike would make one order, or one customer, of several.
    """
    texts = (each for each in table.fields if table.get_type(each) == pl.String)
    ids = [each for each in texts if each.kind is ValueKind.ID]
    examples = first.select(_find_rounded(each).alias(each.name) for each in ids)
    for each in ids:
        if (example := examples[each.name].item()) is not None:
            raise RoundedIdsError(table.source.name, plan.role, each.name, each.theirs, example)


def _find_rounded(field: "Field") -> pl.Expr:
    """Return the first id of a column that is rounded, null where none is."""
    texts = pl.col(str(field.position))
    ids = list_packed(texts) if field.name == IdentityColumn.ALIAS else texts
    return ids.filter(ids.str.contains(ROUNDED)).first()


def _detect_time_format(
    table: "Table", plan: "ReadPlan", first: pl.DataFrame, *, whole: bool
) -> TimeFormat:
    column = _find_time_column(table)
    if column is None:
        return TimeFormat("")
    typed = column.position in table.source.times
    known = _choose_typed_format(table.get_type(column)) or (None if typed else plan.style)
    if known is not None:
        return known
    texts = _drop_blanks(first[str(column.position)])
    best, most = _find_commonest(texts, ISO)
    if most == len(texts):
        return best
    others = guess_time_formats(texts)
    other, more = _find_commonest(texts, others)
    best = other if more > most else best
    if best.days is DayOrder.CLEAR:
        return settle_months(table, column, texts, [best])[0]
    order = None if whole else decide_from_sample(texts)
    order = order or decide_from_all(table, plan, column, others)
    return best if best.days is order else _swap_days(best)


def _choose_typed_format(kind: pl.DataType) -> TimeFormat | None:
    """Return what a column of times that has a type is, None where it holds texts."""
    if isinstance(kind, pl.Date):
        return TimeFormat("", dated=True)
    if isinstance(kind, pl.Datetime):
        return TimeFormat("", offset=kind.time_zone is not None)
    return None


def _swap_days(style: TimeFormat) -> TimeFormat:
    day, month, rest = style.pattern[:2], style.pattern[3:5], style.pattern[5:]
    days = DayOrder.FIRST if style.days is DayOrder.SECOND else DayOrder.SECOND
    return style._replace(pattern=f"{month}{style.pattern[2]}{day}{rest}", days=days)


def _drop_blanks(texts: pl.Series) -> pl.Series:
    bare = pl.col(texts.name).str.strip_chars()
    return texts.to_frame().select(bare.filter(bare != "").alias(_TEXT)).to_series()


def _find_commonest(texts: pl.Series, styles: "Sequence[TimeFormat]") -> tuple[TimeFormat, int]:
    """Return the way of writing that reads most texts, the first one on a tie, and how many.

    Mostly one of the first ways reads all: ever more are tried at once until one does.
    """
    best, most, start = ISO[0], 0, 0
    while start < len(styles) and most < len(texts):
        some = styles[start : 2 * start + 1]
        for style, count in zip(some, count_read(texts, some), strict=True):
            if count > most:
                best, most = style, count
        start += len(some)
    return best, most


def count_times(texts: pl.Series) -> int:
    """Return how many texts are times in the one way of writing that reads most of them."""
    bare = _drop_blanks(texts)
    most = _find_commonest(bare, ISO)[1]
    if most == len(bare):
        return most
    return max(most, _find_commonest(bare, guess_time_formats(bare))[1])


def _find_accepted(table: "Table", plan: "ReadPlan", style: TimeFormat) -> tuple[TimeFormat, ...]:
    """Return the further ways in which some times of a column may be written."""
    moment = _find_time_column(table)
    if moment is None:
        return ()
    if plan.style is not None and moment.position not in table.source.times:
        return (plan.style,)
    if style in ISO or not style.pattern:
        return ISO
    if style.writing is TimeNotation.EPOCH:
        return (style,)
    column = pl.col(str(moment.position)).alias(_TEXT)
    texts = _drop_blanks(
        table.scan_texts(truncate=True).select(column).collect(engine="streaming")[_TEXT]
    )
    days = (DayOrder.CLEAR, style.days)
    found = (each for each in guess_time_formats(texts) if each.writing is not TimeNotation.EPOCH)
    likely = (each for each in found if each.days in days)
    return (*settle_months(table, moment, texts, likely), *ISO)


def read_time(table: "Table", column: "Field", style: TimeFormat, *, strict: bool) -> pl.Expr:
    """Return the instants of a time column of `Table.scan_texts`, see `TimeFormat.read`."""
    texts = pl.col(str(column.position))
    kind = table.get_type(column)
    if isinstance(kind, pl.String):
        return style.read(texts, strict=strict)
    if isinstance(kind, pl.Datetime) and kind.time_zone is not None:
        return texts.dt.convert_time_zone("UTC").cast(pl.Datetime("us", "UTC"))
    return texts.cast(pl.Datetime("us"))
