"""Write order by touch as a short Polars script does: `bare_credits.py TOUCHES ORDERS TARGET`.

The rows and columns of `merito credits --model linear --model time_decay`, some orders at a time,
since there are many more rows than touches; nothing is checked, as in `bare_models.py`.
"""

import sys
from pathlib import Path

import polars as pl

from benchmarks.references.bare_models import (
    UNATTRIBUTED,
    compute_credits,
    list_steps,
    read_orders,
    read_touches,
)

ORDERS_AT_A_TIME = 100_000
WEIGHTS = ("linear", "time_decay")
ORDER = ("order_id", "customer_id", "ordered_at", "revenue")
COLUMNS = (*ORDER, "position", "length", "touched_at", "channel", *WEIGHTS)
TIME = "%Y-%m-%dT%H:%M:%S%.6f+00:00"


def list_rows(touches: pl.DataFrame, orders: pl.DataFrame) -> pl.DataFrame:
    """Return one row a touch of each of these orders, and one for an order without a touch."""
    steps = list_steps(touches, orders)
    told = orders.with_columns(pl.from_epoch("at").alias("ordered_at"))
    known = told.lazy().select("order", "order_id", "customer_id", "ordered_at", "at")
    weighed = compute_credits(steps).join(known, on="order", maintain_order="left")
    rows = weighed.select(
        *ORDER,
        position=pl.col("place") + 1,
        length="touches",
        touched_at=pl.from_epoch(pl.col("at") - pl.col("age")),
        channel=pl.col("channel").cast(pl.String),
        **{name: pl.col(name) for name in WEIGHTS},
    ).collect()
    alone = told.join(steps, on="order", how="anti").select(
        *ORDER,
        length=pl.lit(0),
        channel=pl.lit(UNATTRIBUTED),
        **dict.fromkeys(WEIGHTS, pl.lit(1.0)),
    )
    return pl.concat([rows, alone], how="diagonal_relaxed").select(COLUMNS)


def write_rows(touchpoints: str, orders: str, target: str) -> None:
    """Write the rows of all orders as CSV."""
    bought = read_orders(orders, "order_id")
    touches = read_touches(touchpoints, bought)
    with Path(target).open("wb") as file:
        for place, some in enumerate(bought.iter_slices(ORDERS_AT_A_TIME)):
            rows = list_rows(touches, some)
            rows.write_csv(file, include_header=place == 0, datetime_format=TIME)


if __name__ == "__main__":
    write_rows(*sys.argv[1:4])
