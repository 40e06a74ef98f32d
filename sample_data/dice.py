"""Seeded draws that come out the same on every Python version."""

import math
from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of draws of its own for each seed, made from `Random.random` alone.

    Python promises that `random()` repeats for a seed; its other methods and NumPy's
    distributions may change from version to version.
    """

    __slots__ = ("_random",)

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)  # noqa: S311 - made to be repeated, not to be secret

    def draw_uniform(self, low: float, high: float) -> float:
        """Draw a number from `low` up to, not including, `high`."""
        return low + (high - low) * self._random.random()

    def draw_whole(self, low: int, high: int) -> int:
        """Draw a whole number from `low` to `high`, both included."""
        return low + int((high - low + 1) * self._random.random())

    def draw_chance(self, probability: float) -> bool:
        """Draw true with the given probability."""
        return self._random.random() < probability

    def pick(self, options: Sequence[T], weights: Sequence[float]) -> T:
        """Draw one option with a probability in proportion to its weight."""
        left = self._random.random() * sum(weights)
        for option, weight in zip(options, weights, strict=True):
            left -= weight
            if left < 0:
                return option
        return options[-1]

    def draw_exponential(self, mean: float) -> float:
        """Draw a waiting time with the given mean."""
        return -mean * math.log(1 - self._random.random())

    def draw_poisson(self, mean: float) -> int:
        """Draw a number of events with the given mean (Knuth's product of uniforms)."""
        count, product = 0, self._random.random()
        limit = math.exp(-mean)
        while product > limit:
            count += 1
            product *= self._random.random()
        return count
