"""Print the models of ChannelAttribution: `channel_attribution.py TOUCHPOINTS ORDERS [SEED]`.

Markov of order 1 and the three rules it has; every other setting is the library's default.
"""

import contextlib
import sys

import pandas as pd  # type: ignore[import-untyped]  # only the peers' environments have it

from benchmarks.peers.journeys import Journeys, read, with_unattributed

# It greets whoever imports it, on standard output.
with contextlib.redirect_stdout(sys.stderr):
    import ChannelAttribution  # type: ignore[import-not-found]  # as pandas

RULES = {"first": "first_touch", "last": "last_touch", "linear": "linear_touch"}
COLUMNS = ["channel", "conversions", "revenue"]


def paths(journeys: Journeys) -> pd.DataFrame:
    """Return one row a path: orders and revenue it led to, and how often it led to none."""
    orders = journeys.converting.groupby("order_id").agg(
        path=("channel", " > ".join), revenue=("revenue", "first")
    )
    others = journeys.others.groupby("run").agg(path=("channel", " > ".join))
    both = pd.concat([orders.assign(orders=1, none=0), others.assign(orders=0, none=1)])
    return both.groupby("path", as_index=False).sum()


def credit(data: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return model, channel, conversions and revenue."""
    named = {"var_path": "path", "var_conv": "orders", "var_value": "revenue", "flg_pro": False}
    rules = ChannelAttribution.heuristic_models(data, **named)
    markov = ChannelAttribution.markov_model(
        data, **named, var_null="none", seed=seed, verbose=False
    )
    tables = [markov.set_axis(COLUMNS, axis=1).assign(model="markov")]
    for model, name in RULES.items():
        found = rules[["channel_name", f"{name}_conversions", f"{name}_value"]]
        tables.append(found.set_axis(COLUMNS, axis=1).assign(model=model))
    return pd.concat(tables)


def main() -> None:
    """Read the files and print the table."""
    touchpoints, orders, *seed = sys.argv[1:]
    journeys = read(touchpoints, orders)
    table = credit(paths(journeys), int(*seed))
    with_unattributed(table, journeys).to_csv(sys.stdout, index=False)


if __name__ == "__main__":
    main()
