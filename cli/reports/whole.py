"""Every report the files allow, together."""

from typing import TYPE_CHECKING

from cli.report import Report
from cli.reports.assembly import assembled
from cli.reports.check import checked
from cli.reports.compare import comparison_ledger, comparison_of, learned_tables
from cli.reports.segments import scored_customers

if TYPE_CHECKING:
    from cli.options import Options
    from cli.settings import Loaded


def whole_report(loaded: "Loaded", options: "Options", *, intervals: bool) -> Report:
    """Return every report the files allow: the comparison, then the segment table."""
    shop, made = comparison_of(loaded, options, intervals=intervals)
    counts = made.findings.statistics.counts[0]
    found = scored_customers(loaded, shop)
    learned = learned_tables(loaded, options, made, intervals=intervals)
    tables = (made.table, found.segments(loaded.settings.currency), *learned)
    ledger, notes = comparison_ledger(shop, counts), (*made.notes, *found.notes)
    return assembled("report", loaded, shop, tables, ledger, counts, notes)


def folder_reports(loaded: "Loaded", options: "Options", *, intervals: bool) -> dict[str, Report]:
    """Return the reports of a folder by the names of their files."""
    shop, made = comparison_of(loaded, options, intervals=intervals)
    counts = made.findings.statistics.counts[0]
    found = scored_customers(loaded, shop)
    currency = loaded.settings.currency
    ledger = comparison_ledger(shop, counts)
    notes = (*made.notes, *found.notes)
    whole = assembled("report", loaded, shop, (made.table,), ledger, counts, notes)
    check = checked(loaded, shop, made.findings.statistics.counts, made.unassigned)
    return {
        "compare.csv": whole,
        "rfm.csv": whole.with_tables(found.segments(currency)),
        "rfm_customers.csv": whole.with_tables(found.by_customer(currency)),
        "check.json": check.report,
    }
