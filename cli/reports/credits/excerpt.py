"""The first rows, as people read them."""

from typing import TYPE_CHECKING, Final

import polars as pl

from attribution.credit_rows.rows import OF_REVENUE
from cli.money import convert_to_cents
from cli.report import ColumnKind, Table
from cli.wording import format_count

if TYPE_CHECKING:
    from cli.settings import Settings

FIRST: Final = 20
"""Rows that a terminal shows."""
_SHOWN: Final = {
    "order_touch": ColumnKind.TEXT,
    "customer_id": ColumnKind.TEXT,
    "ordered_at": ColumnKind.TEXT,
    "revenue": ColumnKind.MONEY,
    "touched_at": ColumnKind.TEXT,
    "channel": ColumnKind.TEXT,
}


def build_excerpt(first: pl.DataFrame, rows: int, settings: "Settings") -> Table:
    """Return the first of so many rows, without the other attributes and weights of revenue."""
    models = [
        name
        for name, kind in first.schema.items()
        if kind == pl.Float64 and not name.endswith(OF_REVENUE)
    ]
    minute = pl.col("ordered_at", "touched_at").dt.to_string("%Y-%m-%d %H:%M")
    # A row is told by its first column, beside which the models of a narrow terminal stand again.
    touch = pl.concat_str("order_id", pl.format("{}/{}", "position", "length"), separator=" ")
    named = pl.coalesce(touch, "order_id").alias("order_touch")
    kinds = {**_SHOWN, **dict.fromkeys(models, ColumnKind.SHARE)}
    frame = first.with_columns(minute, named).select(list(kinds))
    money = f", revenue in {settings.currency}" if settings.currency else ""
    lookback = settings.journeys.lookback[0]
    return Table(
        name="credits",
        title=f"Credit by order and touch{money}, lookback {lookback}",
        frame=convert_to_cents(frame, kinds),
        kinds=kinds,
        exact=frame,
        caption=(_describe_rows(first.height, rows),),
    )


def _describe_rows(shown: int, rows: int) -> str:
    if shown == rows:
        return f"{format_count(rows, 'row')}; --format csv, tsv or parquet has every column"
    return f"the first {shown} of {rows:,} rows; --format csv, tsv or parquet has all"
