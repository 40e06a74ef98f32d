"""Which marks the numbers of a column are written with, decided once over the whole column."""

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.detection.errors import AmbiguousAmountsError, CurrencySignsError
from cli.inputs.tables.columns import ValueKind
from cli.inputs.tables.row_shape import locate_row
from cli.inputs.tables.table import ROW
from cli.inputs.values.amounts import NumberFormat, parse_lenient_amount
from cli.inputs.values.currencies import find_codes, find_currencies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.tables.columns import Field
    from cli.inputs.tables.table import ReadPlan, Table

_PLAIN: Final = r"^[+-]?[0-9]*\.?[0-9]*$"
_DIGITS: Final = r"^[+-]?[0-9]+$"
_COUNTS: Final = frozenset({"clicks", "impressions"})
"""Columns of whole numbers."""
_TEXT: Final = "text"
_DRESSED: Final = "dressed"
_TYPED: Final = NumberFormat(".", "")
"""Numbers of a spreadsheet that are none as text."""
_MARKS: Final = (
    NumberFormat(".", ""),
    NumberFormat(".", ","),
    NumberFormat(",", ""),
    NumberFormat(",", "."),
    NumberFormat(".", " "),
    NumberFormat(",", " "),
    NumberFormat(".", "'"),
    NumberFormat(",", "'"),
)


class _Interpretation(NamedTuple):
    """One way of reading the texts of a column."""

    marks: NumberFormat
    amounts: pl.Series
    """Int64 in 1/10 000, null where the way does not read the text."""


class NumberFormatGuess(NamedTuple):
    """What a sample tells about the marks of a column."""

    marks: NumberFormat
    undecided: bool = False
    """Whether a point in any row needs a closer look: the sample has whole numbers only."""


def guess_number_format(
    table: "Table", plan: "ReadPlan", field: "Field", sample: pl.DataFrame
) -> NumberFormatGuess:
    """Return the marks for a fast look: those of a sample where it decides, else of all rows.

    Raises `AmbiguousAmountsError` and `CurrencySignsError`.
    """
    # What stands for no number is counted on the slow path.
    candidates = _list_candidates(plan.marks._replace(absent=False))
    known = _get_typed_marks(table, plan, field)
    if known is not None or len(candidates) == 1:
        return NumberFormatGuess(known or candidates[0])
    texts = _drop_absent(sample[str(field.position)])
    if candidates[0].plain and _is_plain(texts):
        return NumberFormatGuess(candidates[0])
    if candidates[0].plain and texts.str.contains(_DIGITS).all():
        return NumberFormatGuess(candidates[0], undecided=True)
    readings = _keep_possible(field, texts, _find_best(texts, candidates))
    marks = readings[0].marks
    if len({each.marks.decimal for each in readings}) > 1 or marks.dressed:
        return NumberFormatGuess(detect_number_format(table, plan, field)._replace(absent=False))
    if marks.decimal == "," and not marks.thousands and plan.marks.thousands is None:
        # The first amount of a thousand may come after the sample.
        return NumberFormatGuess(marks._replace(thousands="."))
    return NumberFormatGuess(marks)


def detect_number_format(table: "Table", plan: "ReadPlan", field: "Field") -> NumberFormat:
    """Return the marks of one column, see `detect_number_formats`."""
    return detect_number_formats(table, plan, [field])[field.name]


def detect_number_formats(
    table: "Table", plan: "ReadPlan", fields: "Sequence[Field]"
) -> "dict[str, NumberFormat]":
    """Return by our names the marks that read most amounts of all rows, the plainest on a tie.

    Raises `AmbiguousAmountsError` where several read as many, but not all alike, and
    `CurrencySignsError` where amounts are in several currencies.
    """
    known = {field.name: _get_typed_marks(table, plan, field) for field in fields}
    asked = [field for field in fields if known[field.name] is None]
    if asked:
        table.require_all()
    texts = find_telling_texts(table, asked)
    return {
        field.name: known[field.name]
        or _choose_marks(table, plan, field, texts[str(field.position)])
        for field in fields
    }


def _choose_marks(
    table: "Table", plan: "ReadPlan", field: "Field", texts: pl.Series
) -> NumberFormat:
    readings = _keep_possible(field, texts, _find_best(texts, _list_candidates(plan.marks)))
    marks = readings[0].marks
    if marks.dressed:
        _refuse_currencies(table, texts)
    _refuse_ambiguous(table, plan, field, texts, readings)
    return marks


def _refuse_currencies(table: "Table", texts: pl.Series) -> None:
    """Raise `CurrencySignsError` where amounts carry signs of several currencies.

    Codes are read where the file names its currencies nowhere else, see `amount_currency`.
    """
    names = find_currencies(texts)
    beside = {field.theirs for field in table.fields if field.name == "currency"}
    known = beside & {field.theirs for field in table.fields if field.kind is ValueKind.AMOUNT}
    if len(names) > 1 and not (known and names == find_codes(texts)):
        raise CurrencySignsError(table.role, names)


def _get_typed_marks(table: "Table", plan: "ReadPlan", field: "Field") -> NumberFormat | None:
    """Return the marks of a column whose numbers have a type, None where they are texts."""
    if table.parquet:
        return plan.marks
    return _TYPED if field.position in table.source.numbers else None


def find_telling_texts(table: "Table", fields: "Sequence[Field]") -> "dict[str, pl.Series]":
    """Return the different texts of columns of amounts that are no mere digits, in their order.

    They are by the name of their column in `Table.scan_texts`.
    """
    if not fields:
        return {}
    places = {str(field.position) for field in fields}
    rows = table.scan_texts(truncate=True).unpivot(on=sorted(places), value_name=_TEXT)
    known = pl.col(_TEXT).str.contains(_DIGITS).not_() & (pl.col(_TEXT).str.strip_chars() != "")
    found = rows.filter(known).unique(maintain_order=True).collect(engine="streaming")
    return {place: found.filter(pl.col("variable") == place)[_TEXT] for place in places}


def count_amounts(texts: pl.Series) -> int:
    """Return how many texts are amounts in the one way of writing that reads most of them."""
    return max(each.amounts.count() for each in _find_best(_drop_absent(texts), _MARKS))


def read_amounts(texts: pl.Series) -> pl.Series:
    """Return texts as amounts in the way of writing that reads most of them, null where none is."""
    return _find_best(texts.cast(pl.String).alias(_TEXT), _MARKS)[0].amounts


def sum_amounts(texts: pl.Series) -> int:
    """Return the sum of texts in the one way of writing that reads most of them, in 1/10 000."""
    return int(read_amounts(_drop_absent(texts)).sum())


def _list_candidates(said: NumberFormat) -> tuple[NumberFormat, ...]:
    """Return the ways of writing that agree with the settings, the plainest first."""
    found = tuple(
        marks._replace(absent=said.absent)
        for marks in _MARKS
        if said.decimal in (None, marks.decimal) and said.thousands in (None, marks.thousands)
    )
    return found or (said,)


def _drop_absent(texts: pl.Series) -> pl.Series:
    text = pl.col(texts.name)
    known = text.filter(text.str.strip_chars() != "").alias(_TEXT)
    return texts.to_frame().select(known).to_series()


def _is_plain(texts: pl.Series) -> bool:
    """Tell whether texts are plain numbers, one of which shows that a point is no other mark."""
    fraction = texts.str.contains(r"\.(?:[0-9]{1,2}|[0-9]{4,})$|^[+-]?0*\.[0-9]")
    return bool(fraction.any()) and bool(texts.str.contains(_PLAIN).all())


def _find_best(texts: pl.Series, candidates: tuple[NumberFormat, ...]) -> list[_Interpretation]:
    """Return the readings that read most texts, the plainest first."""
    text = pl.col(_TEXT).str.strip_chars()
    bare = text.pipe(NumberFormat(dressed=True, absent=candidates[0].absent).strip_decoration)
    frame = texts.to_frame().select(bare.alias(_TEXT), (bare != text).alias(_DRESSED))
    dressed = bool(frame[_DRESSED].any())
    ways = [marks._replace(dressed=dressed) for marks in candidates]
    read = frame.select(
        _build_reading(marks._replace(absent=False)).alias(str(place))
        for place, marks in enumerate(candidates)
    )
    readings = [_Interpretation(marks, read[str(place)]) for place, marks in enumerate(ways)]
    most = max(each.amounts.count() for each in readings)
    return [each for each in readings if each.amounts.count() == most]


@cache
def _build_reading(marks: NumberFormat) -> pl.Expr:
    """Return the amounts of texts; built once, as columns are asked in turn."""
    return parse_lenient_amount(pl.col(_TEXT), marks)


def _keep_possible(
    field: "Field", texts: pl.Series, readings: list[_Interpretation]
) -> list[_Interpretation]:
    """Return the readings that a column may have: nobody clicks 1.93 times, or 1.000 times."""
    if field.name not in _COUNTS:
        return readings
    whole = [
        each
        for each in readings
        if not texts.str.contains(each.marks.decimal or ".", literal=True).any()
    ]
    return whole or readings


def _refuse_ambiguous(
    table: "Table",
    plan: "ReadPlan",
    field: "Field",
    texts: pl.Series,
    readings: list[_Interpretation],
) -> None:
    first = readings[0]
    for other in readings[1:]:
        differ = (first.amounts != other.amounts).fill_null(value=False)
        if differ.any():
            value = texts.filter(differ)[0]
            both = tuple(each.amounts.filter(differ)[0] for each in (first, other))
            same = pl.col(str(field.position)) == value
            row = table.scan_texts(truncate=True).with_row_index(ROW).filter(same).head(1).collect()
            where = f"{locate_row(table, row[ROW][0])}: {field.theirs}"
            marks = (first.marks, other.marks)
            raise AmbiguousAmountsError(where, value, plan.role, both, marks)


def describe_number_format(table: "Table", field: "Field", marks: NumberFormat) -> tuple[str, ...]:
    """Return what was decided about a column, nothing where its numbers are plain."""
    if marks.plain:
        return ()
    group = {" ": "spaces", "'": "apostrophes"}.get(marks.thousands or "", f'"{marks.thousands}"')
    between = f", {group} between thousands" if marks.thousands else ""
    beside = ", currencies, brackets or spaces left out" if marks.dressed else ""
    point = f'"{marks.decimal or "."}" before the fraction'
    return (f"{table.source.name}: {field.theirs} has {point}{between}{beside}",)
