"""Print returns on costs as a short Polars script does: `bare_returns.py TOUCHES ORDERS COSTS`.

The six models, what they credit of new customers' orders, and the costs of the orders' days by
channel; nothing is checked, as in `bare_models.py`, and no channel's name is looked up.
"""

import sys

import polars as pl

from benchmarks.references.bare_models import (
    compute_credits,
    list_steps,
    read_orders,
    read_touches,
    sum_models,
)

CELL = ["model", "channel"]


def sum_costs(path: str, orders: pl.DataFrame) -> pl.DataFrame:
    """Return what each channel cost from the day of the first order to that of the last."""
    days = orders.select(pl.from_epoch("at").dt.date())["at"]
    inside = pl.col("date").str.to_date("%Y-%m-%d").is_between(days.min(), days.max())
    costs = pl.scan_csv(path).filter(inside).group_by("channel").agg(pl.col("cost").sum())
    return costs.collect()


def build_credit(touchpoints: str, orders: pl.DataFrame) -> pl.DataFrame:
    """Return what each model credits of all orders, and of those of new customers."""
    bought = orders.with_columns(new=pl.col("at") == pl.col("at").min().over("customer"))
    steps = list_steps(read_touches(touchpoints, bought), bought)
    is_new = bought["new"].gather(steps["order"])
    credit = compute_credits(steps.with_columns(is_new)).collect().lazy()
    alone = bought.join(steps, on="order", how="anti")
    every = sum_models(credit, alone)
    new = sum_models(credit.filter("new"), alone.filter("new"))
    names = {"conversions": "new_conversions", "revenue": "new_revenue"}
    return every.join(new.rename(names), on=CELL, how="left").fill_null(0)


def build_returns(touchpoints: str, orders: str, costs: str) -> pl.DataFrame:
    """Return one row a model and channel, null where a channel cost nothing."""
    bought = read_orders(orders)
    credit = build_credit(touchpoints, bought)
    cost, revenue = pl.col("cost"), pl.col("revenue")
    return credit.join(sum_costs(costs, bought), on="channel", how="left").with_columns(
        roas=revenue / cost,
        roi=(revenue - cost) / cost,
        cpa=cost / pl.col("conversions"),
        cac=cost / pl.col("new_conversions"),
        nc_roas=pl.col("new_revenue") / cost,
    )


if __name__ == "__main__":
    print(build_returns(*sys.argv[1:4]).write_csv(), end="")
