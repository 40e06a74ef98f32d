"""Journeys as whoever uses a library of attribution models has to make them: with pandas.

The rules are merito's defaults (30 days of elapsed time, a touch may serve two orders, runs of
touches that no order claims are journeys without one), so that the numbers can be compared, but
nothing is checked: a repeated row, a refund, a blank id would go unnoticed.
"""

from dataclasses import dataclass

import pandas as pd  # type: ignore[import-untyped]  # only the peers' environments have it

WINDOW = pd.Timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Journeys:
    """Touches of journeys in their order, a touch for each journey that it serves."""

    converting: pd.DataFrame
    """order_id, revenue, touched_at, channel."""
    others: pd.DataFrame
    """run, touched_at, channel."""
    unattributed: pd.DataFrame
    """The orders that no touch leads to."""


def read(touchpoints: str, orders: str) -> Journeys:
    """Return the journeys of two files as `benchmarks.shop` writes them."""
    touches = pd.read_csv(touchpoints, parse_dates=["touched_at"])
    touches = touches.sort_values(["customer_id", "touched_at"], kind="stable", ignore_index=True)
    sold = pd.read_csv(orders, parse_dates=["ordered_at"])
    pairs = touches.reset_index(names="touch").merge(sold, on="customer_id")
    elapsed = pairs["ordered_at"] - pairs["touched_at"]
    converting = pairs[(elapsed >= pd.Timedelta(0)) & (elapsed <= WINDOW)]
    claimed = touches.index.to_series().isin(converting["touch"])
    unattributed = sold[~sold["order_id"].isin(converting["order_id"])]
    return Journeys(converting, _others(touches, claimed), unattributed)


def _others(touches: pd.DataFrame, claimed: pd.Series) -> pd.DataFrame:
    """Return the runs of touches that no order claims, but for heads of converting journeys."""
    near = touches["customer_id"].eq(touches["customer_id"].shift())
    near &= touches["touched_at"].diff() <= WINDOW
    starts = ~near | claimed.ne(claimed.shift())
    head = (near & claimed).shift(-1, fill_value=False)
    free = touches.assign(run=starts.cumsum(), head=head)[~claimed]
    runs = free.groupby("run")
    late = runs["touched_at"].transform("last") - free["touched_at"] <= WINDOW
    return free[late & ~runs["head"].transform("last")]


def with_unattributed(credit: pd.DataFrame, journeys: Journeys) -> pd.DataFrame:
    """Add the orders without a touch to each model of a table of credit."""
    rest = pd.DataFrame({"model": credit["model"].unique(), "channel": "(unattributed)"})
    rest["conversions"] = len(journeys.unattributed)
    rest["revenue"] = journeys.unattributed["revenue"].sum()
    return pd.concat([credit, rest])[["model", "channel", "conversions", "revenue"]]
