"""The page to read first: files, ledger, coverage, findings, and what has no channel."""

from typing import TYPE_CHECKING, Final, NamedTuple

from cli.dataset.costs import read_run_costs, with_costs
from cli.dataset.dataset import Dataset
from cli.dataset.date_range import parse_date_range
from cli.dataset.open import open_dataset, open_orders_alone
from cli.reports.build import build_report
from cli.reports.channels.unassigned import build_unassigned_table, find_unassigned_pairs
from cli.reports.check.catalogue import collect_findings
from cli.reports.check.coverage import measure_coverage
from cli.reports.check.finding_names import FindingName, FindingSeverity
from cli.reports.check.subject import build_check_subject, build_order_subject
from cli.reports.check.tables import (
    build_coverage_table,
    build_files_table,
    build_findings_table,
    build_ledger_table,
)
from cli.reports.comparison.report import build_comparison_ledger
from cli.reports.comparison.results import attribute_dataset
from cli.reports.listings import take_first

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

    from attribution.results import AttributionResults
    from cli.dataset.run import Run
    from cli.inputs.costs.read import CostInput
    from cli.options import Options
    from cli.report import Report
    from cli.reports.check.finding import Finding

_NOTHING: frozenset[FindingName] = frozenset()
_NO_TOUCHES: Final = (
    "no touchpoints are named: merito rfm, cohorts, value, watch and report need none; compare,"
    " journeys and credits do"
)


class CheckResult(NamedTuple):
    """The page, and whether something on it makes reports wrong."""

    report: "Report"
    failed: bool
    """Whether a finding is of severity error."""


def build_check_report(
    run: "Run", options: "Options", ignored: frozenset[FindingName] = _NOTHING
) -> CheckResult:
    """Return what was read, what became of each row, what it covers, and what is odd about it.

    Orders alone are checked where nobody named touches, which few reports need.
    """
    if not run.settings.touchpoints.files:
        return _open_order_check(run, options, ignored)
    shop = open_dataset(run, parse_date_range(options))
    findings = attribute_dataset(shop, run.settings, chosen=False)
    pairs = find_unassigned_pairs(shop, run.settings)
    found = build_check(run, shop, findings, pairs, read_run_costs(run), ignored)
    tables = (take_first(table, options.top) for table in found.report.tables)
    return found._replace(report=found.report.with_tables(*tables))


def _open_order_check(
    run: "Run", options: "Options", ignored: frozenset[FindingName]
) -> CheckResult:
    """Read the orders and return their page."""
    shop = open_orders_alone(run, parse_date_range(options))
    found = build_order_check(run, shop, read_run_costs(run), ignored)
    tables = (take_first(table, options.top) for table in found.report.tables)
    return found._replace(report=found.report.with_tables(*tables))


def build_order_check(
    run: "Run",
    shop: Dataset,
    costs: "CostInput | None",
    ignored: frozenset[FindingName] = _NOTHING,
) -> CheckResult:
    """Return the page of a shop whose touches nobody named."""
    found = collect_findings(build_order_subject(run.settings, shop, costs), ignored)
    ledger = (*shop.identity_lines, *shop.orders.lines)
    report = build_report("check", run, shop, (), ledger, more=(_NO_TOUCHES,))
    report = with_costs(report, costs)
    page = report.with_tables(
        build_files_table(report.files),
        build_ledger_table(report.ledger),
        build_findings_table(found),
    )
    return CheckResult(page, _is_grave(found))


def _is_grave(found: "Iterable[Finding]") -> bool:
    return any(each.severity is FindingSeverity.ERROR for each in found)


def build_check(  # noqa: PLR0913, PLR0917 - the facts of a page
    run: "Run",
    shop: Dataset,
    findings: "AttributionResults",
    pairs: "pl.DataFrame",
    costs: "CostInput | None",
    ignored: frozenset[FindingName] = _NOTHING,
) -> CheckResult:
    """Return the page of a shop; `findings` are its models', `pairs` the Unassigned ones."""
    counts = findings.statistics.counts
    known = build_check_subject(run.settings, shop, findings, costs)
    found = collect_findings(known, ignored)
    report = build_report(
        "check", run, shop, (), build_comparison_ledger(shop, counts[0]), counts[0]
    )
    report = with_costs(report, costs)
    page = report.with_tables(
        build_files_table(report.files),
        build_ledger_table(report.ledger),
        build_coverage_table(measure_coverage(known), run.settings.currency),
        build_findings_table(found),
        build_unassigned_table(pairs),
    )
    return CheckResult(page, _is_grave(found))
