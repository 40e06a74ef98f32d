"""The days that rows of costs stand for, and their money spread over them."""

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.errors import DataError
from cli.inputs.costs.columns import NAMES, choose_cost_columns
from cli.inputs.formats.columns.column_names import find_column
from cli.inputs.reading.problems import refuse_too_many
from cli.inputs.reading.read import read_files
from cli.inputs.tables.name_forms import quote_name
from cli.inputs.tables.span_names import find_last_day_column
from cli.money import UNIT, format_money
from cli.settings.sections.exports.export_formats import Spans
from cli.settings.sections.exports.files import CostColumn, CostPeriod

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.formats.recognise import RecognisedFile
    from cli.inputs.reading.role_rows import RoleRows
    from cli.inputs.tables.table import Table
    from cli.settings.sections.exports.files import Costs
    from cli.settings.sections.tolerance import Tolerance


class ReversedDaysError(DataError):
    """A row of costs ends before it begins."""

    def __init__(self, place: str, first: object, last: object) -> None:
        super().__init__(f"{place}: the last day {last} lies before the first {first}; correct it")


DAY: Final = "first day\0"
"""Column of the first day of a row."""
UNTIL: Final = "last day\0"
DAYS: Final = "days\0"
"""Column of the number of days."""
_AMOUNTS: Final = ("cost", "clicks", "impressions")
_USUAL_SPANS: Final = Spans(
    week=(
        *("week", "settimana", "woche", "semaine", "semana", "week start", "week starting"),
        *("week beginning", "week commencing", "week of"),
    ),
    month=("month", "mese", "monat", "mois", "mes"),
)
"""What columns of weeks and months are called in files without a format."""


def read_days(
    files: "Sequence[RecognisedFile[Costs]]",
    reading: "RoleRows",
    zone: str,
    tolerance: "Tolerance",
) -> pl.DataFrame:
    """Return the rows of a reading with first day, last day and number of days.

    Raises `ReversedDaysError`, and `BadRowsError` for last days that are none.
    """
    frame = reading.rows.frame
    first = _to_local(frame["date"], zone)
    frame = frame.with_columns(first.alias(DAY), first.alias(UNTIL))
    parts = []
    for place, (file, table) in enumerate(zip(files, reading.tables, strict=True)):
        end = reading.starts[place + 1] if place + 1 < len(reading.starts) else frame.height
        part = frame[reading.starts[place] : end]
        theirs = _find_end_column(table, part)
        last = _find_span_end(file, table)
        if theirs is not None:
            places = pl.Series("position", range(reading.starts[place], end))
            rows = reading.find_file_rows(places).select("row")
            ends = _read_until(file, theirs, zone, tolerance, rows)
            last = pl.lit(choose_last_days(ends, part[DAY]))
        parts.append(part.with_columns(last.alias(UNTIL)))
    dated = pl.concat(parts).with_columns(
        ((pl.col(UNTIL) - pl.col(DAY)).dt.total_days() + 1).alias(DAYS)
    )
    wrong = (dated[DAYS] < 1).arg_true()
    if len(wrong):
        row = dated.row(wrong[0], named=True)
        raise ReversedDaysError(reading.locate_rows([wrong[0]])[0], row[DAY], row[UNTIL])
    return dated


def _to_local(instants: pl.Series, zone: str) -> pl.Series:
    return instants.dt.convert_time_zone(zone).dt.date()


def _find_end_column(table: "Table", part: pl.DataFrame) -> str | None:
    """Return the column of the last days, None where the file has none or it is empty."""
    field = next((field for field in table.fields if field.name == "until"), None)
    return None if field is None or part["until"].null_count() == part.height else field.theirs


def _find_span_end(file: "RecognisedFile[Costs]", table: "Table") -> pl.Expr:
    """Return the last day of a week or month where the settings or the column of days say so."""
    period = file.section.period
    spans = _USUAL_SPANS if file.named.form is None else file.named.form.spans
    day = [field.theirs for field in table.fields if field.name == "date"]
    if period is None and find_column(spans.week, day) is not None:
        period = CostPeriod.WEEK
    if period is None and find_column(spans.month, day) is not None:
        period = CostPeriod.MONTH
    match period:
        case CostPeriod.WEEK:
            return pl.col(DAY).dt.offset_by("6d")
        case CostPeriod.MONTH:
            return pl.col(DAY).dt.month_end()
        case _:
            return pl.col(DAY)


def describe_unread_ends(reading: "RoleRows") -> tuple[str, ...]:
    """Tell of files with a column of last days that is not read: all money is on the first day."""
    said = []
    for table, file in zip(reading.tables, reading.files, strict=True):
        read = {field.name: field.theirs for field in table.fields}
        last = find_last_day_column(read["date"], table.header.names)
        if last is not None and "until" not in read:
            money = "" if file.total is None else f", {format_money(file.total)} in all,"
            said.append(
                f"costs: {table.source.name}: {last} is not read, so that each row{money} is of its"
                f" {read['date']} alone; costs.columns: {{until: {quote_name(last)}}} spreads it"
                " over its days"
            )
    return tuple(said)


def _read_until(
    file: "RecognisedFile[Costs]",
    theirs: str,
    zone: str,
    tolerance: "Tolerance",
    rows: pl.DataFrame,
) -> pl.Series:
    """Read the ends in the same way as the first days: the file again, by another column.

    `rows` has the place of each wanted row in the file. Days, or local times where each has one.
    Raises `BadRowsError`.
    """
    last = file.section.columns.get(CostColumn.UNTIL, theirs)
    columns = {**file.section.columns, CostColumn.DATE: last}
    section = file.section.model_copy(update={"columns": columns})
    again = read_files(
        [replace(file, section=section)], choose_cost_columns, zone, last_instant=False
    )
    refuse_too_many(again.rows.problems, again.rows.bad, again.rows.read, tolerance)
    frame = again.rows.frame
    local = pl.col("date").dt.convert_time_zone(zone)
    timed = "dated_only" not in frame.columns
    frame = frame.select((local if timed else local.dt.date()).alias(UNTIL))
    found = again.find_file_rows(pl.Series("position", range(frame.height)))
    ends = found.select("row").with_columns(frame[UNTIL])
    return rows.join(ends, on="row", how="left", maintain_order="left")[UNTIL]


def choose_last_days(ends: pl.Series, first: pl.Series) -> pl.Series:
    """Return the last days of rows that end at some times: midnight may begin the day after.

    It does where all of them end at one, and each a day after it began, or where others begin: 1
    February 0:00 to 2 February 0:00 is one day, as services for reports write it.
    """
    days = ends.cast(pl.Date)
    if ends.dtype == pl.Date or not (ends.dt.time() == time()).all():
        return days
    daily = ((days - first).dt.total_days() == 1).all()
    before = days.filter(days < days.max())
    joined = bool(before.len()) and before.is_in(first.unique().implode()).all()
    return days.dt.offset_by("-1d") if daily or joined else days


def spread_over_days(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a row a day; amounts are shared evenly to 1/10 000, what is left to the first days."""
    several = frame.filter(pl.col(DAYS) > 1)
    if not several.height:
        return frame
    days = pl.date_ranges(DAY, UNTIL).alias(DAY)
    place = pl.int_ranges(pl.lit(0), pl.col(DAYS)).alias("place\0")
    single = several.with_columns(days, place).explode(DAY, "place\0")
    shares = [
        pl.col(name) // pl.col(DAYS)
        + (pl.col("place\0") < pl.col(name) % pl.col(DAYS)).cast(pl.Int64)
        for name in _AMOUNTS
    ]
    single = single.with_columns(shares).drop("place\0")
    return pl.concat([frame.filter(pl.col(DAYS) == 1), single])


def sum_by_day(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a row a day and name; amounts that the file does not have are null."""
    counted = [
        pl.when(pl.col(name).count() > 0).then(pl.col(name).sum() // unit).alias(name)
        for name, unit in zip(_AMOUNTS, (1, UNIT, UNIT), strict=True)
    ]
    key = [pl.col(DAY).alias("date"), *(pl.col(name) for name in NAMES)]
    return frame.group_by(key).agg(counted).sort("date", *NAMES, nulls_last=True)
