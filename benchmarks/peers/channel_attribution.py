"""Print the models of ChannelAttribution that are asked for.

`channel_attribution.py TOUCHPOINTS ORDERS MODEL... [--seed N]`: markov, of order 1, and the three
rules it has, named as in `RULES`. Every other setting is the library's default.
"""

import argparse
import contextlib
import sys
from collections.abc import Iterator

import pandas as pd  # type: ignore[import-untyped]  # only the peers' environments have it

from benchmarks.peers.journeys import Journeys, read_journeys, with_unattributed

# It greets whoever imports it, on standard output.
with contextlib.redirect_stdout(sys.stderr):
    import ChannelAttribution  # type: ignore[import-not-found]  # as pandas

MARKOV = "markov"
RULES = {"first": "first_touch", "last": "last_touch", "linear": "linear_touch"}
COLUMNS = ["channel", "conversions", "revenue"]


def count_paths(journeys: Journeys, *, others: bool) -> pd.DataFrame:
    """Return one row a path: orders and revenue it led to, and how often it led to none.

    Paths without an order are only looked for where `others` asks for them.
    """
    orders = journeys.converting.groupby("order_id").agg(
        path=("channel", " > ".join), revenue=("revenue", "first")
    )
    tables = [orders.assign(orders=1, none=0)]
    if others:
        rest = journeys.others().groupby("run").agg(path=("channel", " > ".join))
        tables.append(rest.assign(revenue=0.0, orders=0, none=1))
    return pd.concat(tables).groupby("path", as_index=False).sum()


def compute_credit(data: pd.DataFrame, models: list[str], seed: int) -> Iterator[pd.DataFrame]:
    """Yield model, channel, conversions and revenue of each model."""
    named = {"var_path": "path", "var_conv": "orders", "var_value": "revenue", "flg_pro": False}
    rules = ChannelAttribution.heuristic_models(data, **named)
    for model in models:
        if model == MARKOV:
            found = ChannelAttribution.markov_model(
                data, **named, var_null="none", seed=seed, verbose=False
            )
        else:
            name = RULES[model]
            found = rules[["channel_name", f"{name}_conversions", f"{name}_value"]]
        yield found.set_axis(COLUMNS, axis=1).assign(model=model)


def main() -> None:
    """Read the files and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("touchpoints")
    parser.add_argument("orders")
    parser.add_argument("models", nargs="+", choices=[*RULES, MARKOV])
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    journeys = read_journeys(asked.touchpoints, asked.orders)
    data = count_paths(journeys, others=MARKOV in asked.models)
    table = pd.concat(compute_credit(data, asked.models, asked.seed))
    with_unattributed(table, journeys).to_csv(sys.stdout, index=False)


if __name__ == "__main__":
    main()
