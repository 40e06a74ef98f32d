"""How costs grow with the number of touches."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import log

from benchmarks.measuring.measured import Format, Measured
from benchmarks.measuring.process import Cost
from benchmarks.measuring.race import CPU

STEEP = 1.05
"""A larger slope is more than linear: at 1.05 ten times the touches take 11.2 times as long."""


@dataclass(frozen=True, slots=True)
class Growth:
    """What a program took at the sizes that it got through, smallest first; at least one."""

    name: str
    format: Format
    sizes: tuple[Measured, ...]
    out: tuple[Measured, ...]
    """The sizes that it did not get through."""

    @property
    def title(self) -> str:
        """Return its name, with what it reads where that is not CSV and the name does not say."""
        told = self.format is Format.CSV or self.name == self.sizes[0].reference
        return self.name if told else f"{self.name}, {self.format}"

    def slopes(self, measure: Callable[[Cost], float]) -> tuple[float, ...]:
        """Return the slope of log(cost) against log(touches) between each size and the next.

        1 is in proportion, less is cheaper by the touch. Importing libraries is taken off.
        """
        points = [(log(each.touches), log(each.own(measure))) for each in self.sizes]
        return tuple((y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in pairwise(points))


def find_growths(measured: Sequence[Measured]) -> Iterator[Growth]:
    """Yield each program's growth, in the order in which they come at the smallest size."""
    places = {_identify(each): place for place, each in reversed(list(enumerate(measured)))}
    ordered = sorted(measured, key=lambda each: (places[_identify(each)], each.touches))
    for (name, kind), group in groupby(ordered, _identify):
        sizes = list(group)
        done = tuple(each for each in sizes if each.costs.out is None)
        if done:
            yield Growth(name, kind, done, tuple(each for each in sizes if each.costs.out))


def describe_growth(found: Sequence[Growth]) -> str:
    """Return the sentence on what grows faster than linearly, by CPU time and the last two sizes.

    Empty where nothing was measured at two sizes.
    """
    last = {each.title: each.slopes(CPU)[-1] for each in found if len(each.sizes) > 1}
    steep = sorted(((slope, title) for title, slope in last.items() if slope > STEEP), reverse=True)
    if not last:
        return ""
    if not steep:
        return f"None grows faster than linearly (no slope of CPU time above {STEEP:g})."
    names = ", ".join(f"{title} ({slope:.2f})" for slope, title in steep)
    return f"Faster than linearly (slope of CPU time above {STEEP:g}) grow: {names}."


def _identify(each: Measured) -> tuple[str, Format]:
    return each.name, each.format
