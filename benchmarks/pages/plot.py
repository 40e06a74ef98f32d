"""Cost against size as an SVG picture: two panels, all axes logarithmic.

It brings its own background in the colours of a light and of a dark page, so that it can be read
on either. Lines are named where they end: on the right, or above where a program did not get
further; its name then says why. Along dotted lines cost grows in proportion.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor, log10
from xml.sax.saxutils import escape

from benchmarks.measuring.measured import Format, Measured
from benchmarks.measuring.race import PEAK, WALL
from benchmarks.measuring.scaling import Growth
from benchmarks.suites.programs import (
    CHANNEL_ATTRIBUTION,
    CLICKHOUSE,
    ENGINES,
    MAM,
    PANDAS,
    SCRIPT,
    SQL,
    Program,
)

COLOURS = {
    ENGINES[Program.MEMORY]: "#2f81f7",
    ENGINES[Program.SPILL]: "#14a08c",
    ENGINES[Program.SPARK]: "#3f9142",
    SQL: "#b58300",
    CLICKHOUSE: "#d29922",
    SCRIPT: "#6e40c9",
    PANDAS: "#a371f7",
    CHANNEL_ATTRIBUTION: "#e5534b",
    MAM: "#cb6a22",
}
"""Reading alone is grey, as what it is compared to."""
GREY = "#8b949e"
STYLE = """
.page { fill: #ffffff } .text { fill: #1f2328 } .quiet { fill: #59636e }
.grid { stroke: #d8dee4 } .guide { stroke: #afb8c1; stroke-dasharray: 1 5 }
.name { paint-order: stroke; stroke: #ffffff; stroke-width: 4; stroke-linejoin: round }
@media (prefers-color-scheme: dark) {
.page { fill: #0d1117 } .text { fill: #e6edf3 } .quiet { fill: #9198a1 }
.grid { stroke: #2b323b } .guide { stroke: #57606a } .name { stroke: #0d1117 }
}
"""
FONT = "font-family=\"system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif\""
WIDTH, HEIGHT = 860, 400
"""Of a panel."""
LEFT, RIGHT, TOP, BOTTOM = 70, 622, 44, 344
"""Within a panel; on the right there is room for names."""
LINE = 15
"""Least distance between two names, one below the other."""
FREE = 1
"""Names above lines that there is room for anyway."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Half powers of ten between two ends, and the places they are drawn at."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the place of a value."""
        return self.at_power(log10(value))

    def at_power(self, power: float) -> float:
        """Return the place of a power of ten."""
        share = (power - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def powers(self) -> range:
        """Return the whole powers of ten."""
        return range(ceil(self.low), floor(self.high) + 1)


@dataclass(frozen=True, slots=True)
class Panel:
    """One of the costs against touches."""

    title: str
    measure: Callable[[Measured], float]
    tick: Callable[[float], str]

    def drawn(self, found: Sequence[Growth]) -> Iterator[str]:
        """Yield the elements of the panel."""
        values = [self.measure(each) for growth in found for each in growth.sizes]
        sizes = [each.touches for growth in found for each in growth.sizes]
        early = sum(growth.sizes[-1].touches < max(sizes) for growth in found)
        across = _make_axis(sizes, LEFT, RIGHT)
        up = _make_axis(values, BOTTOM, TOP + LINE * max(0, early - FREE))
        yield from self._frame(across, up)
        lines = [
            Line.of(
                growth,
                [(across.at(each.touches), up.at(self.measure(each))) for each in growth.sizes],
            )
            for growth in found
        ]
        yield from (line.drawn() for line in lines)
        for x, ending in groupby(sorted(lines, key=_find_end), lambda line: line.end[0]):
            furthest = x == max(line.end[0] for line in lines)
            yield from (_draw_names_right if furthest else _draw_names_above)(list(ending))

    def _frame(self, across: Axis, up: Axis) -> Iterator[str]:
        yield from _draw_guides(across, up)
        yield _draw_text(16, TOP - 18, self.title, 'class="text" font-weight="600"')
        note = "dotted: in proportion to touches"
        yield _draw_text(RIGHT, TOP - 18, note, 'class="quiet" text-anchor="end"')
        for power in up.powers():
            y = up.at_power(power)
            yield _draw_segment(LEFT, y, RIGHT, y, "grid")
            words = self.tick(10.0**power)
            yield _draw_text(LEFT - 8, y + 4, words, 'class="quiet" text-anchor="end"')
        for power in across.powers():
            x = across.at_power(power)
            yield _draw_segment(x, BOTTOM, x, TOP, "grid")
            words = _format_touches(10.0**power)
            yield _draw_text(x, BOTTOM + 20, words, 'class="quiet" text-anchor="middle"')
        middle = (LEFT + RIGHT) / 2
        yield _draw_text(middle, BOTTOM + 40, "touches", 'class="quiet" text-anchor="middle"')


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


def draw_plot(found: Sequence[Growth]) -> str:
    """Return the picture of wall time and memory of all programs that read CSV."""
    some = [growth for growth in found if growth.format is Format.CSV]
    panels = (
        Panel("seconds, wall time", lambda each: each.costs.median(WALL), _format_number),
        Panel("memory, most at a time", lambda each: each.costs.median(PEAK), _format_bytes),
    )
    height = HEIGHT * len(panels)
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {FONT} font-size="13" role="img">',
            "<title>Wall time and memory against the number of touches</title>",
            f"<style>{STYLE}</style>",
            f'<rect class="page" width="{WIDTH}" height="{height}" rx="8"/>',
            *(
                f'<g transform="translate(0 {HEIGHT * place})">\n{_draw_lines(panel, some)}\n</g>'
                for place, panel in enumerate(panels)
            ),
            "</svg>\n",
        )
    )


def _draw_lines(panel: Panel, found: Sequence[Growth]) -> str:
    return "\n".join(panel.drawn(found))


def _find_end(line: Line) -> tuple[float, float]:
    return line.end


def _draw_names_right(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the names of lines that end on the right, moved down where they would touch."""
    lowest = float("-inf")
    for line in lines:
        x, y = line.end
        lowest = max(y, lowest + LINE)
        yield _draw_name(line, x + 10, lowest + 4, "start")


def _draw_names_above(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the names of lines that end early, above the highest of them and in their order."""
    x, highest = lines[0].end
    anchor = "start" if x == LEFT else "end"
    for place, line in enumerate(lines):
        yield _draw_name(line, x, highest - 10 - LINE * (len(lines) - 1 - place), anchor)


def _draw_name(line: Line, x: float, y: float, anchor: str) -> str:
    weight = 600 if line.bold else 400
    attributes = f'class="name" fill="{line.colour}" font-weight="{weight}" text-anchor="{anchor}"'
    return _draw_text(x, y, line.name, attributes)


def _draw_guides(across: Axis, up: Axis) -> Iterator[str]:
    """Yield lines along which cost grows in proportion, cut at the edges of the panel."""
    width = across.high - across.low
    for power in range(floor(up.low - width), ceil(up.high)):
        steps = max(0, up.low - power), min(width, up.high - power)
        (x1, y1), (x2, y2) = (
            (across.at_power(across.low + step), up.at_power(power + step)) for step in steps
        )
        if x1 < x2:
            yield _draw_segment(x1, y1, x2, y2, "guide")


def _make_axis(values: Sequence[float], start: float, end: float) -> Axis:
    low, high = floor(2 * log10(min(values))) / 2, ceil(2 * log10(max(values))) / 2
    return Axis(low, max(high, low + 0.5), start, end)


def _format_touches(value: float) -> str:
    return f"{value / 1e6:g} million" if value >= 1e6 else f"{value:,.0f}"


def _format_number(value: float) -> str:
    return f"{value:,g}"


def _format_bytes(value: float) -> str:
    return f"{value / 1e9:g} GB" if value >= 1e9 else f"{value / 1e6:g} MB"


def _draw_text(x: float, y: float, words: str, attributes: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {attributes}>{escape(words)}</text>'


def _draw_segment(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'
