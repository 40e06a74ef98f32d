"""Print the six models as a Polars script makes them: `bare_models.py TOUCHPOINTS ORDERS`.

Touches of customers with orders alone, in one sort by customer, time and row; the journey of an
order is a slice of them, found by binary search; slices are exploded to rows. Nothing is checked.
"""

import sys

import polars as pl

LOOKBACK, HALF_LIFE = 30 * 86_400, 7 * 86_400
ENDS = 0.4
"""What position_based gives to either end of a journey."""
SECONDS = 1 << 32
"""More than there are seconds: below a customer's number, in one integer, stand times."""
UNATTRIBUTED = "(unattributed)"
MODELS = ("last", "last_non_direct", "first", "linear", "time_decay", "position_based")


def parse_seconds(name: str) -> pl.Expr:
    """Return times as seconds of the epoch."""
    return pl.col(name).str.to_datetime("%Y-%m-%d %H:%M:%S").dt.epoch("s")


def read_orders(path: str, *more: str) -> pl.DataFrame:
    """Return the orders with a number for each and for each customer, and more of their columns."""
    return (
        pl.scan_csv(path)
        .select(
            "customer_id",
            "revenue",
            *more,
            at=parse_seconds("ordered_at"),
            customer=pl.col("customer_id").rank("dense").cast(pl.Int64),
        )
        .with_row_index("order")
        .collect()
    )


def read_touches(path: str, orders: pl.DataFrame) -> pl.DataFrame:
    """Return the touches of these customers in the order of customer, time and row."""
    buyers = orders.lazy().select("customer_id", "customer").unique()
    return (
        pl.scan_csv(path)
        .select(
            "customer_id", pl.col("channel").cast(pl.Categorical), at=parse_seconds("touched_at")
        )
        .with_row_index("row")
        .join(buyers, on="customer_id")
        .select("row", "channel", key=pl.col("customer") * SECONDS + pl.col("at"))
        .sort("key", "row")
        .collect()
    )


def list_steps(touches: pl.DataFrame, orders: pl.DataFrame) -> pl.DataFrame:
    """Return one row a touch of a journey, in order: with its place and its age in seconds."""
    key = orders["customer"] * SECONDS + orders["at"]
    first = touches["key"].search_sorted(key - LOOKBACK, side="left")
    last = touches["key"].search_sorted(key, side="right")
    slices = orders.lazy().select("order", "revenue", key=key, first=first, last=last)
    steps = (
        slices.filter(pl.col("last") > pl.col("first"))
        .with_columns(
            step=pl.int_ranges("first", "last", dtype=pl.UInt32),
            touches=pl.col("last") - pl.col("first"),
        )
        .explode("step")
        .collect()
    )
    found = touches[steps["step"]]
    return steps.select(
        "order",
        "revenue",
        "touches",
        found["channel"],
        place=pl.col("step") - pl.col("first"),
        age=pl.col("key") - found["key"],
    )


def compute_credits(steps: pl.DataFrame) -> pl.LazyFrame:
    """Return the rows with each model's credit."""
    place, touches = pl.col("place"), pl.col("touches")
    is_first, is_last = place == 0, place == touches - 1
    known = pl.when(pl.col("channel") != "Direct").then(place).max().over("order")
    weight = 0.5 ** (pl.col("age") / HALF_LIFE)
    ends = is_first.cast(pl.Float64) + is_last
    between = (1 - 2 * ENDS) * (1 - ends) / (touches - 2)
    return steps.lazy().with_columns(
        last=is_last.cast(pl.Float64),
        last_non_direct=(place == known.fill_null(touches - 1)).cast(pl.Float64),
        first=is_first.cast(pl.Float64),
        linear=1 / touches,
        time_decay=weight / weight.sum().over("order"),
        position_based=pl.when(touches > 2).then(ENDS * ends + between).otherwise(ends / 2),
    )


def sum_models(credit: pl.LazyFrame, alone: pl.DataFrame) -> pl.DataFrame:
    """Return model, channel, conversions and revenue, those of orders without a touch as well."""
    sums = credit.group_by("channel").agg(
        *(pl.col(model).sum().alias(f"conversions {model}") for model in MODELS),
        *((pl.col(model) * pl.col("revenue")).sum().alias(f"revenue {model}") for model in MODELS),
    )
    named = sums.with_columns(pl.col("channel").cast(pl.String)).collect()
    rows = pl.concat(
        named.select(
            "channel",
            model=pl.lit(model),
            conversions=f"conversions {model}",
            revenue=f"revenue {model}",
        )
        for model in MODELS
    )
    rest = pl.DataFrame({"model": MODELS}).select(
        "model",
        channel=pl.lit(UNATTRIBUTED),
        conversions=pl.lit(float(alone.height)),
        revenue=pl.lit(alone["revenue"].sum()),
    )
    return pl.concat([rows.select(rest.columns), rest])


def build_models(touchpoints: str, orders: str) -> pl.DataFrame:
    """Return model, channel, conversions and revenue."""
    bought = read_orders(orders)
    steps = list_steps(read_touches(touchpoints, bought), bought)
    return sum_models(compute_credits(steps), bought.join(steps, on="order", how="anti"))


if __name__ == "__main__":
    print(build_models(*sys.argv[1:3]).write_csv(), end="")
