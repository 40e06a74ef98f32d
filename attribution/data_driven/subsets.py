"""Sums over all subsets and supersets of sets of bits."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attribution.arrays import Floats


def with_subsets(amounts: "Floats") -> "Floats":
    """Return for each set the sum of the amounts of the sets that lie within it.

    Both have shape (rows, 2 ** players).
    """
    sums, (rows, sets) = amounts.copy(), amounts.shape
    for player in range(sets.bit_length() - 1):
        halves = sums.reshape(rows, -1, 2, 1 << player)
        halves[:, :, 1] += halves[:, :, 0]
    return sums


def with_supersets(amounts: "Floats") -> "Floats":
    """Return for each set the sum of the amounts of the sets that hold it.

    Both have shape (2 ** players,).
    """
    sums = amounts.copy()
    for player in range(len(sums).bit_length() - 1):
        halves = sums.reshape(-1, 2, 1 << player)
        halves[:, 0] += halves[:, 1]
    return sums
