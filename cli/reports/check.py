"""What was read and what became of each row, as tables."""

from typing import TYPE_CHECKING

import polars as pl

from cli.report import Kind, Table
from cli.reports.cents import in_cents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.report import LedgerLine, ReadFile

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


def _table(
    name: str,
    title: str,
    kinds: dict[str, Kind],
    rows: "Sequence[tuple[str | int | None, ...]]",
    money: str,
) -> Table:
    types = {Kind.TEXT: pl.String, Kind.COUNT: pl.Int64, Kind.MONEY: pl.Int64}
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
