"""Every report the files allow, together."""

from typing import TYPE_CHECKING

from cli.report import Report
from cli.reports.build import build_report
from cli.reports.check.report import build_check
from cli.reports.comparison.report import (
    build_comparison_ledger,
    build_learned_tables,
    read_comparison,
)
from cli.reports.rfm.report import score_dataset

if TYPE_CHECKING:
    from cli.options import Options
    from cli.settings import LoadedSettings


def build_full_report(loaded: "LoadedSettings", options: "Options", *, intervals: bool) -> Report:
    """Return every report the files allow: the comparison, then the segment table."""
    shop, made = read_comparison(loaded, options, intervals=intervals)
    counts = made.findings.statistics.counts[0]
    found = score_dataset(loaded, shop)
    learned = build_learned_tables(loaded, options, made, intervals=intervals)
    tables = (made.table, found.build_segment_table(loaded.settings.currency), *learned)
    ledger, notes = build_comparison_ledger(shop, counts), (*made.notes, *found.notes)
    return build_report("report", loaded, shop, tables, ledger, counts, notes)


def build_folder_reports(
    loaded: "LoadedSettings", options: "Options", *, intervals: bool
) -> dict[str, Report]:
    """Return the reports of a folder by the names of their files."""
    shop, made = read_comparison(loaded, options, intervals=intervals)
    counts = made.findings.statistics.counts[0]
    found = score_dataset(loaded, shop)
    currency = loaded.settings.currency
    ledger = build_comparison_ledger(shop, counts)
    notes = (*made.notes, *found.notes)
    whole = build_report("report", loaded, shop, (made.table,), ledger, counts, notes)
    check = build_check(loaded, shop, made.findings.statistics.counts, made.unassigned)
    return {
        "compare.csv": whole,
        "rfm.csv": whole.with_tables(found.build_segment_table(currency)),
        "rfm_customers.csv": whole.with_tables(found.by_customer(currency)),
        "check.json": check.report,
    }
