"""Every report the files allow, together."""

from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from cli.report import Report
from cli.reports.build import build_report
from cli.reports.comparison.report import (
    build_comparison_ledger,
    build_experiment_tables,
    build_learned_tables,
    tell_costs,
)
from cli.reports.highlights.report import NAME as HIGHLIGHTS
from cli.reports.highlights.report import build_highlight_table, find_highlights
from cli.reports.journeys.whole_report import ReportJourneys
from cli.reports.material import read_material
from cli.reports.page_tables import build_page_tables
from cli.reports.rfm.channels import build_channel_tables
from cli.reports.rfm.display import show_segments_to_people
from cli.reports.rfm.report import build_customer_rows
from cli.reports.value.acquisition import ACQUISITION
from cli.reports.value.tables import FIRST, TABLES, abridge
from cli.reports.watch.report import watch_for_report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.dataset.run import Run
    from cli.options import Options
    from cli.report import Highlight, Table
    from cli.reports.material import ReportMaterial


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
    brief, whole = extent is Extent.EXCERPT, extent is Extent.WORKBOOK
    journeys = ReportJourneys(run, options, brief=brief, whole=whole)
    # Most highlights ask for intervals.
    sure = intervals or (options.show == HIGHLIGHTS and options.intervals is None)
    material = read_material(run, options, journeys, intervals=sure)
    shop, made = material.shop, material.comparison
    tested = build_experiment_tables(run, options, made)
    grouped = journeys.group(shop, made)
    paths = journeys.build_tables(grouped)
    later, more = material.build_tables_over_time()
    watches, off = watch_for_report(run, shop, made.costs)
    learned = build_learned_tables(run, options, made, intervals=intervals)
    segments = material.build_segment_tables()
    worth, cautions = material.build_value_tables(_VALUE_TABLES[extent])
    told: tuple[Highlight, ...] = ()
    undrawn: tuple[str, ...] = ()
    first = options.show in (None, HIGHLIGHTS)
    check = material.check().report.tables if first or extent in _WITH_CHECK else ()
    if first:
        kpis = (each.build_table(for_people=False) for each in watches)
        roles = journeys.build_roles(grouped)
        losses, undrawn = material.build_loss_tables()
        known = (made.table, *tested, *roles, *kpis, *segments, *later, *worth, *check, *losses)
        told = find_highlights(run, shop, material.scored, known)
    shortened = (abridge(table, FIRST) for table in worth) if brief else worth
    rest, without = _build_rest(material, options, extent, check)
    tables = (
        *(*_build_first(material, told, options, extent), made.table, *tested, *paths),
        *(each.build_table(for_people=brief) for each in watches),
        *(map(show_segments_to_people, segments) if brief else segments),
        *(*later, *map(_tell_apart, shortened)),
        *(*rest, *learned),
    )
    ledger = build_comparison_ledger(shop, material.counts)
    scored = material.scored.notes
    notes = (*made.notes, *journeys.notes, *off, *scored, *without, *more, *cautions, *undrawn)
    report = build_report("report", run, shop, tables, ledger, material.counts, notes)
    return tell_costs(replace(report, highlights=told), made)


_VALUE_TABLES: "dict[Extent, Sequence[str]]" = {
    Extent.TABLES: ("value", "at_risk", ACQUISITION),
    Extent.EXCERPT: ("value", "at_risk", ACQUISITION),
    Extent.WORKBOOK: (*TABLES, "customers"),
    Extent.PAGE: TABLES,
}
"""Which tables of what customers are worth are told."""
_WITH_CHECK = (Extent.WORKBOOK, Extent.PAGE)
"""What tells as well what was read."""


def _build_first(
    material: "ReportMaterial",
    told: "tuple[Highlight, ...]",
    options: "Options",
    extent: Extent,
) -> "tuple[Table, ...]":
    """Return the highlights; among other tables people see the first of them."""
    if options.show not in (None, HIGHLIGHTS):
        return ()
    certain = material.comparison.table.replicates is not None
    return (
        build_highlight_table(
            told,
            material.run.settings.currency,
            certain=certain,
            for_people=extent is Extent.EXCERPT,
            all_of_them=options.show == HIGHLIGHTS,
        ),
    )


def _build_rest(
    material: "ReportMaterial", options: "Options", extent: Extent, check: "tuple[Table, ...]"
) -> "tuple[tuple[Table, ...], tuple[str, ...]]":
    """Return what a page or a workbook has beside the tables of a report; and what is amiss."""
    run, shop, scored = material.run, material.shop, material.scored
    if extent is Extent.PAGE:
        pages = build_page_tables(run, shop, options, scored)
        return (*pages, *check), ()
    if extent is not Extent.WORKBOOK:
        return (), ()
    # As in the files of a folder, which have intervals where they are asked for by name.
    named = options.intervals is True
    brought, without = build_channel_tables(run, shop, scored, intervals=named)
    customers = build_customer_rows(run, shop, scored)
    return (customers, *brought, *check), without


def build_folder_reports(run: "Run", options: "Options", *, intervals: bool) -> dict[str, Report]:
    """Return the reports of a folder by the names of their files."""
    journeys = ReportJourneys(run, options, brief=False, whole=False)
    material = read_material(run, options, journeys, intervals=intervals)
    shop, made, scored = material.shop, material.comparison, material.scored
    ledger = build_comparison_ledger(shop, material.counts)
    later, more = material.build_tables_over_time()
    watches, off = watch_for_report(run, shop, made.costs)
    watched = tuple(each.build_table(for_people=False) for each in watches)
    brought, without = build_channel_tables(run, shop, scored, intervals=intervals)
    worth, cautions = material.build_value_tables((*TABLES, "customers"))
    notes = (*made.notes, *journeys.notes, *off, *scored.notes, *without, *more, *cautions)
    whole = build_report("report", run, shop, (made.table,), ledger, material.counts, notes)
    whole = tell_costs(whole, made)
    segments, *own = material.build_segment_tables()
    tested = build_experiment_tables(run, options, made)
    tables = {
        "compare": made.table,
        **{
            table.name: table
            for table in (*tested, *journeys.build_tables(journeys.group(shop, made)))
        },
        "rfm": segments,
        "rfm_customers": build_customer_rows(run, shop, scored),
        **{f"rfm_{table.name}": table for table in (*brought, *own)},
        **{table.name: table for table in (*watched, *later)},
        **{_name_value_file(table): table for table in worth},
    }
    files = {f"{name}.csv": whole.with_tables(table) for name, table in tables.items()}
    return files | {"check.json": material.check().report}


def _tell_apart(table: "Table") -> "Table":
    """Return the customers by value under a name that the customers by segment do not have."""
    return replace(table, name="customer_values") if table.name == "customers" else table


def _name_value_file(table: "Table") -> str:
    return "value" if table.name == "value" else f"value_{table.name}"
