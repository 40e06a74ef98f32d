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
    """Two files, and which touches lie in the window of which orders."""

    touches: pd.DataFrame
    """customer_id, touched_at, channel; by time, those of one second as they are in the file."""
    orders: pd.DataFrame
    """order_id, customer_id, ordered_at, revenue."""
    converting: pd.DataFrame
    """One row a touch of an order's journey, in the order of touches: touch (its place in
    `touches`), touched_at, channel, order_id, ordered_at, revenue."""

    def unattributed(self) -> pd.DataFrame:
        """Return the orders that no touch leads to."""
        return self.orders[~self.orders["order_id"].isin(self.converting["order_id"])]

    def others(self) -> pd.DataFrame:
        """Return the touches of journeys without an order: run, touched_at, channel.

        These are the runs of touches that no order claims, but for heads of converting journeys.
        """
        touches = self.touches.sort_values("customer_id", kind="stable")
        claimed = touches.index.to_series().isin(self.converting["touch"])
        near = touches["customer_id"].eq(touches["customer_id"].shift())
        near &= touches["touched_at"].diff() <= WINDOW
        starts = ~near | claimed.ne(claimed.shift())
        head = (near & claimed).shift(-1, fill_value=False)
        free = touches.assign(run=starts.cumsum(), head=head)[~claimed]
        runs = free.groupby("run")
        late = runs["touched_at"].transform("last") - free["touched_at"] <= WINDOW
        return free[late & ~runs["head"].transform("last")]


def read_journeys(touchpoints: str, orders: str) -> Journeys:
    """Return the journeys of two files as `benchmarks.shop` writes them."""
    touches = pd.read_csv(touchpoints, parse_dates=["touched_at"])
    touches = touches.sort_values("touched_at", kind="stable", ignore_index=True)
    sold = pd.read_csv(orders, parse_dates=["ordered_at"])
    return Journeys(touches, sold, _pair_with_orders(touches, sold))


def _pair_with_orders(touches: pd.DataFrame, sold: pd.DataFrame) -> pd.DataFrame:
    """Pair each touch with all orders of its customer and keep the pairs within the window.

    Pairs hold numbers alone until most of them are dropped: names would take twice the memory.
    """
    buyers = pd.Index(sold["customer_id"].unique())
    seen = touches[["touched_at"]].assign(buyer=buyers.get_indexer(touches["customer_id"]))
    seen = seen[seen["buyer"] >= 0].reset_index(names="touch")
    bought = sold[["ordered_at"]].assign(buyer=buyers.get_indexer(sold["customer_id"]))
    pairs = seen.merge(bought.reset_index(names="order"), on="buyer")
    elapsed = pairs["ordered_at"] - pairs["touched_at"]
    near = pairs[(elapsed >= pd.Timedelta(0)) & (elapsed <= WINDOW)]
    near = near.join(touches["channel"], on="touch")
    return near.join(sold[["order_id", "revenue"]], on="order")


def with_unattributed(credit: pd.DataFrame, journeys: Journeys) -> pd.DataFrame:
    """Add the orders without a touch to each model of a table of credit."""
    rest = pd.DataFrame({"model": credit["model"].unique(), "channel": "(unattributed)"})
    unattributed = journeys.unattributed()
    rest["conversions"] = len(unattributed)
    rest["revenue"] = unattributed["revenue"].sum()
    return pd.concat([credit, rest])[["model", "channel", "conversions", "revenue"]]
