"""The comparison, and the check of what it was made from."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from attribution.choices import TimeBasis
from attribution.comparison.measures import BY_METRIC
from cli.dataset.breakdown import MONTH, Breakdown
from cli.dataset.costs import with_costs
from cli.dataset.dataset import Dataset
from cli.dataset.date_range import parse_date_range
from cli.ledger import build_journey_lines, build_touch_lines
from cli.report import LedgerLine, Report, Table, parse_metric
from cli.reports.build import build_report
from cli.reports.comparison.overview import build_overview
from cli.reports.comparison.tables import ComparisonRequest, ComparisonResult, build_comparison
from cli.reports.comparison.undivided import refuse_undivided
from cli.reports.costliest_finding import describe_costliest_finding
from cli.reports.experiments.calibrated import EXPERIMENTS
from cli.reports.returns.costs import BLENDED
from cli.reports.rfm.customer_blocks import open_broken_down
from cli.reports.touch_days.days import DatedRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from attribution.paths.plan import PathPlan
    from attribution.statistics.row_counts import RowCounts
    from cli.dataset.run import Run
    from cli.options import Options
    from cli.settings import Settings


def build_compare_report(
    run: "Run", options: "Options", *, intervals: bool, for_people: bool
) -> Report:
    """Return the comparison of models; people read below it which role each channel plays."""
    by_touch = find_request(run, options)
    # Orders of all days count for the touches of some; months are those of touches.
    opened = options if by_touch is None else drop_range(options, by_touch)
    read = partial(
        read_comparison,
        run,
        opened,
        intervals=intervals,
        held_against=options.show == EXPERIMENTS,
        by_touch=by_touch,
        for_people=for_people,
    )
    with_roles = for_people and options.show is None
    shop, made = _read_with_roles(read, run.settings) if with_roles else read()
    counts = made.findings.statistics.counts[0]
    ledger = build_comparison_ledger(shop, counts)
    tables = (made.table, *_build_further_tables(run, options, made, intervals=intervals))
    notes = (*describe_costliest_finding(shop, counts), *made.notes)
    whole = build_report("compare", run, shop, tables, ledger, counts, notes)
    return tell_costs(whole, made).select_table(options.show)


def _read_with_roles(
    read: "Callable[..., tuple[Dataset, ComparisonResult]]", settings: "Settings"
) -> "tuple[Dataset, ComparisonResult]":
    """Return the same as `read_comparison`, with the roles of channels below the table."""
    # Here, since files say nothing of roles.
    from cli.reports.comparison.roles import plan_roles, with_roles  # noqa: PLC0415

    shop, made = read(plan_paths=partial(plan_roles, settings))
    return shop, made._replace(table=with_roles(made.table, made.findings))


def _build_further_tables(
    run: "Run", options: "Options", made: ComparisonResult, *, intervals: bool
) -> tuple[Table, ...]:
    """Return the other tables of the report where one table is asked for, else nothing."""
    if options.show is None:
        return ()
    # Here, since the comparison alone needs nothing of what they are made from.
    from cli.reports.comparison.further_tables import build_further_tables  # noqa: PLC0415

    return build_further_tables(run, options, made, intervals=intervals)


def find_request(run: "Run", options: "Options") -> DatedRequest | None:
    """Return which days' touches the credit is of, None where it has the days of its orders.

    All orders over all costs have no touches: each has its own day.
    """
    if run.settings.returns.time_basis is TimeBasis.CONVERSION or options.show == BLENDED:
        return None
    return DatedRequest(parse_date_range(options), options.by == MONTH)


def drop_range(options: "Options", by_touch: DatedRequest) -> "Options":
    """Return options that count the orders of all days, and break none down by month of touch."""
    by = None if by_touch.by_month else options.by
    return replace(options, from_day=None, to_day=None, last=None, by=by)


def tell_costs(report: Report, made: ComparisonResult) -> Report:
    """Return a report that tells of the costs of its comparison as well."""
    if made.costs is None:
        return report
    return with_costs(report, made.costs.read, made.costs.lines)


def read_comparison(  # noqa: PLR0913 - what is compared, and what is counted beside
    run: "Run",
    options: "Options",
    *,
    intervals: bool,
    held_against: bool = False,
    plan_paths: "Callable[[Dataset], PathPlan | None] | None" = None,
    by_touch: DatedRequest | None = None,
    for_people: bool = False,
) -> "tuple[Dataset, ComparisonResult]":
    """Read the files and return them and the comparison.

    `held_against` tells whether its models are held against experiments as well. What
    `plan_paths` asks of the journeys is counted in the same pass. `by_touch` says which days'
    touches credit is of.
    """
    asked = ComparisonRequest(
        parse_metric(options.metric),
        intervals,
        by_name=options.intervals is True,
        top=options.top,
        held_against=held_against,
        by_touch=by_touch,
        for_people=for_people,
    )
    shop = open_broken_down(run, parse_date_range(options), options.by)
    refuse_undivided(options.show, _find_breakdown(shop, by_touch))
    made = build_comparison(run, shop, asked, None if plan_paths is None else plan_paths(shop))
    without = made.table.replicates is None and (intervals or options.intervals is False)
    table = made.table._replace(
        overview=build_overview(run, shop, made, options),
        exhaustive=options.intervals is True,
        marked=intervals or without,
    )
    return shop, made._replace(table=table._replace(title=_complete_title(table, without=without)))


def _find_breakdown(shop: Dataset, by_touch: DatedRequest | None) -> Breakdown:
    """Return what a comparison is by, the months of touches included."""
    by_month = by_touch is not None and by_touch.by_month
    return shop.breakdown._replace(block=MONTH) if by_month else shop.breakdown


def _complete_title(table: Table, *, without: bool) -> str:
    """Return the title with what its changes are; `without`: intervals were refused or left out."""
    if not BY_METRIC[table.metric].with_change or len(table.models) == 1:
        return table.title
    marked = " marked from 10 % on" if table.marked else ""
    unknown = ", no intervals: what is noise is not known" if without else ""
    return f"{table.title}, changes against {table.baseline}{marked}{unknown}"


def build_comparison_ledger(shop: Dataset, counts: "RowCounts") -> tuple[LedgerLine, ...]:
    """Return what became of each touch, of each order row, and of the orders counted."""
    counted = shop.order_facts.counted
    journeys = build_journey_lines(counts, counted.rows, counted.amount)
    read = (*build_touch_ledger(shop, counts), *shop.identity_lines, *shop.orders.lines)
    return (*read, *_list_orders_outside(shop), *journeys)


def build_touch_ledger(shop: Dataset, counts: "RowCounts") -> tuple[LedgerLine, ...]:
    """Return what became of each touch, nothing where a report needs none."""
    return () if shop.touches is None else (*shop.touches.lines, *build_touch_lines(counts))


def _list_orders_outside(shop: Dataset) -> tuple[LedgerLine, ...]:
    """Return the orders that count but lie outside the range of the report."""
    out = shop.order_facts.outside
    if not out.rows:
        return ()
    return (LedgerLine("journeys", f"not among the {shop.days}", out.rows, out.amount),)
