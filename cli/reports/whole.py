"""Every report the files allow, together."""

from typing import TYPE_CHECKING

from cli.report import Report
from cli.reports.assembly import assembled
from cli.reports.check import files_table, ledger_table
from cli.reports.compare import comparison_ledger, comparison_of
from cli.reports.segments import scored_customers

if TYPE_CHECKING:
    from cli.options import Options
    from cli.settings import Loaded


def whole_report(loaded: "Loaded", options: "Options") -> Report:
    """Return every report the files allow: the comparison, then the segment table."""
    shop, table, counts = comparison_of(loaded, options)
    found = scored_customers(loaded, shop)
    tables = (table, found.segments(loaded.settings.currency))
    ledger = comparison_ledger(shop, counts)
    return assembled("report", loaded, shop, tables, ledger, counts, found.notes)


def folder_reports(loaded: "Loaded", options: "Options") -> dict[str, Report]:
    """Return the reports of a folder by the names of their files."""
    shop, table, counts = comparison_of(loaded, options)
    found = scored_customers(loaded, shop)
    currency = loaded.settings.currency
    ledger = comparison_ledger(shop, counts)
    whole = assembled("report", loaded, shop, (table,), ledger, counts, found.notes)
    check = assembled("check", loaded, shop, (), ledger, counts)
    return {
        "compare.csv": whole,
        "rfm.csv": whole.with_tables(found.segments(currency)),
        "rfm_customers.csv": whole.with_tables(found.by_customer(currency)),
        "check.json": check.with_tables(files_table(check.files), ledger_table(check.ledger)),
    }
