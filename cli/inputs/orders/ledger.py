"""The ledger of the orders: every row in one line, every amount accounted for."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.orders.refunds.netting import BY_COLUMN, BY_ROW, GROSS, ROWS
from cli.inputs.tally import Tally
from cli.report import LedgerLine
from cli.settings.sections.exports.files import Refunds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.inputs.orders.clean import CleanedOrders
    from cli.inputs.orders.refunds.netting import NetOrders
    from cli.inputs.reading.rows import Rows

_ROLE: Final = "orders"
_ORDERS: Final = "orders"
_ZERO: Final = "zero-value orders"
_REFUNDS: Final = "refunds of these orders"
_BY_COLUMN: Final = "refunded amounts of these orders"
_REFUNDED: Final = "refunded amounts of refunded orders"
BY_COLUMN_LINES: Final = (_BY_COLUMN, _REFUNDED)
"""The lines of what a column says was refunded."""
BAD: Final = "bad rows"
UNKNOWN: Final = "refunds of orders not in the file"

COUNTED: Final = {
    Refunds.NET: frozenset({_ORDERS, _ZERO, _REFUNDS, _BY_COLUMN}),
    Refunds.GROSS: frozenset({_ORDERS, _ZERO}),
    Refunds.IGNORE: frozenset({_ORDERS, _ZERO}),
}
"""The lines whose amounts add up to the revenue of the orders that are not refunded."""


def sum_by_line(
    clean: "CleanedOrders", dropped: Tally, typed: Tally, net: "NetOrders"
) -> dict[str, Tally]:
    """Return what became of the rows of some orders, by line."""
    return {
        **_sum_orders(net.frame),
        UNKNOWN: net.unknown,
        "refunds (ignored)": net.ignored,
        "duplicate rows": clean.duplicates,
        "dropped by status": dropped,
        "no sales by type": typed,
        BAD: clean.bad,
    }


def make_ledger(rows: "Rows", found: "Mapping[str, Tally]") -> tuple[LedgerLine, ...]:
    """Return the lines, those without rows and amount left out but for the orders.

    `found` are the sums of `sum_by_line` over all orders of `rows`.
    """
    every = {
        **{line: tally for line, tally in found.items() if line != BAD},
        "totals rows": Tally(rows.totals),
        "no orders by the format": Tally(rows.ignored),
        BAD: Tally(rows.bad, rows.bad_amount) + found[BAD],
    }
    return tuple(
        LedgerLine(_ROLE, line, tally.rows, tally.amount)
        for line, tally in every.items()
        if tally.rows or tally.amount or line == _ORDERS
    )


def _sum_orders(frame: pl.DataFrame) -> dict[str, Tally]:
    refunds = GROSS in frame.columns
    gross = pl.col(GROSS if refunds else "revenue")
    back = pl.col("refunded")
    some = ~back & (gross > 0)
    nothing = pl.lit(0, pl.Int64)
    refund_rows, by_row, by_column = (
        pl.col(name) if refunds else nothing for name in (ROWS, BY_ROW, BY_COLUMN)
    )
    several = "lines" in frame.columns
    further, spare = (pl.col("lines") - 1, pl.col("spare")) if several else (nothing, nothing)
    lines = {
        _ORDERS: (some.cast(pl.Int64), gross, some),
        _ZERO: ((~back & (gross == 0)).cast(pl.Int64), nothing, ~back),
        "further rows of orders": (further, spare, pl.lit(value=True)),
        _REFUNDS: (refund_rows, by_row, ~back),
        _BY_COLUMN: (nothing, by_column, ~back),
        "refunded orders": (back.cast(pl.Int64), gross, back),
        "refunds of refunded orders": (refund_rows, by_row, back),
        _REFUNDED: (nothing, by_column, back),
    }
    sums = (
        frame.lazy()
        .select(
            expression
            for line, (rows, amount, chosen) in lines.items()
            for expression in (
                pl.when(chosen).then(rows).otherwise(0).sum().alias(f"{line} rows"),
                pl.when(chosen).then(amount).otherwise(0).sum().alias(f"{line} amount"),
            )
        )
        .collect(engine="streaming")
        .row(0, named=True)
    )
    return {line: Tally(sums[f"{line} rows"], sums[f"{line} amount"]) for line in lines}
