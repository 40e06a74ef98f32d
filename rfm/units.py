"""Money in the units that scores, cut points and tables count in."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import polars as pl

from rfm.settings import Dimension

UNIT = 10_000
"""Ten-thousandths in a currency unit."""


def round_to_ten_thousandths(amount: Fraction) -> int:
    """Round an amount in ten-thousandths to a whole one, half to even."""
    return round(amount)


def to_currency_units(amount: Fraction) -> float:
    """Return an amount in ten-thousandths as the nearest float of currency units."""
    return float(amount / UNIT)


def divide_exactly(amounts: pl.Series, divisors: pl.Series | int) -> pl.Series:
    """Divide Int64 by Int64, each quotient the nearest Float64.

    Polars multiplies by the reciprocal where the divisor is one number: 21927 / 10000 becomes
    2.1927000000000003, and which columns are one number depends on how rows were cut.
    """
    below = divisors if isinstance(divisors, int) else divisors.to_numpy()
    return pl.Series(amounts.name, amounts.to_numpy() / below, dtype=pl.Float64)


def compute_mean_ten_thousandths(revenue: pl.Series, orders: pl.Series) -> pl.Series:
    """Divide Int64 ten-thousandths by positive Int64 and round half to even, as Int64."""
    whole = revenue // orders
    twice = 2 * (revenue - whole * orders)
    up = (twice > orders) | ((twice == orders) & (whole % 2 == 1))
    return whole + up.cast(pl.Int64)


DECIMALS = 6
_STEPS = 10**DECIMALS


def get_unit_steps(dimension: Dimension) -> int:
    """Return how many steps of the stored integer one printed unit has."""
    return UNIT if dimension is Dimension.MONETARY else 1


def to_printed(value: Fraction | float, dimension: Dimension, *, up: bool = False) -> Decimal:
    """Return a stored value in its printed unit, without trailing zeros.

    A float stays itself, digit for digit, so that it can be read back. Anything else is rounded
    down (or `up`) to six decimals: no stored integer lies between it and what is printed, so the
    printed cut point scores every customer as the exact one does.
    """
    if isinstance(value, float):
        return _strip_zeros(Decimal(repr(value)) / get_unit_steps(dimension))
    steps = Fraction(value) * _STEPS / get_unit_steps(dimension)
    return _strip_zeros(Decimal(ceil(steps) if up else floor(steps)).scaleb(-DECIMALS))


def to_stored(value: Decimal, dimension: Dimension) -> Fraction:
    """Return a printed value in stored steps: days, counts or ten-thousandths, exactly."""
    return Fraction(value) * get_unit_steps(dimension)


def _strip_zeros(value: Decimal) -> Decimal:
    short = value.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
