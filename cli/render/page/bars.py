"""Bars in rows: several parts side by side, or one after the other."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cli.render.page.html import Markup, join, tag

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_HIGH = 22
"""Height of a row in pixels."""


@dataclass(frozen=True, slots=True)
class BarRow:
    """A name, its parts, and the sentence that says the same."""

    name: str
    values: tuple[float, ...]
    sentence: str
    shown: str
    """What stands behind the bar."""


def draw_stacked(rows: "Sequence[BarRow]") -> Markup:
    """Return rows of bars whose parts follow each other; the longest fills the width."""
    longest = max((sum(row.values) for row in rows), default=0) or 1
    return _draw_rows(rows, lambda row: _stack(row.values, longest))


def draw_beside(rows: "Sequence[BarRow]") -> Markup:
    """Return rows of two and more thin bars on one scale; the longest fills the width."""
    longest = max((value for row in rows for value in row.values), default=0) or 1
    return _draw_rows(rows, lambda row: _beside(row.values, longest))


def _draw_rows(rows: "Sequence[BarRow]", draw: "Callable[[BarRow], Markup]") -> Markup:
    return tag("div", *(_draw_row(row, draw(row)) for row in rows), class_="rows")


def _draw_row(row: BarRow, parts: Markup) -> Markup:
    picture = tag("svg", parts, width="100%", height=_HIGH, role="img", aria_label=row.sentence)
    return tag(
        "div",
        tag("span", row.name, class_="name"),
        tag("span", picture, class_="bar"),
        tag("span", row.shown, class_="what"),
        class_="row",
    )


def _stack(values: "Sequence[float]", longest: float) -> Markup:
    pieces, start = [], 0.0
    for place, value in enumerate(values):
        width = 100 * max(value, 0) / longest
        pieces.append(_draw_bar(start, width, 3, _HIGH - 6, place))
        start += width
    return join(*pieces)


def _beside(values: "Sequence[float]", longest: float) -> Markup:
    high = (_HIGH - 4) / len(values)
    return join(
        *(
            _draw_bar(0, 100 * max(value, 0) / longest, 2 + place * high, high - 1, place)
            for place, value in enumerate(values)
        )
    )


def _draw_bar(x: float, width: float, y: float, height: float, place: int) -> Markup:
    return tag(
        "rect",
        x=f"{x:.4g}%",
        y=f"{y:g}",
        width=f"{width:.4g}%",
        height=f"{height:g}",
        class_=f"c{place}",
    )


def draw_key(names: "Sequence[str]") -> Markup:
    """Return which colour is which part."""
    items = (
        tag("li", tag("span", class_=f"swatch b{place}", aria_hidden="true"), name)
        for place, name in enumerate(names)
    )
    return tag("ul", *items, class_="key")
