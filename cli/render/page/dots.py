"""The dot plot of a comparison: a row a channel, a lane a model."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cli.render.page.html import Markup, join, tag
from cli.render.page.scale import Scale

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_LANE = 9
"""Height of a model's lane in pixels."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A value and its interval, whose ends are None where nobody knows them."""

    value: float
    low: float | None = None
    high: float | None = None
    shown: str = ""


@dataclass(frozen=True, slots=True)
class DotRow:
    """A channel with the dots of its models, by the place of the model."""

    name: str
    note: str
    dots: "Mapping[int, Dot]"
    sentence: str


def draw_dots(
    rows: "Sequence[DotRow]",
    models: int,
    write: "Callable[[float], str]",
    target: float | None = None,
) -> Markup:
    """Return the rows below one scale, with a dashed line at the target."""
    ends = [
        end for row in rows for dot in row.dots.values() for end in (dot.value, dot.low, dot.high)
    ]
    scale = Scale.of([*ends, target])
    drawn = (_draw_row(row, scale, models, target) for row in rows)
    return tag("div", _draw_axis(scale, write), *drawn, class_="rows dots")


def _draw_axis(scale: Scale, write: "Callable[[float], str]") -> Markup:
    marks = scale.marks()
    texts = (
        tag(
            "text",
            write(mark),
            x=scale.place(mark),
            y=12,
            text_anchor=_anchor(place, len(marks)),
        )
        for place, mark in enumerate(marks)
    )
    picture = tag("svg", *texts, width="100%", height=16, aria_hidden="true")
    return tag(
        "div",
        tag("span", class_="name"),
        tag("span", picture, class_="bar"),
        class_="row axis",
        aria_hidden="true",
    )


def _anchor(place: int, count: int) -> str:
    return "start" if not place else "end" if place == count - 1 else "middle"


def _draw_row(row: DotRow, scale: Scale, models: int, target: float | None) -> Markup:
    height = _LANE * models + 8
    lines = [_draw_rule(scale.place(mark), height, "grid") for mark in scale.marks()]
    if target is not None:
        lines.append(_draw_rule(scale.place(target), height, "target"))
    marks = (_draw_dot(dot, place, scale) for place, dot in row.dots.items())
    picture = tag(
        "svg", *lines, *marks, width="100%", height=height, role="img", aria_label=row.sentence
    )
    return tag(
        "div",
        tag("span", row.name, tag("small", row.note), class_="name"),
        tag("span", picture, class_="bar"),
        class_="row",
    )


def _draw_rule(place: str, height: int, name: str) -> Markup:
    return tag("line", x1=place, x2=place, y1=0, y2=height, class_=name)


def _draw_dot(dot: Dot, place: int, scale: Scale) -> Markup:
    y = 4 + _LANE * place + _LANE / 2
    interval = None
    if dot.low is not None and dot.high is not None:
        low, high = scale.place(dot.low), scale.place(dot.high)
        interval = tag("line", x1=low, x2=high, y1=f"{y:g}", y2=f"{y:g}")
    circle = tag("circle", tag("title", dot.shown), cx=scale.place(dot.value), cy=f"{y:g}", r=4)
    return tag("g", join(interval, circle), class_=f"m m{place}")
