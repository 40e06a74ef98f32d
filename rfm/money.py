"""Money as integers of 1/10 000 of the currency unit, and as what is printed of it."""

from fractions import Fraction

import polars as pl

UNIT = 10_000
"""Ten-thousandths in a currency unit."""


def ten_thousandths(amount: Fraction) -> int:
    """Round an amount in ten-thousandths to a whole one, half to even."""
    return round(amount)


def currency_units(amount: Fraction) -> float:
    """Return an amount in ten-thousandths as the nearest float of currency units."""
    return float(amount / UNIT)


def quotients(amounts: pl.Series, divisors: pl.Series | int) -> pl.Series:
    """Divide Int64 by Int64, each quotient the nearest Float64.

    Polars multiplies by the reciprocal where the divisor is one number: 21927 / 10000 becomes
    2.1927000000000003, and which columns are one number depends on how rows were cut.
    """
    below = divisors if isinstance(divisors, int) else divisors.to_numpy()
    return pl.Series(amounts.name, amounts.to_numpy() / below, dtype=pl.Float64)


def mean_ten_thousandths(revenue: pl.Series, orders: pl.Series) -> pl.Series:
    """Divide Int64 ten-thousandths by positive Int64 and round half to even, as Int64."""
    whole = revenue // orders
    twice = 2 * (revenue - whole * orders)
    up = (twice > orders) | ((twice == orders) & (whole % 2 == 1))
    return whole + up.cast(pl.Int64)
