"""The tables of the page to read first."""

from typing import TYPE_CHECKING

import polars as pl

from cli.money import convert_to_cents, to_units
from cli.report import ColumnKind, Table
from cli.reports.check.finding_names import FindingSeverity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.report import LedgerLine, ReadFile
    from cli.reports.check.coverage import CoverageLine
    from cli.reports.check.finding import Finding


def build_files_table(files: "Sequence[ReadFile]") -> Table:
    """Return one row a file: path, role, format, rows, and the plain sum of its revenue."""
    kinds = {
        "path": ColumnKind.TEXT,
        "role": ColumnKind.TEXT,
        "format": ColumnKind.TEXT,
        "rows": ColumnKind.COUNT,
        "total": ColumnKind.MONEY,
    }
    rows = [(file.path, file.role, file.format, file.rows, file.total) for file in files]
    return _build_table("files", "Files", kinds, rows, "total")


def build_ledger_table(ledger: "Sequence[LedgerLine]") -> Table:
    """Return one row a line: role, line, rows and their money."""
    kinds = {
        "role": ColumnKind.TEXT,
        "line": ColumnKind.TEXT,
        "rows": ColumnKind.COUNT,
        "amount": ColumnKind.MONEY,
    }
    rows = [(line.role, line.line, line.rows, line.amount) for line in ledger]
    return _build_table(
        "ledger", "Ledger: each row that was read is in one line of its role", kinds, rows, "amount"
    )


def build_coverage_table(covered: "Sequence[CoverageLine]", currency: str | None) -> Table:
    """Return one row a window and kind of order: lookback, line, and orders, revenue, shares."""
    kinds = {
        "lookback": ColumnKind.TEXT,
        "line": ColumnKind.TEXT,
        "orders": ColumnKind.COUNT,
        "orders_share": ColumnKind.SHARE,
        "revenue": ColumnKind.MONEY,
        "revenue_share": ColumnKind.SHARE,
    }
    first = [each for each in covered if each.lookback == covered[0].lookback]
    orders, revenue = sum(each.orders for each in first), sum(each.revenue for each in first)
    rows = [
        (
            each.lookback,
            each.line,
            each.orders,
            each.orders / orders if orders else None,
            each.revenue,
            each.revenue / revenue if revenue else None,
        )
        for each in covered
    ]
    title = f"Coverage: what the touchpoints explain{f', revenue in {currency}' * bool(currency)}"
    return _build_table("coverage", title, kinds, rows, "revenue")


def build_findings_table(found: "Sequence[Finding]") -> Table:
    """Return one row a finding: name, severity, message, remedy."""
    kinds = dict.fromkeys(("name", "severity", "message", "remedy"), ColumnKind.TEXT)
    rows = [(each.name.value, each.severity.value, each.message, each.remedy) for each in found]
    frame = pl.DataFrame(rows, dict.fromkeys(kinds, pl.String), orient="row")
    title = "Findings" if rows else "Findings: none"
    return Table(
        name="findings",
        title=title,
        frame=frame,
        kinds=kinds,
        exact=frame,
        sentences=("message", "remedy"),
    )


def select_grave(findings: Table) -> Table:
    """Return the findings that are warnings or errors."""
    frame = findings.frame.filter(pl.col("severity") != FindingSeverity.INFO.value)
    return findings._replace(frame=frame, exact=frame)


def _build_table(
    name: str,
    title: str,
    kinds: dict[str, ColumnKind],
    rows: "Sequence[tuple[str | float | None, ...]]",
    money: str,
) -> Table:
    types = {
        ColumnKind.TEXT: pl.String,
        ColumnKind.COUNT: pl.Int64,
        ColumnKind.MONEY: pl.Int64,
        ColumnKind.SHARE: pl.Float64,
    }
    whole = pl.DataFrame(
        rows, {column: types[kind] for column, kind in kinds.items()}, orient="row"
    )
    # Python divides exactly; Polars would multiply by the reciprocal of a constant.
    units = [None if amount is None else to_units(amount) for amount in whole[money].to_list()]
    return Table(
        name=name,
        title=title,
        frame=convert_to_cents(whole, kinds),
        kinds=kinds,
        exact=whole.with_columns(pl.Series(money, units, dtype=pl.Float64)),
    )
