"""The fast path: one scan that converts while it parses, or gives up at the first doubt."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.detection.detect import DetectedFormats, detect_from_sample, read_sample, read_time
from cli.inputs.files.errors import UnreadableError
from cli.inputs.reading.pieces import collect_at_once
from cli.inputs.reading.problems import Problems
from cli.inputs.reading.rows import ReadCounts, Rows
from cli.inputs.tables.columns import ValueKind
from cli.inputs.tables.row_shape import LAST, has_all_ends, is_even
from cli.inputs.tables.table import ReadPlan, Table
from cli.inputs.values import amounts
from cli.inputs.values.blanks import without_blanks
from cli.inputs.values.identifiers import (
    IdBounds,
    clean_ids,
    find_bounds,
    list_spellings,
    list_words_for_none,
)
from cli.inputs.values.time_zones import ZonedTimes, to_instants
from cli.inputs.values.times import LAST_INSTANT, TimeFormat, has_unlikely_years

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cli.inputs.reading.pieces import Collected
    from cli.inputs.tables.columns import Field

_MARKS: Final = ("finer\0", "wrong\0")
_WATCHED: Final = ("order_id", "customer_id")
_DOUBTS: Final = (
    pl.exceptions.NoDataError,
    pl.exceptions.InvalidOperationError,
    pl.exceptions.ComputeError,
    pl.exceptions.SchemaError,
)
"""What Polars says of a value or a row that does not fit; `SchemaError` of a long first row."""


class DoubtfulError(Exception):
    """A value or row needs a closer look: see recheck.py."""


def read_fast(
    table: Table,
    plan: ReadPlan,
    written: DetectedFormats | None = None,
    collected: "Collected" = collect_at_once,
) -> "Iterator[Rows]":
    """Yield the rows of a file, then what is known of the file as a whole, without rows.

    `written` says how values are written, None where a sample shall tell; `collected` in how many
    pieces rows are read. Raises `DoubtfulError` where a value or row needs a closer look, which may
    be known at the end only, a `DataError` where values have two readings, and `UnreadableError`
    for broken compression.
    """
    if not table.may_be_read_fast:
        raise DoubtfulError
    # Totals are looked for among the ids, which costs next to nothing.
    table = table._replace(total=None)
    try:
        if written is None and _lacks_values(table):
            raise DoubtfulError
        written = written or detect_from_sample(table, plan)
        rows = table.scan_texts().select(_select_columns(table, written))
        pieces = collected(rows.with_columns(table.formulas) if table.formulas else rows)
        yield from _look_through(table, plan, written, pieces)
    except _DOUBTS:
        raise DoubtfulError from None
    except OSError as error:
        raise UnreadableError(table.source.name, str(error).splitlines()[0]) from None


def _lacks_values(table: Table) -> bool:
    """Tell whether one of the first rows lacks a value that it needs, as lines of orders do."""
    first = read_sample(table)
    return any(
        first[str(field.position)].null_count()
        for field in table.fields
        if (field.required and field.formula is None) or field.kind is ValueKind.TIME
    )


def drop_idle_totals(table: Table) -> Table:
    """Return a table without the marks of totals rows that keep it off the fast path for nothing.

    Where names mark totals as well, as in costs, all rows are looked at to know that there are
    none, which takes a fraction of the slow path. Such files are small.
    """
    if table.may_be_read_fast or table.ignored is not None:
        return table
    try:
        return table if table.holds_totals() else table._replace(total=None)
    except (*_DOUBTS, OSError):
        # The slow path says what is wrong.
        return table


def _look_through(
    table: Table, plan: ReadPlan, written: DetectedFormats, pieces: "Iterable[pl.DataFrame]"
) -> "Iterator[Rows]":
    ends, height = True, 0
    finer: set[str] = set()
    for piece in pieces:
        if _is_doubtful(table, piece):
            raise DoubtfulError
        found = _with_clean_ids(table, piece)
        ends = ends and has_all_ends(table, found)
        height += found.height
        finer |= {each.name for each in table.fields if _may_be_finer(found, each)}
        rows = _finish_rows(table, plan, written, found)
        nobody = _count_nameless(found) - _count_nameless(piece)
        yield rows._replace(counts=replace(rows.counts, nobody=nobody))
    if not (table.parquet or is_even(table, height, ends=ends)):
        raise DoubtfulError
    count = sum(_count_finer(table, written, each) for each in table.fields if each.name in finer)
    yield Rows(
        pl.DataFrame(),
        0,
        ReadCounts(count),
        Problems(),
        details=(_describe_file(table, written.style.said), *written.describe_formats(table)),
    )


def _select_columns(table: Table, written: DetectedFormats) -> list[pl.Expr]:
    last = len(table.header.names) - 1
    columns = [
        expression for field in table.fields for expression in _select_field(table, written, field)
    ]
    if not table.parquet and all(field.position != last for field in table.fields):
        columns.append(pl.col(str(last)).is_null().alias(LAST))
    return [*columns, *table.beside]


def _select_field(table: Table, written: DetectedFormats, field: "Field") -> list[pl.Expr]:
    text = pl.col(str(field.position))
    finer, wrong = (f"{mark}{field.name}" for mark in _MARKS)
    match field.kind:
        case ValueKind.ID:
            return [text.alias(field.name)]
        case ValueKind.TIME:
            return [read_time(table, field, written.style, strict=True).alias(field.name)]
        case ValueKind.CATEGORY:
            return [text.cast(pl.Categorical).alias(field.name)]
        case ValueKind.AMOUNT:
            marks = written.marks[field.name]
            number = amounts.parse_amount(text, marks, field.digits)
            doubt = number.is_null() & text.is_not_null()
            if field.name in written.undecided:
                doubt |= text.str.contains(".", literal=True)
            return [
                number.alias(field.name),
                amounts.is_finer(text, marks, field.digits).alias(finer),
                doubt.alias(wrong),
            ]
        case ValueKind.FORMULA:
            return []


def _is_doubtful(table: Table, found: pl.DataFrame) -> bool:
    for field in table.fields:
        values = found[field.name]
        if field.required and values.null_count():
            return True
        if field.kind is ValueKind.TIME and (values.null_count() or has_unlikely_years(values)):
            return True
        if field.kind is ValueKind.AMOUNT and (
            found[f"wrong\0{field.name}"].any() or _has_huge(values, field.digits)
        ):
            return True
        if field.kind is ValueKind.FORMULA and (
            values.null_count() or _has_huge(values, field.digits)
        ):
            return True
    return False


def _with_clean_ids(table: Table, found: pl.DataFrame) -> pl.DataFrame:
    """Return rows with clean ids; raises `DoubtfulError` where a required one is none.

    So it does where one is a word for totals.
    """
    ids = [field for field in table.fields if field.kind is ValueKind.ID]
    bounds = find_bounds(found, (field.name for field in ids))
    clean = [_clean_ids(table, found[field.name], bounds[field.name]) for field in ids]
    if any(field.required and ids.null_count() for field, ids in zip(ids, clean, strict=True)):
        raise DoubtfulError
    return found.with_columns(clean)


def _clean_ids(table: Table, ids: pl.Series, bounds: IdBounds) -> pl.Series:
    words = table.watched if ids.name in _WATCHED else ()
    clean = clean_ids(ids, bounds, list_words_for_none(ids.name), table.source.summary, words)
    if words and clean is not ids and clean.is_in(list_spellings(words)).any():
        raise DoubtfulError
    return clean


def _count_nameless(found: pl.DataFrame) -> int:
    return found["customer_id"].null_count() if "customer_id" in found.columns else 0


def _has_huge(values: pl.Series, digits: int) -> bool:
    bounds = (values.min(), values.max())
    largest = amounts.find_largest(digits)
    return any(isinstance(bound, int) and abs(bound) > largest for bound in bounds)


def _finish_rows(
    table: Table, plan: ReadPlan, written: DetectedFormats, found: pl.DataFrame
) -> Rows:
    style = written.style
    times = _localise(table, plan, style, found)
    frame = found.select(_nullify_blanks(found, field) for field in table.results)
    frame = frame.with_columns(found[each.meta.output_name()] for each in table.beside)
    if times is not None:
        frame = frame.with_columns(times.instants)
    if style.dated:
        frame = frame.with_columns(pl.lit(value=True).alias("dated_only"))
    return Rows(
        frame,
        found.height,
        ReadCounts(
            ambiguous=times.ambiguous if times else 0,
            skipped=times.skipped if times else 0,
            dated=found.height if style.dated else 0,
            clocks=found.height if times and not style.dated else 0,
        ),
        Problems(),
    )


def _localise(
    table: Table, plan: ReadPlan, style: TimeFormat, found: pl.DataFrame
) -> ZonedTimes | None:
    """Return the local times as instants, None where they are so already or there are none."""
    moment = next((field.name for field in table.fields if field.kind is ValueKind.TIME), None)
    if moment is None or style.offset:
        return None
    local = found[moment]
    if style.dated and plan.last_instant:
        local = (local.to_physical() + LAST_INSTANT).cast(pl.Datetime("us"))
    return to_instants(local, plan.day_zone if style.dated else plan.zone)


def _may_be_finer(found: pl.DataFrame, field: "Field") -> bool:
    return field.kind is ValueKind.AMOUNT and bool(found[f"finer\0{field.name}"].any())


def _count_finer(table: Table, written: DetectedFormats, field: "Field") -> int:
    text = pl.col(str(field.position))
    count = table.scan_texts().select(
        amounts.is_finer_than_zeros(text, written.marks[field.name], field.digits).sum()
    )
    return int(count.collect(engine="streaming").item())


def _nullify_blanks(found: pl.DataFrame, field: "Field") -> pl.Series:
    """Return the column with blank texts as nulls."""
    values = found[field.name]
    if field.kind is ValueKind.CATEGORY:
        return without_blanks(values)
    return values


def _describe_file(table: Table, said: str) -> str:
    if table.parquet:
        return f"{table.source.name}: Parquet"
    mark = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", ":": "colon"}
    how = table.source.origin or f"{mark[table.header.delimiter]}-separated"
    separated = f"{table.source.name}: {how}"
    return f"{separated}, times written as {said}" if said else separated
