"""How channels work together, as a report."""

from typing import TYPE_CHECKING

from attribution.paths.statistics import regroup_paths
from attribution.paths.tables import PathTable, PathTables
from cli.dataset.breakdown import ReservedAttributeError
from cli.dataset.date_range import parse_date_range
from cli.engines.paths import count_paths
from cli.reports.block_groups import group_blocks
from cli.reports.build import build_report
from cli.reports.comparison.report import build_comparison_ledger
from cli.reports.comparison.tables import request_rows
from cli.reports.journeys.display import TOP, show_to_people
from cli.reports.journeys.request import build_path_plan, parse_request
from cli.reports.journeys.tables import RESERVED, JourneyTables
from cli.reports.rfm.customer_blocks import open_broken_down

if TYPE_CHECKING:
    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.options import Options
    from cli.render.output_formats import Format
    from cli.report import Report, Table
    from cli.reports.journeys.request import JourneysRequest


def build_journeys_report(run: "Run", options: "Options", asked: "Format") -> "Report":
    """Return the tables of journeys that are asked for.

    Raises UnknownTableError, UnknownTransformError, BadHistoryError, BadTopError and
    ReservedAttributeError.
    """
    wanted = parse_request(options, one_table=asked.one_table)
    if options.by in RESERVED:
        raise ReservedAttributeError(options.by or "")
    days = parse_date_range(options)
    shop = open_broken_down(run, days, options.by)
    found = count_journeys(run, shop, wanted)
    counts = found.sums.statistics.counts
    tables = tuple(
        _build_table(found, table, for_people=asked.for_people) for table in wanted.tables
    )
    ledger = build_comparison_ledger(shop, counts)
    return build_report("journeys", run, shop, tables, ledger, counts)


def count_journeys(run: "Run", shop: "Dataset", wanted: "JourneysRequest") -> JourneyTables:
    """Return what is counted of the journeys of a shop."""
    # The windows and the breakdown alone say which columns are read: models play no part.
    settings = run.settings.model_copy(update={"models": (), "baseline": None})
    asked = build_path_plan(settings, shop, wanted)
    sums, blocks = count_paths(shop.stock, asked, request_rows(shop, settings, asked.plan))
    groups = group_blocks(shop.breakdown, blocks)
    if groups is None or blocks is None:
        return JourneyTables(sums, sums, blocks, shop, run.settings, wanted)
    grouped = regroup_paths(sums.statistics, groups, len(blocks.names))
    parted = PathTables(grouped, sums.values)
    return JourneyTables(sums, parted, groups.vocabulary, shop, run.settings, wanted)


def _build_table(found: JourneyTables, table: PathTable, *, for_people: bool) -> "Table":
    """Return a table; people see the first rows of one that may have many."""
    top = found.asked.top
    if not for_people:
        return found.build(table, top)
    most = TOP if top is None else top
    return show_to_people(found.build(table, most), most, found.frame(table, None).height)
