"""Sums over resampling groups that come out the same with any linear algebra library."""

from typing import TYPE_CHECKING, Final

import numpy as np

from attribution.parts.buckets import GROUPS

if TYPE_CHECKING:
    from attribution.arrays import Floats

_BITS: Final = 53 - (2 * GROUPS).bit_length()
"""Bits of an amount of which no sum is rounded: weights, and what they differ from 1 by, add up to
at most twice the number of groups."""


def multiply_exactly(weights: "Floats", amounts: "Floats") -> "Floats":
    """Return `weights @ amounts`, the same bits whatever order the sums are taken in.

    `weights` are draws of groups or those less 1, whole numbers of shape (replicates, 200);
    `amounts` are any, shape (200, columns). A column is first rounded to whole multiples of a
    power of two of its own, so large that every sum is a multiple below 2 ** 53: such sums are the
    same with any number of threads. Whole amounts below 2 ** 44 stay as they are; otherwise a sum
    is off by less than 200 times 2 ** -45 of the column's largest amount.
    """
    largest = np.abs(amounts).max(axis=0, initial=0)
    # The cap keeps 2 ** -power a normal number; it concerns amounts below 1e-280 alone.
    power = np.minimum(_BITS - np.frexp(largest)[1], 1000)
    sums: Floats = np.ldexp(weights @ np.rint(np.ldexp(amounts, power)), -power)
    return sums
