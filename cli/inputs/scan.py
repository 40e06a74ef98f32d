"""The fast path: one scan that converts while it parses, or gives up at the first doubt."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs import amounts
from cli.inputs.blanks import has_blanks, without_blanks
from cli.inputs.collecting import at_once
from cli.inputs.decisions import Decisions, read_time, sample_decisions
from cli.inputs.errors import UnreadableError
from cli.inputs.evenness import LAST, even, every_row_ends
from cli.inputs.fields import Kind
from cli.inputs.problems import Problems
from cli.inputs.table import Counts, Plan, Rows, Table
from cli.inputs.times import LAST_INSTANT, Style, early
from cli.inputs.zones import Localised, localised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cli.inputs.collecting import Collected
    from cli.inputs.fields import Field

_MARKS: Final = ("finer\0", "wrong\0")


class DoubtfulError(Exception):
    """A value or row needs a closer look: see recheck.py."""


def fast(
    table: Table, plan: Plan, written: Decisions | None = None, collected: "Collected" = at_once
) -> "Iterator[Rows]":
    """Yield the rows of a file, then what is known of the file as a whole, without rows.

    `written` says how values are written, None where a sample shall tell; `collected` in how many
    pieces rows are read. Raises `DoubtfulError` where a value or row needs a closer look, which may
    be known at the end only, a `DataError` where values have two readings, and `UnreadableError`
    for broken compression.
    """
    if table.left_out is not None:
        raise DoubtfulError
    try:
        written = written or sample_decisions(table, plan)
        pieces = collected(table.texts().select(_columns(table, written)))
        yield from _looked_through(table, plan, written, pieces)
    except pl.exceptions.NoDataError:
        raise DoubtfulError from None
    except (pl.exceptions.InvalidOperationError, pl.exceptions.ComputeError):
        raise DoubtfulError from None
    except OSError as error:
        raise UnreadableError(table.source.name, str(error).splitlines()[0]) from None


def _looked_through(
    table: Table, plan: Plan, written: Decisions, pieces: "Iterable[pl.DataFrame]"
) -> "Iterator[Rows]":
    ends, height = True, 0
    finer: set[str] = set()
    for found in pieces:
        if _doubtful(table, found):
            raise DoubtfulError
        ends = ends and every_row_ends(table, found)
        height += found.height
        finer |= {each.name for each in table.fields if _may_be_finer(found, each)}
        yield _finished(table, plan, written, found)
    if not (table.parquet or even(table, height, ends=ends)):
        raise DoubtfulError
    count = sum(_finer(table, written, each) for each in table.fields if each.name in finer)
    yield Rows(
        pl.DataFrame(),
        0,
        Counts(count),
        Problems(),
        details=(_detail(table, written.style.said), *written.said(table)),
    )


def _columns(table: Table, written: Decisions) -> list[pl.Expr]:
    last = len(table.header.names) - 1
    columns = [expression for field in table.fields for expression in _field(table, written, field)]
    if not table.parquet and all(field.position != last for field in table.fields):
        columns.append(pl.col(str(last)).is_null().alias(LAST))
    return [*columns, *table.beside]


def _field(table: Table, written: Decisions, field: "Field") -> list[pl.Expr]:
    text = pl.col(str(field.position))
    finer, wrong = (f"{mark}{field.name}" for mark in _MARKS)
    match field.kind:
        case Kind.ID:
            return [text.alias(field.name)]
        case Kind.TIME:
            return [read_time(table, field, written.style, strict=True).alias(field.name)]
        case Kind.CATEGORY:
            return [text.cast(pl.Categorical).alias(field.name)]
        case Kind.AMOUNT:
            marks = written.marks[field.name]
            number = amounts.amount(text, marks)
            doubt = number.is_null() & text.is_not_null()
            if field.name in written.undecided:
                doubt |= text.str.contains(".", literal=True)
            return [
                number.alias(field.name),
                amounts.finer(text, marks).alias(finer),
                doubt.alias(wrong),
            ]


def _doubtful(table: Table, found: pl.DataFrame) -> bool:
    for field in table.fields:
        values = found[field.name]
        if field.required and values.null_count():
            return True
        if field.kind is Kind.TIME and (values.null_count() or early(values)):
            return True
        if field.kind is Kind.AMOUNT and (found[f"wrong\0{field.name}"].any() or _huge(values)):
            return True
        if field.kind is Kind.ID and field.required and has_blanks(values):
            return True
    return False


def _huge(values: pl.Series) -> bool:
    bounds = (values.min(), values.max())
    return any(isinstance(bound, int) and abs(bound) > amounts.LARGEST for bound in bounds)


def _finished(table: Table, plan: Plan, written: Decisions, found: pl.DataFrame) -> Rows:
    style = written.style
    times = _instants(table, plan, style, found)
    frame = found.select(_clean(found, field) for field in table.fields)
    frame = frame.with_columns(found[each.meta.output_name()] for each in table.beside)
    if times is not None:
        frame = frame.with_columns(times.instants)
    if style.dated:
        frame = frame.with_columns(pl.lit(value=True).alias("dated_only"))
    return Rows(
        frame,
        found.height,
        Counts(
            ambiguous=times.ambiguous if times else 0,
            skipped=times.skipped if times else 0,
            dated=found.height if style.dated else 0,
        ),
        Problems(),
    )


def _instants(table: Table, plan: Plan, style: Style, found: pl.DataFrame) -> Localised | None:
    """Return the local times as instants, None where they are so already or there are none."""
    moment = next((field.name for field in table.fields if field.kind is Kind.TIME), None)
    if moment is None or style.offset:
        return None
    local = found[moment]
    if style.dated and plan.last_instant:
        local = (local.to_physical() + LAST_INSTANT).cast(pl.Datetime("us"))
    return localised(local, plan.zone)


def _may_be_finer(found: pl.DataFrame, field: "Field") -> bool:
    return field.kind is Kind.AMOUNT and bool(found[f"finer\0{field.name}"].any())


def _finer(table: Table, written: Decisions, field: "Field") -> int:
    text = pl.col(str(field.position))
    count = table.texts().select(amounts.finer_than_zeros(text, written.marks[field.name]).sum())
    return int(count.collect(engine="streaming").item())


def _clean(found: pl.DataFrame, field: "Field") -> pl.Series:
    """Return the column with blank texts as nulls."""
    values = found[field.name]
    # Required ones have none, or the rows were doubtful.
    if field.kind is Kind.ID and not field.required and has_blanks(values):
        return found.select(
            pl.when(pl.col(field.name).str.strip_chars() != "").then(field.name)
        ).to_series()
    if field.kind is Kind.CATEGORY:
        return without_blanks(values)
    return values


def _detail(table: Table, said: str) -> str:
    if table.parquet:
        return f"{table.source.name}: Parquet"
    mark = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", ":": "colon"}
    separated = f"{table.source.name}: {mark[table.header.delimiter]}-separated"
    return f"{separated}, times written as {said}" if said else separated
