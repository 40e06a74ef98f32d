"""The page to read first: files, ledger, coverage, findings, and what has no channel."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cli.reports.assembly import assembled
from cli.reports.check_tables import coverage_table, files_table, findings_table, ledger_table
from cli.reports.compare import comparison_ledger
from cli.reports.comparison import found_in
from cli.reports.costs import read_the_costs, with_costs
from cli.reports.dates import date_range
from cli.reports.findings.catalogue import findings
from cli.reports.findings.coverage import coverage
from cli.reports.findings.facts import facts
from cli.reports.findings.names import FindingName, Severity
from cli.reports.opening import read_shop
from cli.reports.shop import Shop
from cli.reports.unassigned import unassigned, unassigned_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from attribution.counts import Counts
    from cli.options import Options
    from cli.report import Report
    from cli.settings import Loaded

_NOTHING: frozenset[FindingName] = frozenset()


@dataclass(frozen=True, slots=True)
class Checked:
    """The page, and whether something on it makes reports wrong."""

    report: "Report"
    failed: bool
    """Whether a finding is of severity error."""


def check_report(
    loaded: "Loaded", options: "Options", ignored: frozenset[FindingName] = _NOTHING
) -> Checked:
    """Return what was read, what became of each row, what it covers, and what is odd about it."""
    shop = read_shop(loaded, date_range(options.from_day, options.to_day))
    counts = found_in(shop, loaded.settings).statistics.counts
    return checked(loaded, shop, counts, unassigned(shop, loaded.settings), ignored)


def checked(
    loaded: "Loaded",
    shop: Shop,
    counts: "Sequence[Counts]",
    pairs: "pl.DataFrame",
    ignored: frozenset[FindingName] = _NOTHING,
) -> Checked:
    """Return the page of a shop; `counts` are those of each window, `pairs` from `unassigned`."""
    costs = read_the_costs(loaded)
    known = facts(loaded.settings, shop, counts, costs)
    found = findings(known, ignored)
    report = assembled("check", loaded, shop, (), comparison_ledger(shop, counts[0]), counts[0])
    report = with_costs(report, costs)
    page = report.with_tables(
        files_table(report.files),
        ledger_table(report.ledger),
        coverage_table(coverage(known), loaded.settings.currency),
        findings_table(found),
        unassigned_table(pairs),
    )
    return Checked(page, any(each.severity is Severity.ERROR for each in found))
