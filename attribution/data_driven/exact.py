"""Sums over resampling groups that come out the same with any linear algebra library."""

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from attribution.arrays import Floats

_BITS: Final = 53
"""Bits of a whole number that a float holds without rounding."""


def products(weights: "Floats", amounts: "Floats") -> "Floats":
    """Return `weights @ amounts`, the same bits whatever order the sums are taken in.

    `weights` are whole numbers, shape (replicates, groups), `amounts` any, shape (groups, columns).
    The amounts of a column are first rounded to multiples of a power of two so large that no sum
    of theirs needs rounding: less than 1e-13 of their sum is lost. Whole numbers are not rounded at
    all while that sum times the largest weight stays below 2 ** 52.
    """
    most = np.abs(amounts).sum(axis=0) * np.abs(weights).max(initial=1)
    unit = np.frexp(most)[1] - (_BITS - 1)
    whole = np.rint(np.ldexp(amounts, -unit))
    sums: Floats = np.ldexp(weights @ whole, unit)
    return sums
