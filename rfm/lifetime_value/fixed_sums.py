"""Sums of fractions that are the same in whatever order and parts they are added."""

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from rfm.lifetime_value.patterns import Floats

_STEPS: Final = 2**30


def sum_fixed(values: "Floats") -> int:
    """Return the sum of values, each rounded to a whole number of 2**-60, in that unit.

    They are cut after 30 and after 60 binary digits, so that 2**33 pieces fit into 64 bits.
    """
    whole = np.floor(values)
    rest = (values - whole) * _STEPS
    middle = np.floor(rest)
    pieces = (whole, middle, np.rint((rest - middle) * _STEPS))
    sums = (int(each.astype(np.int64).sum()) for each in pieces)
    return sum(total * _STEPS**power for power, total in zip((2, 1, 0), sums, strict=True))


def to_float(total: int) -> float:
    """Return a sum, or the sum of sums, as the nearest float."""
    return total / _STEPS**2
