"""The costs of a run: money spent a day, by channel or campaign."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.amount_signs import collect_signs
from cli.inputs.costs.cadence import describe_cadence
from cli.inputs.costs.columns import AMOUNTS, NAMES, choose_cost_columns
from cli.inputs.costs.commissions import describe_declined
from cli.inputs.costs.daily import (
    DAY,
    DAYS,
    UNTIL,
    describe_unread_ends,
    read_days,
    spread_over_days,
    sum_by_day,
)
from cli.inputs.costs.file_totals import SUMS, FileTotals, find_file_totals
from cli.inputs.costs.report_levels import (
    SharedDays,
    find_shared_days,
    refuse_overlapping_spans,
    refuse_overlaps,
)
from cli.inputs.costs.totals_rows import describe_totals
from cli.inputs.currency_conversion import find_conversion, find_currency, list_currency_names
from cli.inputs.formats.recognise import describe_formats, recognise
from cli.inputs.reading.bad_rows import refuse_bad
from cli.inputs.reading.notes import describe_counts
from cli.inputs.reading.read import read_files
from cli.report import LedgerLine
from cli.settings.sections.exports.files import Role
from cli.wording import format_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.context import ReadContext
    from cli.inputs.formats.recognise import RecognisedFile
    from cli.inputs.reading.role_rows import RoleRows
    from cli.inputs.reading.rows import ReadCounts, Rows
    from cli.report import ReadFile
    from cli.settings.sections.exports.files import Costs

ROLE: Final = "costs"


@dataclass(frozen=True, slots=True)
class CostInput:
    """Costs by day and what became of the rows; money in 1/10 000 of the currency unit."""

    frame: pl.DataFrame
    """One row a day, channel, source, medium and campaign, in this order: `date` Date in the
    report's time zone, the names String (null: the file does not say), `cost` Int64, `clicks` and
    `impressions` Int64 (null: the file does not say)."""
    files: tuple["ReadFile", ...]
    lines: tuple[LedgerLine, ...]
    """Rows add up to the rows read, amounts to the files' totals; totals rows have none."""
    counts: "ReadCounts"
    notes: tuple[str, ...]
    details: tuple[str, ...]
    """What was decided about each file, for `-v`."""
    shared: SharedDays | None = None
    """Days and campaigns that several files hold alike; None where there are none."""
    currency: str | None = None
    """The code of the currency that amounts are in, None where nothing tells."""
    signs: tuple[str, ...] = ()
    """Signs of several currencies beside the amounts of files without a code."""


def read_costs(section: "Costs", context: "ReadContext") -> CostInput:
    """Read the costs; rows of a day and campaign are added up, rows of several days spread evenly.

    Raises `DataError` (exit status 1) for bad rows past the tolerance, reports of several levels
    for the same days and several currencies without rates, errors of exit status 2 for files that
    are missing, unreadable, no table or lack a column.
    """
    files = recognise(section, Role.COSTS, context.folder, context.home)
    reading = read_files(files, choose_cost_columns, context.timezone, last_instant=False)
    rows = reading.rows
    refuse_bad(ROLE, reading, context.tolerance, context.keep)
    checked = describe_totals(len(files), reading)
    names = list_currency_names(rows.frame)
    rated = find_conversion(ROLE, names, context.rates, context.currency)
    if rated is not None:
        reading = reading.with_amounts(rated.convert(rows.frame, ("cost",)))
    unit = find_currency(names, rated)
    signs = collect_signs(ROLE, reading.tables, reading.files)
    signs.refuse_other(unit)
    dated = read_days(files, reading, context.timezone, context.tolerance)
    refuse_overlaps(files, reading, dated)
    refuse_overlapping_spans(files, reading, dated)
    shared = find_shared_days(files, reading, dated)
    filled = _fill_columns(dated, section.channel)
    totals = _find_totals(files, reading, filled)
    kept, sums = _split_rows(filled, totals)
    return CostInput(
        sum_by_day(spread_over_days(kept)),
        reading.files,
        _make_ledger(kept, sums, rows),
        rows.counts,
        (
            *rows.notes,
            *describe_counts(ROLE, rows.bad, rows.problems, rows.counts),
            *checked,
            *(() if shared is None else (f"costs: {shared}; leave one out then",)),
            *(said for each in totals for said in each.describe()),
            *_describe_days(files, reading, dated, kept),
            *(() if rated is None else (rated.note,)),
        ),
        (*describe_formats(files), *rows.details),
        shared,
        unit,
        signs.found,
    )


def _fill_columns(frame: pl.DataFrame, channel: str | None) -> pl.DataFrame:
    """Return rows with every name as String and every amount, null where the file has none."""
    for name in (*NAMES, *AMOUNTS):
        if name not in frame.columns:
            kind = pl.Int64 if name in AMOUNTS else pl.String
            frame = frame.with_columns(pl.lit(None, kind).alias(name))
    frame = frame.with_columns(pl.col(NAMES).cast(pl.String))
    return frame if channel is None else frame.with_columns(pl.col("channel").fill_null(channel))


def _find_totals(
    files: "Sequence[RecognisedFile[Costs]]", reading: "RoleRows", frame: pl.DataFrame
) -> list[FileTotals]:
    """Return what is the sum of the other rows of each file, see `find_file_totals`."""
    ends = (*reading.starts[1:], frame.height)
    return [
        find_file_totals(frame[start:end], file.section.totals)
        for file, start, end in zip(files, reading.starts, ends, strict=True)
    ]


def _split_rows(
    frame: pl.DataFrame, totals: "Sequence[FileTotals]"
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows that count, and those that are totals of them."""
    summed = pl.concat([each.rows for each in totals])
    return frame.filter(~summed), frame.filter(summed)


def _make_ledger(frame: pl.DataFrame, totals: pl.DataFrame, rows: "Rows") -> tuple[LedgerLine, ...]:
    # The largest row of a day and campaign is the one that the others are added to: which of them
    # the file names first must not move money from one line to another.
    frame = frame.sort("cost", descending=True)
    several = frame[DAYS] > 1
    again = ~frame.select(pl.struct(_choose_key(frame)).is_first_distinct()).to_series()
    parts = {
        "of one day": frame.filter(~several & ~again),
        "of several days, spread evenly": frame.filter(several),
        "of one day, added to another row of its campaign": frame.filter(~several & again),
    }
    lines = [
        LedgerLine(ROLE, line, part.height, int(part["cost"].sum())) for line, part in parts.items()
    ]
    lines += [
        LedgerLine(ROLE, SUMS, totals.height, int(totals["cost"].sum())),
        LedgerLine(ROLE, "totals rows", rows.totals, None),
        LedgerLine(ROLE, "no costs by the format", rows.ignored, None),
        LedgerLine(ROLE, "bad rows", rows.bad, rows.bad_amount),
    ]
    return tuple(line for line in lines if line.rows)


def _choose_key(frame: pl.DataFrame) -> list[str]:
    return [DAY, UNTIL, *(name for name in NAMES if name in frame.columns)]


def _describe_days(
    files: "Sequence[RecognisedFile[Costs]]",
    reading: "RoleRows",
    dated: pl.DataFrame,
    kept: pl.DataFrame,
) -> tuple[str, ...]:
    return (
        *_describe_spread(kept),
        *describe_declined(reading),
        *describe_unread_ends(reading),
        *describe_cadence(files, reading, dated),
    )


def _describe_spread(frame: pl.DataFrame) -> tuple[str, ...]:
    count = frame.filter(pl.col(DAYS) > 1).height
    if not count:
        return ()
    rows = format_count(count, "row", ("covers", "cover"))
    return (f"{ROLE}: {rows} several days; their money is spread evenly over them",)
