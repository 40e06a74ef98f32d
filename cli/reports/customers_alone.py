"""Every report that orders alone allow, together: customers without what won them."""

from typing import TYPE_CHECKING

from cli.dataset.costs import with_costs
from cli.reports.build import build_report
from cli.reports.check.report import build_order_check
from cli.reports.full import Extent
from cli.reports.highlights.report import NAME as HIGHLIGHTS
from cli.reports.highlights.report import build_highlight_table, find_highlights
from cli.reports.material import read_customer_material
from cli.reports.page_tables import build_score_grid
from cli.reports.rfm.display import show_segments_to_people
from cli.reports.rfm.report import build_customer_rows, build_rfm_ledger
from cli.reports.value.acquisition import ACQUISITION
from cli.reports.value.tables import FIRST, TABLES, abridge, show_to_people
from cli.reports.watch.report import watch_for_report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.dataset.run import Run
    from cli.options import Options
    from cli.report import Highlight, Report, Table
    from cli.reports.material import CustomerMaterial
    from cli.reports.value.report import Values

_WORTH = tuple(name for name in TABLES if name != ACQUISITION)
"""What customers are worth, but not against what won them."""
_VALUES = "customer_values"
"""What each customer is worth, beside the customers by segment."""
_NO_TOUCHES = "no touchpoints are named, so that the report tells of customers alone"


def build_customer_report(run: "Run", options: "Options", extent: Extent) -> "Report":
    """Return the KPIs, segments, cohorts and values of a shop whose touches nobody named.

    What a reader should know first comes before them, as far as orders alone tell it.
    """
    every = options.show == HIGHLIGHTS
    return _build_report(run, extent, told=every or options.show is None, every=every)


def _build_report(run: "Run", extent: Extent, *, told: bool, every: bool = False) -> "Report":
    """Return the report, with its highlights where they are told, or every one of them."""
    material = read_customer_material(run)
    shop = material.shop
    watches, off = watch_for_report(run, shop, material.costs)
    values, cautions = material.find_values()
    names = ("value", "at_risk") if extent in (Extent.TABLES, Extent.EXCERPT) else _WORTH
    worth: tuple[Table, ...] = ()
    if values is not None:
        worth, cautions = material.build_value_tables(values, names)
    later, more = material.build_tables_over_time()
    read = told or extent in (Extent.PAGE, Extent.WORKBOOK)
    check = build_order_check(run, shop, material.costs).report.tables if read else ()
    highlights: tuple[Highlight, ...] = ()
    if told:
        kpis = (each.build_table(for_people=False) for each in watches)
        known = (*kpis, *material.build_segment_tables(), *later, *worth, *check)
        highlights = find_highlights(run, shop, material.scored, known)
    brief = extent is Extent.EXCERPT
    if brief and values is not None:
        worth = tuple(abridge(table, FIRST) for table in show_to_people(worth, values.below))
    tables = (
        *(_build_first(material, highlights, brief=brief, every=every) if told else ()),
        *(each.build_table(for_people=brief) for each in watches),
        *_build_customers(material, extent),
        *later,
        *worth,
        *_build_further(material, values, extent),
        *(check if extent in (Extent.PAGE, Extent.WORKBOOK) else ()),
    )
    notes = (*off, *material.scored.notes, *more, *cautions, _NO_TOUCHES)
    ledger = build_rfm_ledger(shop, material.scored)
    report = build_report("report", run, shop, tables, ledger, more=notes)
    orders = shop.order_facts.counted
    counted = orders.rows, orders.amount
    others = () if told else (HIGHLIGHTS,)
    made = report._replace(highlights=highlights, counted=counted, others=others)
    return with_costs(made, material.costs)


def _build_first(
    material: "CustomerMaterial", highlights: "tuple[Highlight, ...]", *, brief: bool, every: bool
) -> "Iterator[Table]":
    """Yield the highlights; orders alone have no models, of which intervals would tell more."""
    currency = material.run.settings.currency
    yield build_highlight_table(
        highlights, currency, certain=True, for_people=brief, all_of_them=every
    )


def _build_customers(material: "CustomerMaterial", extent: Extent) -> "tuple[Table, ...]":
    segments = material.build_segment_tables()
    shown = extent is Extent.EXCERPT
    return tuple(map(show_segments_to_people, segments)) if shown else segments


def _build_further(
    material: "CustomerMaterial", values: "Values | None", extent: Extent
) -> "Iterator[Table]":
    """Yield the scores that a page draws, and the customers of a workbook."""
    run, shop, scored = material.run, material.shop, material.scored
    if extent is Extent.PAGE:
        yield from build_score_grid(run, shop, scored)
    if extent is Extent.WORKBOOK:
        if values is not None:
            tables, _ = material.build_value_tables(values, ("customers",))
            yield from (table._replace(name=_VALUES) for table in tables)
        yield build_customer_rows(run, shop, scored)


def build_customer_files(run: "Run") -> "dict[str, Report]":
    """Return the reports of a folder by the names of their files."""
    whole = _build_report(run, Extent.WORKBOOK, told=False)
    read = ("files", "ledger", "findings")
    names = {"customers": "rfm_customers", "own": "rfm_own", _VALUES: "value_customers"}
    tables = {
        names.get(table.name, _name_file(table.name)): table
        for table in whole.tables
        if table.name not in read
    }
    files = {f"{name}.csv": whole.with_tables(table) for name, table in tables.items()}
    check = whole.with_tables(*(table for table in whole.tables if table.name in read))
    return files | {"check.json": check._replace(name="check")}


def _name_file(name: str) -> str:
    return f"value_{name}" if name in _WORTH and name != "value" else name
