"""Every report the files allow, together."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from cli.report import Report
from cli.reports.build import build_report
from cli.reports.comparison.further_tables import build_experiment_tables, build_learned_tables
from cli.reports.comparison.report import (
    build_comparison_ledger,
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
from cli.reports.value.tables import FIRST, TABLES, abridge, show_to_people
from cli.reports.watch.report import watch_for_report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cli.dataset.run import Run
    from cli.options import Options
    from cli.report import Highlight, Table
    from cli.reports.material import ReportMaterial
    from cli.reports.value.report import Values
    from cli.reports.watch.report import WatchResult


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


_VALUE_TABLES: "dict[Extent, Sequence[str]]" = {
    Extent.TABLES: ("value", "at_risk", ACQUISITION),
    Extent.EXCERPT: ("value", "at_risk", ACQUISITION),
    Extent.WORKBOOK: TABLES,
    Extent.PAGE: TABLES,
}
"""Which tables of what customers are worth are told."""
_WITH_CHECK = (Extent.WORKBOOK, Extent.PAGE)
"""What tells as well what was read."""
_WITH_INTERVALS = (Extent.TABLES, Extent.WORKBOOK)
"""Whose tables beside the comparison end with intervals where they are asked for by name."""


def build_full_report(run: "Run", options: "Options", extent: Extent, *, intervals: bool) -> Report:
    """Return every report the files allow: the comparison, journeys, then the customers."""
    brief, whole = extent is Extent.EXCERPT, extent is Extent.WORKBOOK
    named = options.intervals is True and extent in _WITH_INTERVALS
    journeys = ReportJourneys(run, options, brief=brief, whole=whole, intervals=named)
    # Most highlights ask for intervals.
    sure = intervals or (options.show == HIGHLIGHTS and options.intervals is None)
    material = read_material(run, options, journeys, intervals=sure)
    sections = _build_sections(material, journeys, options, extent, intervals=named)
    learned = build_learned_tables(run, options, material.comparison, intervals=intervals)
    tables = (*sections.list_tables(material, options, extent), *learned)
    made = material.comparison
    notes = (*made.notes, *journeys.notes, *sections.notes)
    ledger = build_comparison_ledger(material.shop, material.counts)
    report = build_report("report", run, material.shop, tables, ledger, material.counts, notes)
    others = () if options.show in (None, HIGHLIGHTS) else (HIGHLIGHTS,)
    return tell_costs(report._replace(highlights=sections.told, others=others), made)


@dataclass(frozen=True, slots=True, eq=False)
class _Sections:
    """The tables of a report of everything, but for those of every customer."""

    told: "tuple[Highlight, ...]"
    tested: "tuple[Table, ...]"
    paths: "tuple[Table, ...]"
    watches: "tuple[WatchResult, ...]"
    segments: "tuple[Table, ...]"
    later: "tuple[Table, ...]"
    worth: "tuple[Table, ...]"
    brought: "tuple[Table, ...]"
    check: "tuple[Table, ...]"
    values: "Values | None"
    notes: tuple[str, ...]
    """What is amiss with any of them."""

    def list_tables(
        self, material: "ReportMaterial", options: "Options", extent: Extent
    ) -> "Iterator[Table]":
        """Yield all tables in their order."""
        brief = extent is Extent.EXCERPT
        yield from _build_first(material, self.told, options, extent)
        yield from (material.comparison.table, *self.tested, *self.paths)
        yield from (each.build_table(for_people=brief) for each in self.watches)
        yield from map(show_segments_to_people, self.segments) if brief else self.segments
        yield from self.later
        yield from self._list_values(options, for_people=brief)
        yield from self._list_customers(material, options, extent)
        yield from (*self.brought, *(self.check if extent in _WITH_CHECK else ()))

    def _list_values(self, options: "Options", *, for_people: bool) -> "tuple[Table, ...]":
        """Return what customers are worth, the rows of customers cut to those asked for."""
        if self.values is None:
            return ()
        if not for_people:
            return _cut_customers(self.worth, options.top)
        shown = show_to_people(self.worth, self.values.below)
        return _cut_customers(shown, FIRST if options.top is None else options.top)

    def _list_customers(
        self, material: "ReportMaterial", options: "Options", extent: Extent
    ) -> "Iterator[Table]":
        """Yield the tables made of a row a customer, or which a page alone has.

        They come after all others are made, since those need room while they are.
        """
        run, shop, scored = material.run, material.shop, material.scored
        if extent is Extent.PAGE:
            yield from build_page_tables(run, shop, options, scored)
        if extent is Extent.WORKBOOK:
            if self.values is not None:
                tables, _ = material.build_value_tables(self.values, ("customers",))
                # The customers by segment have that name.
                yield from (table._replace(name="customer_values") for table in tables)
            yield build_customer_rows(run, shop, scored)


def _build_sections(
    material: "ReportMaterial",
    journeys: ReportJourneys,
    options: "Options",
    extent: Extent,
    *,
    intervals: bool,
) -> _Sections:
    """Return what a report tells, the tables that need most room while they are made first."""
    run, shop, made = material.run, material.shop, material.comparison
    first = options.show in (None, HIGHLIGHTS)
    grouped = journeys.group(shop, made)
    paths, roles = journeys.build_tables(grouped), journeys.build_roles(grouped) if first else ()
    check = material.check().report.tables if first or extent in _WITH_CHECK else ()
    brought, without = _build_channels(material, extent, intervals=intervals)
    tested = build_experiment_tables(run, options, made)
    later, more = material.build_tables_over_time(intervals=intervals)
    watches, off = watch_for_report(run, shop, material.costs)
    losses, undrawn = material.build_loss_tables() if first else ((), ())
    segments = material.build_segment_tables()
    values, cautions = material.find_values()
    worth: tuple[Table, ...] = ()
    if values is not None:
        worth, cautions = material.build_value_tables(values, _VALUE_TABLES[extent], options.top)
    told: tuple[Highlight, ...] = ()
    if first:
        kpis = (each.build_table(for_people=False) for each in watches)
        known = (made.table, *tested, *roles, *kpis, *segments, *later, *worth, *check, *losses)
        told = find_highlights(run, shop, material.scored, known)
    notes = (*off, *material.scored.notes, *without, *more, *cautions, *undrawn)
    return _Sections(
        *(told, tested, paths, watches, segments, later, worth, brought, check, values, notes)
    )


def _build_channels(
    material: "ReportMaterial", extent: Extent, *, intervals: bool
) -> "tuple[tuple[Table, ...], tuple[str, ...]]":
    """Return which channels brought the customers of a workbook, and what is amiss."""
    if extent is not Extent.WORKBOOK:
        return (), ()
    return build_channel_tables(material.run, material.shop, material.scored, intervals=intervals)


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


def build_folder_reports(run: "Run", options: "Options", *, intervals: bool) -> dict[str, Report]:
    """Return the reports of a folder by the names of their files."""
    journeys = ReportJourneys(run, options, brief=False, whole=False, intervals=intervals)
    material = read_material(run, options, journeys, intervals=intervals)
    shop, made, scored = material.shop, material.comparison, material.scored
    ledger = build_comparison_ledger(shop, material.counts)
    later, more = material.build_tables_over_time(intervals=intervals)
    watches, off = watch_for_report(run, shop, material.costs)
    watched = tuple(each.build_table(for_people=False) for each in watches)
    brought, without = build_channel_tables(run, shop, scored, intervals=intervals)
    values, cautions = material.find_values()
    worth: tuple[Table, ...] = ()
    if values is not None:
        worth, cautions = material.build_value_tables(values, TABLES, options.top)
        each, _ = material.build_value_tables(values, ("customers",))
        worth = (*_cut_customers(worth, options.top), *each)
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


def _cut_customers(tables: "tuple[Table, ...]", most: int | None) -> "tuple[Table, ...]":
    """Return tables, those with a row a customer cut to so many rows, whole where None."""
    return tables if most is None else tuple(abridge(table, most) for table in tables)


def _name_value_file(table: "Table") -> str:
    return "value" if table.name == "value" else f"value_{table.name}"
