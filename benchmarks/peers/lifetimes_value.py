"""Print the parameters that lifetimes fits to a file of orders: `lifetimes_value.py ORDERS`.

MBG/NBD and Gamma-Gamma on days with an order, in weeks, as merito counts them; then the purchases
and the value of each customer's next year, as `merito value --customers` has them.
"""

import sys

from lifetimes import (  # type: ignore[import-not-found]  # only its environment has it
    GammaGammaFitter,
    ModifiedBetaGeoFitter,
)

from benchmarks.peers.purchases import YEAR, print_fits, summarise_customers


def main() -> None:
    """Read the orders, fit, forecast, and print the parameters."""
    customers = summarise_customers(sys.argv[1])
    known = customers["frequency"], customers["recency"], customers["T"]
    bought = ModifiedBetaGeoFitter()
    bought.fit(*known)
    repeat = customers[(customers["frequency"] > 0) & (customers["value"] > 0)]
    spent = GammaGammaFitter()
    spent.fit(repeat["frequency"], repeat["value"])
    expected = bought.conditional_expected_number_of_purchases_up_to_time(YEAR, *known)
    value = spent.conditional_expected_average_profit(customers["frequency"], customers["value"])
    print_fits({"mbg_nbd": bought.params_, "gamma_gamma": spent.params_})
    print(f"{(expected * value).sum():.2f} in the next year", file=sys.stderr)


if __name__ == "__main__":
    main()
