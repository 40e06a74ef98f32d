"""Print the roles of channels as a short Polars script makes them: `bare_roles.py TOUCHES ORDERS`.

Touches of the 30 days before each order, in the order of their times, then of the file; nothing
is checked, and no role is put in words.
"""

import sys

import polars as pl

WINDOW = pl.duration(days=30)


def list_steps(touchpoints: str, orders: str) -> pl.DataFrame:
    """Return one row a touch of a journey: its order, channel and place, and how many there are."""
    bought = pl.scan_csv(orders).select(
        "customer_id",
        pl.col("ordered_at").str.to_datetime("%Y-%m-%d %H:%M:%S"),
        order=pl.int_range(pl.len(), dtype=pl.UInt32),
    )
    touched = pl.scan_csv(touchpoints).select(
        "customer_id",
        pl.col("touched_at").str.to_datetime("%Y-%m-%d %H:%M:%S"),
        pl.col("channel").cast(pl.Categorical),
        row=pl.int_range(pl.len(), dtype=pl.UInt32),
    )
    age = pl.col("ordered_at") - pl.col("touched_at")
    place = pl.int_range(pl.len()).over("order")
    return (
        touched.join(bought, on="customer_id")
        .filter(age >= pl.duration(), age <= WINDOW)
        .select("order", "touched_at", "row", "channel")
        .collect(engine="streaming")
        .sort("order", "touched_at", "row")
        .select("order", "channel", place=place, length=pl.len().over("order"))
    )


def build_roles(steps: pl.DataFrame) -> pl.DataFrame:
    """Return one row a channel: the journeys that hold it, and those in which it has each role."""
    place, length = pl.col("place"), pl.col("length")
    is_last = place == length - 1
    held = (
        steps.lazy()
        .group_by("channel", "order")
        .agg(
            touches=pl.len(),
            first=(place == 0).any(),
            assist=(~is_last).any(),
            last=is_last.any(),
            only=(length == 1).any(),
            middle=((place > 0) & ~is_last).any(),
        )
    )
    roles = ("touches", "first", "assist", "last", "only", "middle")
    found = held.group_by("channel").agg(pl.len().alias("journeys"), pl.col(roles).sum())
    return found.with_columns(pl.col("channel").cast(pl.String)).collect()


if __name__ == "__main__":
    print(build_roles(list_steps(*sys.argv[1:3])).write_csv(), end="")
