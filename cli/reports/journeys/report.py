"""How channels work together, as a report."""

from typing import TYPE_CHECKING, Final

from attribution.paths.groups import regroup_paths
from attribution.paths.tables import PathTable, PathTables
from cli.dataset.breakdown import ReservedAttributeError
from cli.dataset.date_range import parse_date_range
from cli.engines.paths import count_paths
from cli.reports.block_groups import group_blocks
from cli.reports.build import build_report
from cli.reports.comparison.report import build_comparison_ledger
from cli.reports.comparison.results import request_rows
from cli.reports.first_window import describe_first_window
from cli.reports.journeys.display import TOP, show_to_people
from cli.reports.journeys.request import build_path_plan, drop_models, parse_request
from cli.reports.journeys.tables import RESERVED, JourneyTables
from cli.reports.rfm.customer_blocks import open_broken_down

if TYPE_CHECKING:
    from attribution.parts.vocabulary import Vocabulary
    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.options import Options
    from cli.render.output_formats import Format
    from cli.report import Report, Table
    from cli.reports.journeys.request import JourneysRequest


_MORE: Final = "--top shows more, --show {table} --format csv has all"


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
        build_shown_table(found, table, _MORE)
        if asked.for_people
        else found.build(table, wanted.top)
        for table in wanted.tables
    )
    ledger = build_comparison_ledger(shop, counts)
    notes = describe_first_window(run.settings)
    return build_report("journeys", run, shop, tables, ledger, counts, notes)


def count_journeys(run: "Run", shop: "Dataset", wanted: "JourneysRequest") -> JourneyTables:
    """Return what is counted of the journeys of a shop."""
    asked = build_path_plan(run.settings, shop, wanted)
    # The windows and the breakdown alone say which columns are read.
    rows = request_rows(shop, drop_models(run.settings), asked.plan)
    sums, blocks = count_paths(shop.stock, asked, rows)
    return group_journeys(run, shop, wanted, sums, blocks)


def group_journeys(
    run: "Run",
    shop: "Dataset",
    wanted: "JourneysRequest",
    sums: PathTables,
    blocks: "Vocabulary | None",
) -> JourneyTables:
    """Return what was counted of the journeys, ready to be shown, `blocks` in their groups."""
    groups = group_blocks(shop.breakdown, blocks)
    if groups is None or blocks is None:
        return JourneyTables(sums, sums, blocks, shop, run.settings, wanted)
    grouped = regroup_paths(sums.statistics, groups, len(blocks.names))
    parted = PathTables(grouped, sums.values)
    return JourneyTables(sums, parted, groups.vocabulary, shop, run.settings, wanted)


def build_shown_table(found: JourneyTables, table: PathTable, more: str) -> "Table":
    """Return a table as people see it: the first rows of one that may have many.

    `more` says where the others are, {table} being its name.
    """
    top = found.asked.top
    if top is None and table is not PathTable.ROLES:
        top = TOP
    first, entries = found.build_first(table, top)
    return show_to_people(first, top, entries, more.format(table=table))
