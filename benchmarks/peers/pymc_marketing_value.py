"""Print the parameters that pymc-marketing fits to a file of orders: `… ORDERS`.

The same models, days and weeks as in `lifetimes_value.py`, at the maximum a posteriori; priors are
flat, so that this is the maximum of the likelihood.
"""

import sys
from collections.abc import Iterable
from typing import Any

from pymc_extras.prior import Prior  # type: ignore[import-not-found]  # only its environment has it
from pymc_marketing.clv import (  # type: ignore[import-not-found]  # as above
    GammaGammaModel,
    ModifiedBetaGeoModel,
)

from benchmarks.peers.purchases import YEAR, print_fits, summarise_customers

PURCHASES, SPENDING = ("alpha", "r", "a", "b"), ("p", "q", "v")


def make_flat_priors(names: Iterable[str]) -> dict[str, Any]:
    """Return priors that pull no parameter anywhere."""
    return {name: Prior("HalfFlat") for name in names}


def read_parameters(model: Any, names: Iterable[str]) -> dict[str, float]:  # noqa: ANN401 - untyped
    """Return the parameters of a fitted model."""
    return {name: model.fit_result[name].item() for name in names}


def main() -> None:
    """Read the orders, fit, forecast, and print the parameters."""
    customers = summarise_customers(sys.argv[1]).reset_index()
    customers = customers.rename(columns={"value": "monetary_value"})
    known = customers[["customer_id", "frequency", "recency", "T"]]
    bought = ModifiedBetaGeoModel(known, model_config=make_flat_priors(PURCHASES))
    bought.fit(method="map", progressbar=False)
    worth = customers[["customer_id", "frequency", "monetary_value"]]
    repeat = worth[(worth["frequency"] > 0) & (worth["monetary_value"] > 0)]
    spent = GammaGammaModel(repeat, model_config=make_flat_priors(SPENDING))
    spent.fit(method="map", progressbar=False)
    expected = bought.expected_purchases(known, future_t=YEAR)
    value = spent.expected_customer_spend(worth)
    print_fits(
        {
            "mbg_nbd": read_parameters(bought, PURCHASES),
            "gamma_gamma": read_parameters(spent, SPENDING),
        }
    )
    total = float((expected.to_numpy() * value.to_numpy()).sum())
    print(f"{total:.2f} in the next year", file=sys.stderr)


if __name__ == "__main__":
    main()
