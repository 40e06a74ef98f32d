"""Print the cohorts as a short Polars script makes them: `bare_cohorts.py ORDERS`.

Months of first orders by months since; nothing is checked, no month is told to be incomplete.
"""

import sys

import polars as pl

CELL = ("cohort", "period")


def sum_months(path: str) -> pl.DataFrame:
    """Return one row a customer and month: orders, and revenue in cents."""
    day = pl.col("ordered_at").str.to_date("%Y-%m-%d %H:%M:%S")
    return (
        pl.scan_csv(path)
        # Cents, because sums of floats that should be equal are not.
        .select("customer_id", period=day.dt.truncate("1mo"), cents=pl.col("revenue") * 100)
        .group_by("customer_id", "period")
        .agg(orders=pl.len(), revenue=pl.col("cents").round().cast(pl.Int64).sum())
        .collect(engine="streaming")
    )


def build_cohorts(months: pl.DataFrame) -> pl.DataFrame:
    """Return one row a cohort and month from its first to the last, money in currency units."""
    begun = months.lazy().group_by("customer_id").agg(cohort=pl.col("period").min())
    placed = months.lazy().join(begun, on="customer_id")
    sums = placed.group_by(CELL).agg(pl.col("orders", "revenue").sum(), active=pl.len())
    cells = sums.collect(engine="streaming")
    last = months["period"].max()
    months_of = pl.date_ranges("cohort", pl.lit(last), "1mo").alias("period")
    every = cells.select(pl.col("cohort").unique().sort()).with_columns(months_of).explode("period")
    filled = every.join(cells, on=CELL, how="left").sort(CELL)
    return filled.select(
        pl.col(CELL).dt.strftime("%Y-%m"),
        pl.col("active").first().over("cohort").alias("customers"),
        pl.col("active", "orders", "revenue").fill_null(0),
    ).with_columns(pl.col("revenue") / 100)


if __name__ == "__main__":
    print(build_cohorts(sum_months(sys.argv[1])).write_csv(), end="")
