"""How the figures of a model stand in its column: beside each other, or below."""

from typing import TYPE_CHECKING

from cli.render.layout import Arrangement, Column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cli.render.figures import Figures

    Part = Sequence[str]
    """One text a row, or nothing at all."""
    Grid = Sequence[Sequence[Part]]
    """The lines of a cell, each with its parts; those of several lines align to the right."""


def arrangements(shown: "Sequence[Figures]") -> tuple[Arrangement, ...]:
    """Return the ways to show all models, those of fewer lines first."""
    changing = any(each.changes for each in shown)
    beside = _arranged(shown, _beside, 1)
    if any(each.halves for each in shown):
        between = (_arranged(shown, _squared, 2),) if changing else ()
        return beside, *between, _arranged(shown, _stacked, 3 if changing else 2)
    return (beside, _arranged(shown, _below, 2)) if changing else (beside,)


def _beside(each: "Figures") -> "Grid":
    return [[each.values, each.halves, each.ranks, each.changes]]


def _below(each: "Figures") -> "Grid":
    return [[each.values], [each.changes]]


def _squared(each: "Figures") -> "Grid":
    return [[each.values, each.changes], [_doubts(each), ()]]


def _stacked(each: "Figures") -> "Grid":
    return [[each.values], [_doubts(each)], [each.changes]]


def _doubts(each: "Figures") -> "Part":
    """Return ranks before half widths, so that their digits stand under those of the values."""
    ranks = each.ranks or [""] * len(each.halves)
    return [f"{rank} {half}".strip() for rank, half in zip(ranks, each.halves, strict=True)]


def _arranged(
    shown: "Sequence[Figures]", grid: "Callable[[Figures], Grid]", lines: int
) -> Arrangement:
    return Arrangement(tuple(_column(each, grid(each)) for each in shown), lines)


def _column(each: "Figures", grid: "Grid") -> Column:
    if not any(map(any, (each.halves, each.ranks, each.changes))):
        return Column(each.model, each.values)
    widths = _widths(grid)
    cells = ([_line(parts, row, widths) for parts in grid] for row in range(len(each.values)))
    if len(grid) == 1:
        return Column(each.model, [line for (line,) in cells], marked=True)
    return Column(each.model, ["\n".join(map(str.lstrip, lines)) for lines in cells], marked=True)


def _widths(grid: "Grid") -> list[int]:
    """Return the width of each place in a line, counted from the right."""
    widths = [0] * max(map(len, grid))
    for parts in grid:
        for place, part in enumerate(reversed(parts)):
            widths[place] = max(widths[place], *map(len, part), 0)
    return widths


def _line(parts: "Sequence[Part]", row: int, widths: "Sequence[int]") -> str:
    texts = (part[row] if part else "" for part in reversed(parts))
    placed = [f"{text:>{width}}" for text, width in zip(texts, widths, strict=False) if width]
    return " ".join(reversed(placed))
