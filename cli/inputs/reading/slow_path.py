"""The slow path: a file read as text, every bad value named, the other rows kept."""

from typing import TYPE_CHECKING, Final, NoReturn

import polars as pl

from cli.inputs.detection.detect import DetectedFormats, detect_from_all, read_time
from cli.inputs.files.errors import EmptyFileError, EncodingError, UnreadableError
from cli.inputs.reading.blank_values import propose_for_blanks
from cli.inputs.reading.mixed_times import AT, REST, MixedTimes, complete_times
from cli.inputs.reading.pieces import collect_at_once
from cli.inputs.reading.problems import SHOWN, ProblemGroup, Problems
from cli.inputs.reading.remedies import describe_problem
from cli.inputs.reading.rows import MONEY, ReadCounts, Rows, find_money_column
from cli.inputs.tables.columns import ValueKind
from cli.inputs.tables.row_shape import (
    RowShape,
    describe_uneven,
    examine_rows,
    locate_line,
    refuse_bad_quotes,
)
from cli.inputs.tables.stray_lines import StrayLines, find_stray_lines
from cli.inputs.tables.table import BLANK, RAGGED, ROW, WRONG, ReadPlan, Table
from cli.inputs.values import amounts
from cli.inputs.values.blanks import without_blanks
from cli.inputs.values.identifiers import clean_id, is_null_word, list_words_for_none
from cli.inputs.values.time_zones import ZonedTimes, merge_times, to_instants
from cli.inputs.values.times import LAST_INSTANT, TimeFormat, find_unprintable, has_unlikely_years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.inputs.reading.pieces import Collected
    from cli.inputs.tables.columns import Field

_FINER: Final = "finer\0"
_ABSENT: Final = "absent\0"
_EXCUSED: Final = "excused\0"
"""Column of `Table.excused`."""
_NAMED: Final = "named\0"
"""Column that tells whether there is some text in the place of the customer's id."""


def read_slow(
    table: Table,
    plan: ReadPlan,
    written: DetectedFormats | None = None,
    collected: "Collected" = collect_at_once,
) -> "Iterator[Rows]":
    """Yield the rows of a file that are not bad, then what is known of the file as a whole.

    The last piece has no rows, but the problems of all, named with line and remedy. `written` says
    how values are written, None where all rows shall tell; `collected` in how many pieces rows are
    read. Raises `EncodingError`, `QuotesError` and
    `UnreadableError`, and a `DataError` where values have two readings.
    """
    try:
        form = examine_rows(table)
        if form.rows is not None and table.count_rows() != form.rows:
            refuse_bad_quotes(table)
        rest = find_stray_lines(table, form, plan.role)
        table = rest.table
        written = written or detect_from_all(table, plan)
        rows = _convert_rows(table, written).filter(~pl.col(ROW).is_in(rest.rows.implode()))
        flags, height = [], 0
        for found in collected(rows):
            height += found.height
            piece = _sort_out(table, plan, written, form, found)
            flags += [] if piece.flags is None else [piece.flags]
            yield piece
    except pl.exceptions.NoDataError:
        # It was emptied while it was read.
        raise EmptyFileError(table.source.name) from None
    except pl.exceptions.ComputeError as error:
        refuse_file(table, plan, error)
    except OSError as error:
        raise UnreadableError(table.source.name, str(error).splitlines()[0]) from None
    summary = _summarise_file(rest, plan, written, form, flags)
    # Where as many rows were read as there are none was left out.
    whole = not len(rest.rows) and height == form.rows
    yield summary if whole else _count_left_out(summary, table, written)


def _summarise_file(
    rest: StrayLines,
    plan: ReadPlan,
    written: DetectedFormats,
    form: RowShape,
    flags: list[pl.DataFrame],
) -> Rows:
    table = rest.table
    bad = pl.concat(flags) if flags else None
    return Rows(
        pl.DataFrame(),
        0,
        ReadCounts(),
        Problems() if bad is None else _find_problems(table, plan, written, form, bad),
        details=(
            *((_suggest_again(table),) if table.may_be_read_fast else ()),
            *written.describe_formats(table),
        ),
        notes=rest.notes,
        leftovers=rest.lines,
        flags=bad,
        written=None if bad is None else written,
    )


def _count_left_out(rows: Rows, table: Table, written: DetectedFormats) -> Rows:
    """Return rows with how many totals, and others, were left out beside them."""
    totals, ignored = table.count_left_out()
    amounts_of_totals = _read_amounts(table, written, table.read_totals()) if totals else ()
    return rows._replace(totals=totals, total_amounts=amounts_of_totals, ignored=ignored)


def _read_amounts(table: Table, written: DetectedFormats, rows: pl.DataFrame) -> tuple[int, ...]:
    """Return the amounts that the role adds up in some rows, without those that are none."""
    field = next((each for each in table.fields if each.name in MONEY), None)
    if field is None or field.kind is not ValueKind.AMOUNT:
        return ()
    text = pl.col(str(field.position))
    amount = amounts.parse_lenient_amount(text, written.marks[field.name], field.digits)
    return tuple(rows.select(amount.alias("amount")).to_series().drop_nulls())


def refuse_file(table: Table, plan: ReadPlan, error: pl.exceptions.ComputeError) -> NoReturn:
    """Raise what is wrong with a file that Polars gives up on."""
    if "utf-8" in str(error) or "utf8" in str(error):
        raise EncodingError(table.source.name, None, plan.role, plan.encoding)
    if "could not parse" in str(error) or "CSV malformed" in str(error):
        refuse_bad_quotes(table)
    raise UnreadableError(table.source.name, str(error).splitlines()[0])


def _convert_rows(table: Table, written: DetectedFormats) -> pl.LazyFrame:
    """Return the rows converted as far as possible, of Parquet those that are not wholly empty."""
    expressions = [each for field in table.fields for each in _convert_field(table, written, field)]
    rows = table.scan_numbered()
    if table.parquet:
        rows = rows.filter(pl.any_horizontal(_list_filled(table)))
    excused = () if table.excused is None else (table.excused.alias(_EXCUSED),)
    found = rows.select(pl.col(ROW), *expressions, *excused, *table.beside)
    return _with_formulas(found, table) if table.formulas else found


def _with_formulas(rows: pl.LazyFrame, table: Table) -> pl.LazyFrame:
    """Return rows with what is calculated, and whether it lacks a value or cannot be."""
    flags = []
    for field in (each for each in table.fields if each.formula is not None):
        name, none = field.name, pl.col(field.name).is_null()
        unread = pl.any_horizontal(
            pl.lit(value=False),
            *(pl.col(WRONG + each.name) for each in _list_amounts(table, field)),
        )
        blank = pl.any_horizontal(
            pl.col(each.name).is_null() for each in _list_amounts(table, field)
        )
        if field.required:
            flags.append((none & blank & ~unread).alias(BLANK + name))
        huge = (pl.col(name).abs() > amounts.LARGEST).fill_null(value=False)
        flags.append(((none & ~blank) | huge).alias(WRONG + name))
    return rows.with_columns(table.formulas).with_columns(flags)


def _list_amounts(table: Table, formula: "Field") -> "list[Field]":
    return [
        field
        for field in table.fields
        if field.name in formula.operands and field.kind is ValueKind.AMOUNT
    ]


def _list_filled(table: Table) -> "Iterator[pl.Expr]":
    """Yield for each column of Parquet whether it holds something."""
    for place, kind in enumerate(table.header.types or ()):
        value = pl.col(str(place))
        if isinstance(kind, pl.Datetime | pl.Date):
            yield value.is_not_null()
        elif not kind.is_nested():
            yield value.str.strip_chars() != ""


def _convert_field(table: Table, written: DetectedFormats, field: "Field") -> "Iterator[pl.Expr]":
    text = pl.col(str(field.position))
    typed = table.get_type(field) != pl.String
    blank = text.is_null() if typed else _is_blank(text)
    if field.required and field.formula is None:
        none = clean_id(text.cast(pl.String), list_words_for_none(field.name)).is_null()
        yield (none if field.kind is ValueKind.ID else blank).alias(BLANK + field.name)
    match field.kind:
        case ValueKind.ID:
            yield clean_id(text.cast(pl.String), list_words_for_none(field.name)).alias(field.name)
            if field.name == "customer_id":
                yield (~blank).alias(_NAMED)
        case ValueKind.CATEGORY:
            yield text.cast(pl.String).cast(pl.Categorical).alias(field.name)
        case ValueKind.AMOUNT:
            marks = written.marks[field.name]
            number = amounts.parse_lenient_amount(text, marks, field.digits)
            yield number.alias(field.name)
            yield (number.is_null() & ~blank).alias(WRONG + field.name)
            yield amounts.is_finer_than_zeros(text, marks, field.digits).alias(_FINER + field.name)
            if marks.absent:
                yield amounts.is_absent(text).alias(_ABSENT + field.name)
        case ValueKind.TIME:
            yield from _convert_time(table, written.style, field, blank)
        case ValueKind.FORMULA:
            pass


def _is_blank(text: pl.Expr) -> pl.Expr:
    bare = text.str.strip_chars()
    return ((bare == "") | is_null_word(bare)).fill_null(value=True)


def _convert_time(
    table: Table, style: TimeFormat, field: "Field", blank: pl.Expr
) -> "Iterator[pl.Expr]":
    at = read_time(table, field, style, strict=False)
    yield at.alias(AT)
    rest = pl.col(str(field.position)).cast(pl.String).str.strip_chars()
    yield pl.when(at.is_null() & ~blank).then(rest).alias(REST)


def _sort_out(
    table: Table, plan: ReadPlan, written: DetectedFormats, form: RowShape, found: pl.DataFrame
) -> Rows:
    moment = next((field.name for field in table.fields if field.kind is ValueKind.TIME), None)
    times = None if moment is None else complete_times(found, written.style, written.accepted)
    unread = () if times is None else (_find_wrong(plan, times).alias(f"{WRONG}{moment}"),)
    ragged = pl.Series(ROW, list(form.ragged), pl.UInt32)
    flags = found.select(
        ROW,
        pl.col(ROW).is_in(ragged.implode()).alias(RAGGED),
        pl.col(f"^({BLANK}|{WRONG}).*$"),
        *unread,
    )
    bad = flags.select(pl.any_horizontal(pl.exclude(ROW)).fill_null(value=False)).to_series()
    if _EXCUSED in found.columns:
        bad &= flags[RAGGED] | ~found[_EXCUSED]
        # Their ids, where orders have any, are keys all the same until their status drops them.
        found = found.with_columns(pl.col("^order_id$").fill_null(""))
    good = found.filter(~bad)
    money = find_money_column(found)
    amount = int(found.filter(bad)[money].sum()) if money else 0
    counts, frame = _finish_rows(table, plan, good, None if times is None else times.filter(~bad))
    return Rows(
        frame,
        found.height,
        counts,
        Problems(),
        int(bad.sum()),
        amount,
        kept=good[ROW],
        flags=flags.filter(bad) if bad.any() else None,
    )


def _suggest_again(table: Table) -> str:
    return f"{table.source.name}: read a second time, value by value"


def _finish_rows(
    table: Table, plan: ReadPlan, good: pl.DataFrame, times: MixedTimes | None
) -> tuple[ReadCounts, pl.DataFrame]:
    counts, known = (ReadCounts(), {}) if times is None else _read_instants(table, plan, times)
    columns = [
        known[field.name]
        if field.kind is ValueKind.TIME
        else without_blanks(good[field.name])
        if field.kind is ValueKind.CATEGORY
        else good[field.name]
        for field in table.results
    ]
    if times is not None and times.dated.any():
        columns.append(times.dated.alias("dated_only"))
    finer = sum(int(good[name].sum()) for name in good.columns if name.startswith(_FINER))
    absent = sum(int(good[name].sum()) for name in good.columns if name.startswith(_ABSENT))
    columns += (good[each.meta.output_name()] for each in table.beside)
    named = int(good[_NAMED].sum()) if _NAMED in good.columns else 0
    nobody = named - good["customer_id"].count() if named else 0
    return counts + ReadCounts(finer, absent=absent, nobody=nobody), pl.DataFrame(columns)


def _find_wrong(plan: ReadPlan, times: MixedTimes) -> pl.Series:
    """Return which texts are no time, or one past the year 9999 in UTC or the reports' zone."""
    if not (has_unlikely_years(times.local) or has_unlikely_years(times.instants)):
        return times.unread
    _, instants = _to_zoned_times(plan, times)
    return times.unread | find_unprintable(instants, plan.day_zone)


def _to_zoned_times(plan: ReadPlan, times: MixedTimes) -> tuple[ZonedTimes, pl.Series]:
    """Return what the local times came to, and the instants of all times."""
    local = times.local
    if plan.last_instant:
        end = (local.to_physical() + LAST_INSTANT).cast(pl.Datetime("us"))
        local = end.zip_with(times.dated, local)
    found = to_instants(local, plan.zone)
    if plan.day_zone != plan.zone and times.dated.any():
        days = local.to_frame().select(pl.when(times.dated).then(pl.first())).to_series()
        found = merge_times(to_instants(days, plan.day_zone), found)
    return found, times.instants.zip_with(times.instants.is_not_null(), found.instants)


def _read_instants(
    table: Table, plan: ReadPlan, times: MixedTimes
) -> tuple[ReadCounts, dict[str, pl.Series]]:
    """Return the column of times as instants, by its name, and what was decided about it."""
    found, instants = _to_zoned_times(plan, times)
    dated = int(times.dated.sum())
    clocks = times.local.count() - dated
    counts = ReadCounts(0, found.ambiguous, found.skipped, dated, clocks=clocks)
    moment = next(field.name for field in table.fields if field.kind is ValueKind.TIME)
    return counts, {moment: instants.alias(moment)}


def _find_problems(
    table: Table, plan: ReadPlan, written: DetectedFormats, form: RowShape, flags: pl.DataFrame
) -> Problems:
    groups = []
    # A ragged row has its values in the wrong columns: nothing else is said about it.
    whole = flags.filter(~pl.col(RAGGED))
    for name in flags.columns[1:]:
        kind, _, column = name.partition("\0")
        rows = (whole if column else flags).filter(pl.col(name))[ROW]
        if not len(rows):
            continue
        first = rows.head(SHOWN).to_list()
        if column:
            field = next(field for field in table.fields if field.name == column)
            values = _read_values(table, field, first)
            said = [describe_problem(plan, written, field, kind, value) for value in values]
            if kind == "blank" and field.formula is None:
                more = propose_for_blanks(table, field, first)
                said = ["; ".join(filter(None, each)) for each in zip(said, more, strict=True)]
            said = [f"{field.theirs}: {each}" for each in said]
        else:
            said = [describe_uneven(form.ragged[row], len(table.header.names)) for row in first]
        places = [f"{locate_line(table, form.find_line(row))}: " for row in first]
        texts = tuple(place + each for place, each in zip(places, said, strict=True))
        groups.append(ProblemGroup((column, kind), len(rows), texts))
    return Problems(tuple(groups))


def _read_values(table: Table, field: "Field", rows: list[int]) -> list[str | None]:
    found = table.read_rows(pl.Series(rows, dtype=pl.UInt32)).sort(ROW)
    return found[str(field.position)].cast(pl.String).to_list()
