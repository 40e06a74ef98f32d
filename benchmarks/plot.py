"""Cost against size as an SVG picture: two panels, both axes logarithmic.

It brings its own background in the colours of a light and of a dark page, so that it can be read
on either. Lines are named where they end; one that ends early is of a program that did not get
further, and says why.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor, log10
from xml.sax.saxutils import escape

from benchmarks.measured import Format, Measured
from benchmarks.programs import CHANNEL_ATTRIBUTION, ENGINES, MAM, PANDAS, SQL, Program
from benchmarks.race import PEAK, WALL
from benchmarks.scaling import Growth

COLOURS = {
    ENGINES[Program.MEMORY]: "#2f81f7",
    ENGINES[Program.SPILL]: "#14a08c",
    ENGINES[Program.SPARK]: "#57ab3a",
    SQL: "#c99700",
    PANDAS: "#a371f7",
    CHANNEL_ATTRIBUTION: "#e5534b",
    MAM: "#d9762b",
}
"""Reading alone is grey, as what it is compared to."""
GREY = "#8b949e"
STYLE = """
.page { fill: #ffffff } .text { fill: #1f2328 } .quiet { fill: #59636e }
.grid { stroke: #d8dee4 } .guide { stroke: #d8dee4; stroke-dasharray: 2 4 }
.name { paint-order: stroke; stroke: #ffffff; stroke-width: 4; stroke-linejoin: round }
@media (prefers-color-scheme: dark) {
.page { fill: #0d1117 } .text { fill: #e6edf3 } .quiet { fill: #9198a1 }
.grid { stroke: #2b323b } .guide { stroke: #2b323b } .name { stroke: #0d1117 }
}
"""
FONT = "font-family=\"system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif\""
WIDTH, HEIGHT = 960, 440
TOP, BOTTOM = 58, 382
LEFTS, PANEL = (56, 526), 240
"""Where the panels begin, and how wide they are without the names at their lines."""
LINE = 15
"""Least distance between two names, one below the other."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Powers of ten between two ends, and the places they are drawn at."""

    low: int
    high: int
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the place of a value."""
        share = (log10(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Return the powers of ten."""
        return [10.0**power for power in range(self.low, self.high + 1)]


@dataclass(frozen=True, slots=True)
class Panel:
    """One of the costs against touches."""

    title: str
    left: float
    measure: Callable[[Measured], float]
    tick: Callable[[float], str]

    def drawn(self, found: Sequence[Growth]) -> Iterator[str]:
        """Yield the elements of the panel."""
        values = [self.measure(each) for growth in found for each in growth.sizes]
        sizes = [each.touches for growth in found for each in growth.sizes]
        across = _axis(sizes, self.left, self.left + PANEL)
        up = _axis(values, BOTTOM, TOP)
        yield from self._frame(across, up)
        lines = [
            Line.of(
                growth,
                [(across.at(each.touches), up.at(self.measure(each))) for each in growth.sizes],
            )
            for growth in found
        ]
        yield from (line.drawn() for line in lines)
        for _, ending in groupby(
            sorted(lines, key=lambda line: line.end), lambda line: line.end[0]
        ):
            yield from _names(list(ending))

    def _frame(self, across: Axis, up: Axis) -> Iterator[str]:
        yield _text(self.left - 40, TOP - 22, self.title, 'class="text" font-weight="600"')
        for value in up.ticks():
            y = up.at(value)
            yield _segment(across.start, y, across.end, y, "grid")
            yield _text(self.left - 8, y + 4, self.tick(value), 'class="quiet" text-anchor="end"')
        for value in across.ticks():
            x = across.at(value)
            yield _segment(x, up.start, x, up.end, "grid")
            words = f"{value / 1e6:g} million" if value >= 1e6 else f"{value:,.0f}"
            yield _text(x, BOTTOM + 20, words, 'class="quiet" text-anchor="middle"')
        middle = (across.start + across.end) / 2
        yield _text(middle, BOTTOM + 40, "touches", 'class="quiet" text-anchor="middle"')
        yield from _guides(across, up)


@dataclass(frozen=True, slots=True)
class Line:
    """A program's line and its name."""

    name: str
    colour: str
    bold: bool
    points: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, growth: Growth, points: Sequence[tuple[float, float]]) -> "Line":
        """Return the line of a growth through points of the picture."""
        why = "".join(f", then {each.costs.out}" for each in growth.out[:1])
        return cls(
            growth.name.replace("`", "") + why,
            COLOURS.get(growth.name, GREY),
            growth.name in ENGINES.values(),
            tuple(points),
        )

    @property
    def end(self) -> tuple[float, float]:
        """Return the last point."""
        return self.points[-1]

    def drawn(self) -> str:
        """Return the line, and a dot at each size."""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in self.points)
        width = 2.6 if self.bold else 1.6
        dots = "".join(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{width + 0.6}"/>' for x, y in self.points
        )
        return (
            f'<g fill="{self.colour}"><polyline points="{path}" fill="none"'
            f' stroke="{self.colour}" stroke-width="{width}" stroke-linejoin="round"/>{dots}</g>'
        )


def plot(found: Sequence[Growth]) -> str:
    """Return the picture of wall time and memory of all programs that read CSV."""
    some = [growth for growth in found if growth.format is Format.CSV]
    panels = (
        Panel("seconds, wall time", LEFTS[0], lambda each: each.costs.median(WALL), _number),
        Panel("memory, most at a time", LEFTS[1], lambda each: each.costs.median(PEAK), _bytes),
    )
    elements = [element for panel in panels for element in panel.drawn(some)]
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {FONT} font-size="12" role="img">',
            "<title>Wall time and memory against the number of touches</title>",
            f"<style>{STYLE}</style>",
            f'<rect class="page" width="{WIDTH}" height="{HEIGHT}" rx="8"/>',
            *elements,
            "</svg>\n",
        )
    )


def _names(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the names of lines that end at one size, moved down where they would touch."""
    lowest = float("-inf")
    for line in lines:
        x, y = line.end
        lowest = max(y, lowest + LINE)
        weight = 600 if line.bold else 400
        attributes = f'class="name" fill="{line.colour}" font-weight="{weight}"'
        yield _text(x + 10, lowest + 4, line.name, attributes)


def _guides(across: Axis, up: Axis) -> Iterator[str]:
    """Yield lines along which cost grows in proportion, through the powers of ten on the left."""
    for power in range(up.low - (across.high - across.low) + 1, up.high):
        first = max(0, up.low - power)
        last = min(across.high - across.low, up.high - power)
        ends = [
            (across.at(10.0 ** (across.low + step)), up.at(10.0 ** (power + step)))
            for step in (first, last)
        ]
        yield _segment(*ends[0], *ends[1], "guide")


def _axis(values: Sequence[float], start: float, end: float) -> Axis:
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return Axis(low, max(high, low + 1), start, end)


def _number(value: float) -> str:
    return f"{value:,g}"


def _bytes(value: float) -> str:
    return f"{value / 1e9:g} GB" if value >= 1e9 else f"{value / 1e6:g} MB"


def _text(x: float, y: float, words: str, attributes: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {attributes}>{escape(words)}</text>'


def _segment(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'
