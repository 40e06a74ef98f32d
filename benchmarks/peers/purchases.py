"""What customers of a file of orders bought, as libraries of lifetime value take it."""

from collections.abc import Mapping

import pandas as pd  # type: ignore[import-untyped]  # only the peers' environments have it

WEEK = 7
YEAR = 12 * 30.4375 / WEEK


def summarise_customers(path: str) -> pd.DataFrame:
    """Return repeat days, weeks from the first to the last and to the end, mean value of them."""
    orders = pd.read_csv(path, usecols=["customer_id", "ordered_at", "revenue"])
    orders["day"] = pd.to_datetime(orders["ordered_at"]).dt.normalize()
    days = orders.groupby(["customer_id", "day"], as_index=False)["revenue"].sum()
    found = days.groupby("customer_id").agg(
        days=("day", "size"), first=("day", "min"), last=("day", "max"), spent=("revenue", "sum")
    )
    # Days are sorted within a customer: the first row is the first day.
    first = days.groupby("customer_id")["revenue"].first()
    repeat = found["days"] - 1
    return pd.DataFrame(
        {
            "frequency": repeat,
            "recency": (found["last"] - found["first"]).dt.days / WEEK,
            "T": (days["day"].max() - found["first"]).dt.days / WEEK,
            "value": (found["spent"] - first) / repeat.clip(lower=1),
        }
    )


def print_fits(fits: Mapping[str, Mapping[str, float]]) -> None:
    """Print the parameters of each model, one a line."""
    print("model,parameter,value")
    for model, parameters in fits.items():
        for name, parameter in parameters.items():
            print(f"{model},{name},{parameter}")
