"""Print who moved in 90 days as a short Polars script finds it: `bare_moves.py ORDERS`.

Segments of both days on the scale of the first; nothing is checked, as in `bare_rfm.py`.
"""

import sys
from datetime import timedelta

import polars as pl

from benchmarks.references.bare_rfm import BINS, SEGMENTS

SPAN = timedelta(days=90)
CELL = ("from_segment", "to_segment")
DIMENSIONS = {"recency": "r", "frequency": "f", "monetary": "m"}


def read_orders(path: str) -> pl.DataFrame:
    """Return the orders with their days and cents."""
    day = pl.col("ordered_at").str.to_date("%Y-%m-%d %H:%M:%S").alias("day")
    cents = (pl.col("revenue") * 100).round().cast(pl.Int64).alias("cents")
    return pl.scan_csv(path).select("customer_id", day, cents).collect(engine="streaming")


def sum_customers(orders: pl.DataFrame) -> pl.DataFrame:
    """Return one row a customer: what the two days and the time between them need."""
    last = pl.lit(orders["day"].max())
    since, day, cents = last - SPAN, pl.col("day"), pl.col("cents")
    earlier, preceding = day <= since, (day <= since) & (day > since - SPAN)
    return (
        orders.lazy()
        .with_columns(last.alias("last"), earlier.alias("earlier"))
        .group_by("customer_id")
        .agg(
            (last.first() - day.max()).dt.total_days().alias("recency"),
            pl.len().cast(pl.Int64).alias("frequency"),
            cents.sum().alias("monetary"),
            (since.first() - day.filter("earlier").max()).dt.total_days().alias("recency_then"),
            pl.col("earlier").sum().cast(pl.Int64).alias("frequency_then"),
            cents.filter("earlier").sum().alias("monetary_then"),
            cents.filter(preceding).sum().alias("revenue_before"),
        )
        .collect(engine="streaming")
    )


def place(frame: pl.DataFrame, before: pl.DataFrame, then: str) -> pl.DataFrame:
    """Return customers with their segment, scored among those of the first day."""
    scores = [
        _score(frame[f"{name}{then}"], before[f"{name}_then"], name).alias(letter)
        for name, letter in DIMENSIONS.items()
    ]
    names = [
        {"r": r, "fm": fm, "segment": name}
        for r, row in SEGMENTS.items()
        for fm, name in enumerate(row, 1)
    ]
    scored = frame.select("customer_id", *scores)
    together = scored.with_columns(fm=(pl.col("f") + pl.col("m") + 1) // 2)
    return together.join(pl.DataFrame(names), on=["r", "fm"]).select("customer_id", "segment")


def _score(values: pl.Series, known: pl.Series, name: str) -> pl.Series:
    """Return 1 + floor(bins * customers strictly worse / customers), of those who are known."""
    ordered, number = known.sort(), len(known)
    if name == "recency":
        worse = number - ordered.search_sorted(values, side="right").cast(pl.Int64)
    else:
        worse = ordered.search_sorted(values, side="left").cast(pl.Int64)
    return (1 + BINS * worse // number).clip(upper_bound=BINS)


def sum_cells(customers: pl.DataFrame) -> pl.DataFrame:
    """Return one row a cell, money in currency units."""
    before = customers.filter(pl.col("frequency_then") > 0)
    origins, targets = place(before, before, "_then"), place(customers, before, "")
    money = pl.col("monetary") - pl.col("monetary_then")
    return (
        customers.lazy()
        .join(origins.lazy().rename({"segment": CELL[0]}), on="customer_id", how="left")
        .join(targets.lazy().rename({"segment": CELL[1]}), on="customer_id")
        .with_columns(pl.col(CELL[0]).fill_null("(new)"))
        .group_by(CELL)
        .agg(
            customers=pl.len(),
            revenue=money.sum() / 100,
            revenue_before=pl.col("revenue_before").sum() / 100,
        )
        .sort(CELL)
        .collect()
    )


if __name__ == "__main__":
    print(sum_cells(sum_customers(read_orders(sys.argv[1]))).write_csv(), end="")
