"""Every report the files allow, together."""

from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from cli.report import Report
from cli.reports.build import build_report
from cli.reports.check.report import build_check
from cli.reports.cohorts.metrics import CohortMetric
from cli.reports.cohorts.report import describe_cohorts, find_cohorts
from cli.reports.comparison.report import (
    build_comparison_ledger,
    build_experiment_tables,
    build_learned_tables,
    read_comparison,
    tell_costs,
)
from cli.reports.highlights.report import NAME as HIGHLIGHTS
from cli.reports.highlights.report import build_highlight_table, find_highlights
from cli.reports.journeys.whole_report import ReportJourneys
from cli.reports.migration.metrics import MoveMetric
from cli.reports.migration.report import describe_migration, find_migration
from cli.reports.page_tables import build_page_tables
from cli.reports.rfm.channels import build_channel_tables
from cli.reports.rfm.own_segments import build_own_segment_table
from cli.reports.rfm.report import (
    build_customer_rows,
    build_rfm_ledger,
    describe_left_out,
    score_dataset,
)
from cli.reports.value.acquisition import ACQUISITION
from cli.reports.value.report import build_value_tables, find_values
from cli.reports.value.tables import TABLES, abridge
from cli.reports.watch.report import watch_for_report
from rfm.lifetime_value.errors import FewBoughtAgainError, NobodyBoughtAgainError
from rfm.lifetime_value.notes import FEW_REPEAT_CUSTOMERS
from rfm.migration.errors import NobodyBeforeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.options import Options
    from cli.report import Highlight, Table
    from cli.reports.check.report import CheckResult
    from cli.reports.comparison.tables import ComparisonResult
    from cli.reports.rfm.tables import ScoredCustomers


class Extent(Enum):
    """How much of every report is told together."""

    TABLES = auto()
    """The tables in full, without the long ones of customers."""
    EXCERPT = auto()
    """Of long tables the first rows."""
    WORKBOOK = auto()
    """Each customer as well, and what was read."""
    PAGE = auto()
    """What a page shows: months and scores as well, and what was read."""


def build_full_report(run: "Run", options: "Options", extent: Extent, *, intervals: bool) -> Report:
    """Return every report the files allow: the comparison, journeys, then the customers."""
    brief, whole, paged = (
        extent is each for each in (Extent.EXCERPT, Extent.WORKBOOK, Extent.PAGE)
    )
    journeys = ReportJourneys(run, options, brief=brief, whole=whole)
    # Most highlights ask for intervals.
    sure = intervals or (options.show == HIGHLIGHTS and options.intervals is None)
    shop, made = _read_comparison(run, options, journeys, intervals=sure)
    counts = made.findings.statistics.counts[0]
    found = score_dataset(run, shop)
    tested = build_experiment_tables(run, options, made)
    paths = journeys.build_tables(shop, made)
    later, more = _build_tables_over_time(run, shop)
    watches, off = watch_for_report(run, shop, made.costs)
    watched = tuple(each.build_table(for_people=brief) for each in watches)
    learned = build_learned_tables(run, options, made, intervals=intervals)
    segments = (_build_segment_table(run, shop, found), *_build_own_tables(run, shop, found))
    shown: Sequence[str] = ("value", "at_risk", ACQUISITION)
    if whole or paged:
        shown = (*TABLES, "customers") if whole else TABLES
    worth, cautions = _build_value_tables(run, shop, found, made, shown)
    told: tuple[Highlight, ...] = ()
    first: tuple[Table, ...] = ()
    wanted = options.show in (None, HIGHLIGHTS)
    check = _check(run, shop, made).report.tables if whole or paged or wanted else ()
    if wanted:
        roles = journeys.build_roles(shop, made)
        kpis = (each.build_table(for_people=False) for each in watches)
        known = (made.table, *tested, *roles, *kpis, *segments, *later, *worth, *check)
        told = find_highlights(run, shop, found, known)
        certain = made.table.replicates is not None
        first = (
            build_highlight_table(told, run.settings.currency, certain=certain, for_people=brief),
        )
    if brief:
        worth = tuple(map(abridge, worth))
    rest: tuple[Table, ...] = ()
    without: tuple[str, ...] = ()
    if paged:
        rest = (*build_page_tables(run, shop, options, found), *check)
    elif whole:
        # As in the files of a folder, which have intervals where they are asked for by name.
        named = options.intervals is True
        brought, without = build_channel_tables(run, shop, found, intervals=named)
        rest = (build_customer_rows(run, shop, found), *brought, *check)
    tables = (
        *(*first, made.table, *tested, *paths, *watched, *segments, *later),
        *(*map(_tell_apart, worth), *rest, *learned),
    )
    ledger = build_comparison_ledger(shop, counts)
    notes = (*made.notes, *journeys.notes, *off, *found.notes, *without, *more, *cautions)
    report = build_report("report", run, shop, tables, ledger, counts, notes)
    return tell_costs(replace(report, highlights=told), made)


def build_folder_reports(run: "Run", options: "Options", *, intervals: bool) -> dict[str, Report]:
    """Return the reports of a folder by the names of their files."""
    journeys = ReportJourneys(run, options, brief=False, whole=False)
    shop, made = _read_comparison(run, options, journeys, intervals=intervals)
    counts = made.findings.statistics.counts[0]
    found = score_dataset(run, shop)
    ledger = build_comparison_ledger(shop, counts)
    later, more = _build_tables_over_time(run, shop)
    watches, off = watch_for_report(run, shop, made.costs)
    watched = tuple(each.build_table(for_people=False) for each in watches)
    brought, without = build_channel_tables(run, shop, found, intervals=intervals)
    worth, cautions = _build_value_tables(run, shop, found, made, (*TABLES, "customers"))
    notes = (*made.notes, *journeys.notes, *off, *found.notes, *without, *more, *cautions)
    whole = build_report("report", run, shop, (made.table,), ledger, counts, notes)
    whole = tell_costs(whole, made)
    check = _check(run, shop, made)
    return {
        "compare.csv": whole,
        **{
            f"{table.name}.csv": whole.with_tables(table)
            for table in (
                *build_experiment_tables(run, options, made),
                *journeys.build_tables(shop, made),
            )
        },
        "rfm.csv": whole.with_tables(_build_segment_table(run, shop, found)),
        "rfm_customers.csv": whole.with_tables(build_customer_rows(run, shop, found)),
        **{f"rfm_{table.name}.csv": whole.with_tables(table) for table in brought},
        **{
            f"rfm_{table.name}.csv": whole.with_tables(table)
            for table in _build_own_tables(run, shop, found)
        },
        **{f"{table.name}.csv": whole.with_tables(table) for table in (*watched, *later)},
        **{_name_value_file(table): whole.with_tables(table) for table in worth},
        "check.json": check.report,
    }


def _read_comparison(
    run: "Run", options: "Options", journeys: ReportJourneys, *, intervals: bool
) -> "tuple[Dataset, ComparisonResult]":
    """Return the shop and its comparison, held against experiments where the settings have any."""
    return read_comparison(
        run,
        options,
        intervals=intervals,
        held_against=bool(run.settings.experiments),
        plan_paths=journeys.plan,
    )


def _check(run: "Run", shop: "Dataset", made: "ComparisonResult") -> "CheckResult":
    """Return what is odd about a shop, its costs included."""
    costs = None if made.costs is None else made.costs.read
    return build_check(run, shop, made.findings, made.unassigned, costs)


def _build_segment_table(run: "Run", shop: "Dataset", found: "ScoredCustomers") -> "Table":
    currency = run.settings.currency
    return found.build_segment_table(
        currency, describe_left_out(build_rfm_ledger(shop, found), currency)
    )


def _build_own_tables(run: "Run", shop: "Dataset", found: "ScoredCustomers") -> "tuple[Table, ...]":
    """Return the table of the segments of one's own, nothing where the settings list none."""
    settings = run.settings
    return (build_own_segment_table(shop, settings, found),) if settings.segments else ()


def _build_tables_over_time(
    run: "Run", shop: "Dataset"
) -> "tuple[tuple[Table, ...], tuple[str, ...]]":
    """Return who moved, where the settings say since when, and the cohorts; and what is amiss."""
    cohorts = describe_cohorts(run, shop, find_cohorts(run, shop), CohortMetric.RETENTION)
    if run.settings.rfm.since is None:
        return (cohorts,), ()
    try:
        moves = find_migration(run, shop)
    except NobodyBeforeError as error:
        return (cohorts,), (f"migration: {error}",)
    return (describe_migration(run, moves, MoveMetric.CUSTOMERS), cohorts), ()


def _build_value_tables(
    run: "Run",
    shop: "Dataset",
    found: "ScoredCustomers",
    made: "ComparisonResult",
    names: "Sequence[str]",
) -> "tuple[tuple[Table, ...], tuple[str, ...]]":
    """Return what customers are worth, nothing where it cannot be known; and what is amiss."""
    try:
        values = find_values(run, shop, found, fewest=FEW_REPEAT_CUSTOMERS)
    except NobodyBoughtAgainError as error:
        return (), (f"value: {error}",)
    except FewBoughtAgainError as error:
        return (), (f"value: left out, {error}; merito value forecasts all the same",)
    costs = None if made.costs is None else made.costs.read
    built = build_value_tables(shop, values, names, costs)
    return built.tables, built.notes


def _tell_apart(table: "Table") -> "Table":
    """Return the customers by value under a name that the customers by segment do not have."""
    return replace(table, name="customer_values") if table.name == "customers" else table


def _name_value_file(table: "Table") -> str:
    return "value.csv" if table.name == "value" else f"value_{table.name}.csv"
