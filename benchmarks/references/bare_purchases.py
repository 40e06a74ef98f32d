"""Print what a fit begins with as a short Polars script counts it: `bare_purchases.py ORDERS`.

Customers, those who bought on a second day, and the correlation of how often and for how much, in
the rows of `merito value --show parameters`; nothing is checked, nothing fitted.
"""

import sys

import polars as pl


def sum_customers(path: str) -> pl.DataFrame:
    """Return one row a customer: `x`, the days with an order but the first, and their `cents`."""
    day = pl.col("ordered_at").str.to_date("%Y-%m-%d %H:%M:%S").alias("day")
    cents = (pl.col("revenue") * 100).round().cast(pl.Int64).alias("cents")
    return (
        pl.scan_csv(path)
        .select("customer_id", day, cents)
        .group_by("customer_id", "day")
        .agg(pl.col("cents").sum())
        .group_by("customer_id")
        .agg(x=pl.len() - 1, cents=pl.col("cents").sum() - pl.col("cents").min_by("day"))
        .collect(engine="streaming")
    )


def count_buyers(customers: pl.DataFrame) -> pl.DataFrame:
    """Return one row a number: `model`, `parameter`, `value`."""
    again = customers.filter(pl.col("x") > 0)
    spent = float((again["cents"] > 0).sum())
    correlation = again.select(pl.corr("x", pl.col("cents") / pl.col("x"))).item()
    rows = [
        ("mbg_nbd", "customers", float(customers.height)),
        ("mbg_nbd", "repeat_customers", float(again.height)),
        ("gamma_gamma", "customers", spent),
        ("gamma_gamma", "repeat_customers", spent),
        ("gamma_gamma", "correlation", correlation),
    ]
    return pl.DataFrame(rows, ["model", "parameter", "value"], orient="row")


if __name__ == "__main__":
    print(count_buyers(sum_customers(sys.argv[1])).write_csv(), end="")
