"""Print the models of marketing-attribution-models (MAM) that are asked for.

`marketing_attribution_models.py TOUCHPOINTS ORDERS MODEL...`, models named as in `MODELS`. Markov
is printed twice: `markov` shares all orders out by the library's removal effects, as merito does;
`markov_journey` is what the library returns, each order shared out by itself.
"""

import sys
from collections.abc import Iterator

import pandas as pd  # type: ignore[import-untyped]  # only the peers' environments have it
from mam import MAM  # type: ignore[import-not-found]  # as pandas

from benchmarks.peers.journeys import Journeys, read_journeys, with_unattributed

MODELS = {
    "last": "run_last_click",
    "first": "run_first_click",
    "linear": "run_linear",
    "time_decay": "run_time_decay",
    "position_based": "run_position_based",
    "markov": "run_markov",
    "shapley": "run_shapley",
}
CHAINS = {"markov", "shapley"}
"""What looks at journeys without an order as well."""
# By default it keeps four channels of a journey, the last by alphabet.
SETTINGS = {"shapley": {"max_size": None}}


def list_touches(journeys: Journeys, *, others: bool) -> pd.DataFrame:
    """Return one row a touch of a journey; the first of an order's journey holds the revenue.

    Journeys without an order are only looked for where `others` asks for them.
    """
    orders = journeys.converting
    first = ~orders["order_id"].duplicated()
    columns = ["touched_at", "channel", "journey", "converts", "revenue"]
    tables = [
        orders.assign(
            journey="order " + orders["order_id"].astype(str),
            converts=True,
            revenue=orders["revenue"].where(first, 0.0),
        )[columns]
    ]
    if others:
        rest = journeys.others()
        names = "run " + rest["run"].astype(str)
        tables.append(rest.assign(journey=names, converts=False, revenue=0.0)[columns])
    return pd.concat(tables)


def sum_credit(data: pd.DataFrame, value: str | None, models: list[str]) -> pd.Series:
    """Return credit by model and channel: of orders, or of what the column `value` holds."""
    mam = MAM(
        data,
        "session",
        "channel",
        "converts",
        datetime_colname="touched_at",
        user_id_colname="journey",
        conversion_value_colname=value,
    )
    return pd.concat(dict(_run_models(mam, models)), names=["model", "channel"])


def _run_models(mam: MAM, models: list[str]) -> Iterator[tuple[str, pd.Series]]:
    for model in models:
        result = getattr(mam, MODELS[model])(**SETTINGS.get(model, {}))
        found = result.to_pandas().set_index("channels")["attribution"]
        if model == "markov":
            effects = result.metadata["removal_effect"]["removal_effect"]
            yield "markov", effects / effects.sum() * found.sum()
            yield "markov_journey", found
        else:
            yield model, found


def main() -> None:
    """Read the files and print the table."""
    path, orders, *models = sys.argv[1:]
    journeys = read_journeys(path, orders)
    data = list_touches(journeys, others=not CHAINS.isdisjoint(models))
    # One value a run of the library: orders and revenue take two.
    values = {"conversions": None, "revenue": "revenue"}
    table = pd.DataFrame({name: sum_credit(data, value, models) for name, value in values.items()})
    with_unattributed(table.reset_index(), journeys).to_csv(sys.stdout, index=False)


if __name__ == "__main__":
    main()
