"""Segments as people read them: bars beside customers and revenue, the action last."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.report import ColumnKind

if TYPE_CHECKING:
    from cli.report import Table

SEGMENT_TABLES: Final = frozenset({"rfm", "own"})
"""Names of the tables with a row a segment."""
_ACTION: Final = "action"
_BARRED: Final = {"customers": "customers_share", "revenue": "revenue_share"}
"""By column the share that is drawn behind it."""
_FIRST: Final = ("segment", "customers", "customers_bar", "orders", "revenue", "revenue_bar")


def show_segments_to_people(table: "Table") -> "Table":
    """Return a table of segments with bars, and with the action where it has a line to itself.

    Columns: segment, customers, orders and revenue with their bars, the other numbers, action.
    """
    bars = [pl.col(share).alias(f"{name}_bar") for name, share in _BARRED.items()]
    frame = table.frame.with_columns(bars)
    # A total is no part of the whole that the bars are drawn of.
    empty = [pl.lit(None, pl.Float64).alias(f"{name}_bar") for name in _BARRED]
    totals = None if table.totals is None else table.totals.with_columns(empty)
    others = [name for name in frame.columns if name not in {*_FIRST, _ACTION}]
    shown = [*_FIRST, *others, _ACTION]
    kinds = {
        **table.kinds,
        **{f"{name}_bar": ColumnKind.BAR for name in _BARRED},
        _ACTION: ColumnKind.ADVICE,
    }
    return table._replace(
        frame=frame.select(shown),
        kinds=kinds,
        totals=None if totals is None else totals.select(shown),
    )
