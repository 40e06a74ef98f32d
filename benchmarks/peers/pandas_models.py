"""Print the six models as pandas computes them: `pandas_models.py TOUCHPOINTS ORDERS`."""

import sys

import pandas as pd  # type: ignore[import-untyped]  # only the peers' environments have it

from benchmarks.peers.journeys import read_journeys, with_unattributed

HALF_LIFE = pd.Timedelta(days=7)
ENDS = 0.4
"""What position_based gives to either end of a journey."""


def compute_credit(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return each model's credit for the touches of journeys: one column a model, shape of pairs.

    Touches of an order must stand in the order of time.
    """
    orders = pairs.groupby("order_id", sort=False)
    touches = orders["channel"].transform("size")
    place = orders.cumcount()
    first, last = place == 0, place == touches - 1
    # The last touch that is not Direct, and the last one of all where there is no other.
    direct = pairs["channel"] == "Direct"
    known = place.where(~direct, -1).groupby(pairs["order_id"], sort=False).transform("max")
    last_non_direct = place == known.where(known >= 0, touches - 1)
    weight = 0.5 ** ((pairs["ordered_at"] - pairs["touched_at"]) / HALF_LIFE)
    ends = first.astype(float) + last
    between = (1 - 2 * ENDS) * (1 - ends) / (touches - 2).clip(lower=1)
    return pd.DataFrame(
        {
            "last": last.astype(float),
            "last_non_direct": last_non_direct.astype(float),
            "first": first.astype(float),
            "linear": 1 / touches,
            "time_decay": weight / weight.groupby(pairs["order_id"], sort=False).transform("sum"),
            "position_based": (ENDS * ends + between).where(touches > 2, ends / 2),
        }
    )


def by_channel(given: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return model, channel, conversions and revenue."""
    channel = pairs["channel"].astype("category")
    sums = {
        "conversions": given.groupby(channel, observed=True).sum(),
        "revenue": given.mul(pairs["revenue"], axis=0).groupby(channel, observed=True).sum(),
    }
    tables = [
        table.reset_index().melt("channel", var_name="model", value_name=name)
        for name, table in sums.items()
    ]
    return tables[0].merge(tables[1], on=["model", "channel"])


def main() -> None:
    """Read the files and print the table."""
    touchpoints, orders = sys.argv[1:]
    journeys = read_journeys(touchpoints, orders)
    table = by_channel(compute_credit(journeys.converting), journeys.converting)
    with_unattributed(table, journeys).to_csv(sys.stdout, index=False)


if __name__ == "__main__":
    main()
