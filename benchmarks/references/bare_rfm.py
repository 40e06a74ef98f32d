"""Print the segment table as a short Polars script makes it: `bare_rfm.py ORDERS`.

Scores are those of definitions, percentile method; nothing is checked: a refund, a repeated order
or a date that cannot be read would go unnoticed or end in a traceback.
"""

import sys

import polars as pl

BINS = 5
CHAMPIONS, LOYAL, POTENTIAL = "Champions", "Loyal Customers", "Potential Loyalists"
SEGMENTS = {
    5: ["New Customers", POTENTIAL, POTENTIAL, CHAMPIONS, CHAMPIONS],
    4: ["Promising", POTENTIAL, POTENTIAL, LOYAL, CHAMPIONS],
    3: ["About To Sleep", "Needs Attention", "Needs Attention", LOYAL, LOYAL],
    2: ["Hibernating", "Hibernating", "At Risk", "At Risk", "At Risk"],
    1: ["Lost", "Lost", "At Risk", "Can't Lose Them", "Can't Lose Them"],
}
"""By score of recency, then by that of frequency and monetary value together."""


def summarise_customers(path: str) -> pl.DataFrame:
    """Return one row a customer: last day, frequency and monetary value in cents."""
    day = pl.col("ordered_at").str.to_date("%Y-%m-%d %H:%M:%S")
    return (
        pl.scan_csv(path)
        # Cents, because sums of floats that should be equal are not.
        .select("customer_id", day.alias("day"), (pl.col("revenue") * 100).round().cast(pl.Int64))
        .group_by("customer_id")
        .agg(pl.col("day").max(), frequency=pl.len(), monetary=pl.col("revenue").sum())
        .collect(engine="streaming")
    )


def score(column: str, *, small_is_good: bool = False) -> pl.Expr:
    """Return 1 + floor(bins * customers strictly worse / customers)."""
    worse = pl.col(column).rank("min", descending=small_is_good).cast(pl.Int64) - 1
    return 1 + BINS * worse // pl.len()


def build_segment_table(measured: pl.DataFrame) -> pl.DataFrame:
    """Return one row a segment, money in currency units."""
    names = pl.DataFrame(
        [(r, fm, name) for r, row in SEGMENTS.items() for fm, name in enumerate(row, 1)],
        schema={"r": pl.Int64, "fm": pl.Int64, "segment": pl.String},
        orient="row",
    )
    recency = (pl.col("day").max() - pl.col("day")).dt.total_days()
    money = pl.col("monetary") / 100
    number, revenue = pl.col("customers"), pl.col("revenue")
    return (
        measured.lazy()
        .with_columns(recency.alias("recency_days"))
        .with_columns(
            score("recency_days", small_is_good=True).alias("r"),
            score("frequency").alias("f"),
            score("monetary").alias("m"),
        )
        .with_columns(fm=(pl.col("f") + pl.col("m") + 1) // 2)
        .join(names.lazy(), on=["r", "fm"])
        .group_by("segment")
        .agg(
            customers=pl.len(),
            orders=pl.col("frequency").sum(),
            revenue=money.sum(),
            recency_days_mean=pl.col("recency_days").mean(),
            recency_days_median=pl.col("recency_days").median(),
            frequency_mean=pl.col("frequency").mean(),
            frequency_median=pl.col("frequency").median(),
            monetary_mean=money.mean(),
            monetary_median=money.median(),
        )
        .with_columns(
            customers_share=number / number.sum(),
            revenue_share=revenue / revenue.sum(),
            average_order_value=revenue / pl.col("orders"),
        )
        .collect()
    )


if __name__ == "__main__":
    print(build_segment_table(summarise_customers(sys.argv[1])).write_csv(), end="")
