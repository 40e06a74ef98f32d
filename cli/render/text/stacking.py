"""How the figures of a model stand in its column: beside each other, or below."""

from typing import TYPE_CHECKING

from cli.render.text.layout import Arrangement, Column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cli.render.text.model_columns import ModelColumn

    Part = Sequence[str]
    """One text a row, or nothing at all."""
    Grid = Sequence[Sequence[Part]]
    """The lines of a cell, each with its parts; those of several lines align to the right."""


def list_arrangements(
    shown: "Sequence[ModelColumn]", *, exhaustive: bool
) -> tuple[Arrangement, ...]:
    """Return the ways to show all models, those of fewer lines first.

    Ranks and half widths stand only in the first, where all is on one line, unless it is to be
    exhaustive.
    """
    changing = any(each.changes for each in shown)
    beside = _arrange(shown, _place_beside, 1)
    if not any(each.halves for each in shown):
        return (beside, _arrange(shown, _place_below, 2)) if changing else (beside,)
    if exhaustive:
        between = (_arrange(shown, _place_in_square, 2),) if changing else ()
        return beside, *between, _arrange(shown, _place_stacked, 3 if changing else 2)
    plain = [each._replace(halves=(), ranks=()) for each in shown]
    return beside._replace(roomy=True), *list_arrangements(plain, exhaustive=False)


def _place_beside(each: "ModelColumn") -> "Grid":
    return [[each.ranks, each.values, each.halves, each.changes]]


def _place_below(each: "ModelColumn") -> "Grid":
    return [[each.values], [each.changes]]


def _place_in_square(each: "ModelColumn") -> "Grid":
    return [[each.ranks, each.values, each.changes], [each.halves, ()]]


def _place_stacked(each: "ModelColumn") -> "Grid":
    return [[each.ranks, each.values], [each.halves], [each.changes]]


def _arrange(
    shown: "Sequence[ModelColumn]", grid: "Callable[[ModelColumn], Grid]", lines: int
) -> Arrangement:
    return Arrangement(tuple(_make_column(each, grid(each)) for each in shown), lines)


def _make_column(each: "ModelColumn", grid: "Grid") -> Column:
    if not any(map(any, (each.halves, each.ranks, each.changes))):
        return Column(each.model, each.values)
    widths = _measure_widths(grid)
    cells = ([_join_line(parts, row, widths) for parts in grid] for row in range(len(each.values)))
    if len(grid) == 1:
        return Column(each.model, [line for (line,) in cells], marked=True)
    return Column(each.model, ["\n".join(map(str.lstrip, lines)) for lines in cells], marked=True)


def _measure_widths(grid: "Grid") -> list[int]:
    """Return the width of each place in a line, counted from the right."""
    widths = [0] * max(map(len, grid))
    for parts in grid:
        for place, part in enumerate(reversed(parts)):
            widths[place] = max(widths[place], *map(len, part), 0)
    return widths


def _join_line(parts: "Sequence[Part]", row: int, widths: "Sequence[int]") -> str:
    texts = (part[row] if part else "" for part in reversed(parts))
    placed = [f"{text:>{width}}" for text, width in zip(texts, widths, strict=False) if width]
    return " ".join(reversed(placed))
