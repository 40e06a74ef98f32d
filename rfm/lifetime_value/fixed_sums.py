"""Sums of fractions that are the same in whatever order and parts they are added."""

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from rfm.lifetime_value.patterns import Floats

_STEPS: Final = 2**30


def sum_fixed(values: "Floats") -> int:
    """Return the sum of values, each rounded to a whole number of 2**-30, in that unit."""
    whole = np.floor(values)
    rest = np.rint((values - whole) * _STEPS)
    return int(whole.astype(np.int64).sum()) * _STEPS + int(rest.astype(np.int64).sum())


def to_float(total: int) -> float:
    """Return a sum, or the sum of sums, as the nearest float."""
    return total / _STEPS
