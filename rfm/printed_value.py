"""Values of a dimension as exact decimals in the unit people read: days, counts, currency."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from rfm.money import UNIT
from rfm.settings import Dimension

DECIMALS = 6
_STEPS = 10**DECIMALS


def unit(dimension: Dimension) -> int:
    """Return how many steps of the stored integer one printed unit has."""
    return UNIT if dimension is Dimension.MONETARY else 1


def printed(value: Fraction | float, dimension: Dimension, *, up: bool = False) -> Decimal:
    """Return a stored value in its printed unit, without trailing zeros.

    A float stays itself, digit for digit, so that it can be read back. Anything else is rounded
    down (or `up`) to six decimals: no stored integer lies between it and what is printed, so the
    printed cut point scores every customer as the exact one does.
    """
    if isinstance(value, float):
        return _plain(Decimal(repr(value)) / unit(dimension))
    steps = Fraction(value) * _STEPS / unit(dimension)
    return _plain(Decimal(ceil(steps) if up else floor(steps)).scaleb(-DECIMALS))


def stored(value: Decimal, dimension: Dimension) -> Fraction:
    """Return a printed value in stored steps: days, counts or ten-thousandths, exactly."""
    return Fraction(value) * unit(dimension)


def _plain(value: Decimal) -> Decimal:
    short = value.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
