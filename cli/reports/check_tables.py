"""The tables of the page to read first."""

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from cli.report import Kind, Table
from cli.reports.cents import in_cents
from cli.reports.findings.names import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.report import LedgerLine, ReadFile
    from cli.reports.findings.coverage import Covered
    from cli.reports.findings.finding import Finding

_UNIT = 10_000


def files_table(files: "Sequence[ReadFile]") -> Table:
    """Return one row a file: path, role, format, rows, and the plain sum of its revenue."""
    kinds = {
        "path": Kind.TEXT,
        "role": Kind.TEXT,
        "format": Kind.TEXT,
        "rows": Kind.COUNT,
        "total": Kind.MONEY,
    }
    rows = [(file.path, file.role, file.format, file.rows, file.total) for file in files]
    return _table("files", "Files", kinds, rows, "total")


def ledger_table(ledger: "Sequence[LedgerLine]") -> Table:
    """Return one row a line: role, line, rows and their money."""
    kinds = {"role": Kind.TEXT, "line": Kind.TEXT, "rows": Kind.COUNT, "amount": Kind.MONEY}
    rows = [(line.role, line.line, line.rows, line.amount) for line in ledger]
    return _table(
        "ledger", "Ledger: each row that was read is in one line of its role", kinds, rows, "amount"
    )


def coverage_table(covered: "Sequence[Covered]", currency: str | None) -> Table:
    """Return one row a window and kind of order: lookback, line, and orders, revenue, shares."""
    kinds = {
        "lookback": Kind.TEXT,
        "line": Kind.TEXT,
        "orders": Kind.COUNT,
        "orders_share": Kind.SHARE,
        "revenue": Kind.MONEY,
        "revenue_share": Kind.SHARE,
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
    return _table("coverage", title, kinds, rows, "revenue")


def findings_table(found: "Sequence[Finding]") -> Table:
    """Return one row a finding: name, severity, message, remedy."""
    kinds = dict.fromkeys(("name", "severity", "message", "remedy"), Kind.TEXT)
    rows = [(each.name.value, each.severity.value, each.message, each.remedy) for each in found]
    frame = pl.DataFrame(rows, dict.fromkeys(kinds, pl.String), orient="row")
    title = "Findings" if rows else "Findings: none"
    return Table(name="findings", title=title, frame=frame, kinds=kinds, exact=frame)


def grave(findings: Table) -> Table:
    """Return the findings that are warnings or errors."""
    frame = findings.frame.filter(pl.col("severity") != Severity.INFO.value)
    return replace(findings, frame=frame, exact=frame)


def _table(
    name: str,
    title: str,
    kinds: dict[str, Kind],
    rows: "Sequence[tuple[str | float | None, ...]]",
    money: str,
) -> Table:
    types = {
        Kind.TEXT: pl.String,
        Kind.COUNT: pl.Int64,
        Kind.MONEY: pl.Int64,
        Kind.SHARE: pl.Float64,
    }
    whole = pl.DataFrame(
        rows, {column: types[kind] for column, kind in kinds.items()}, orient="row"
    )
    # Python divides exactly; Polars would multiply by the reciprocal of a constant.
    units = [None if amount is None else amount / _UNIT for amount in whole[money].to_list()]
    return Table(
        name=name,
        title=title,
        frame=in_cents(whole, kinds),
        kinds=kinds,
        exact=whole.with_columns(pl.Series(money, units, dtype=pl.Float64)),
    )
