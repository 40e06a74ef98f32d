"""Models as marks on a bar: one shape for each, told by the shape alone."""

from string import ascii_letters, digits
from typing import TYPE_CHECKING, Final

from cli.render.text.text_width import replace_signs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_DOT: Final = "●"
MANY: Final = "+"
"""Stands where several models are too close to be drawn apart."""


def assign_marks(models: "Sequence[str]", baseline: str, encoding: str) -> dict[str, str]:
    """Return a mark for each model: a dot for the baseline, which comes first, else a letter.

    Initials of the words of its name are preferred; beyond all letters and digits marks repeat.
    """
    marks = {baseline: replace_signs(_DOT, encoding)}
    for model in models:
        if model == baseline:
            continue
        initials = "".join(word[:1] for word in model.split("_"))
        wanted = (*initials, *model.replace("_", ""), *ascii_letters, *digits)
        free = (mark for mark in wanted if mark not in marks.values())
        marks[model] = next(free, wanted[0])
    return marks


def draw_bar(
    credit: "Mapping[str, int]", scale: tuple[int, int], marks: "Mapping[str, str]", width: int
) -> str:
    """Return the marks of a row's models on a scale, joined by a line; the baseline in front.

    `marks` has the baseline's first.
    """
    baseline = next(iter(marks))
    line = "─" if marks[baseline] == _DOT else "-"
    least, most = scale
    step = (width - 1) / (most - least)
    places = {model: round((credit[model] - least) * step) for model in marks}
    first, last = min(places.values()), max(places.values())
    cells = [line if first <= place <= last else " " for place in range(width)]
    for model, place in places.items():
        cells[place] = marks[model] if cells[place] == line else MANY
    cells[places[baseline]] = marks[baseline]
    return "".join(cells)
