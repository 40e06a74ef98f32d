"""How the columns of a table are arranged in a width: names fold, numbers never do."""

from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from cli.render.text.text_width import measure_longest_piece, measure_widest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

GAP = 2
"""Spaces between two columns."""
_NARROWEST = 10
"""Names are not folded to less than this to save a stack."""
_COMFORTS = range(24, _NARROWEST - 1, -1)
"""Widths for names that are tried, the best first, where panels should be few."""


@dataclass(frozen=True)
class Column:
    """A column as text, ready to show; a cell of several lines has them separated by newlines."""

    header: str
    cells: "Sequence[str]"
    folds: bool = False
    """Whether it holds names, which may be folded and stand left; numbers stand right."""
    marked: bool = False
    """Whether changes in it may carry a mark, hence a colour."""
    whole: bool = False
    """Whether it is shown only where nothing of it folds."""
    attached: bool = False
    """Whether it says nothing without the column before it, and stays in its panel."""

    @cached_property
    def content(self) -> int:
        """The width of the widest line of a cell."""
        if any("\n" in cell for cell in self.cells):
            return measure_widest([line for cell in self.cells for line in cell.split("\n")])
        return measure_widest(self.cells)

    @cached_property
    def natural(self) -> int:
        """The width at which nothing folds."""
        return max(self.content, measure_widest([self.header]))

    @cached_property
    def snug(self) -> int:
        """The width at which only the header folds, between its words."""
        return max(self.content, measure_longest_piece(self.header))

    @cached_property
    def wordy(self) -> int:
        """The width below which a word would be cut."""
        return max(map(measure_longest_piece, (self.header, *self.cells)), default=0)

    def find_least_width(self, comfort: int) -> int:
        """Return the least width that still reads well, `comfort` cells where names fold."""
        if self.whole or not self.folds:
            return self.snug
        return min(self.snug, max(comfort, self.wordy))


class Arrangement(NamedTuple):
    """One way to show the columns beside the keys."""

    columns: tuple[Column, ...]
    lines: int = 1
    """Lines that each row takes anyway, so that a name folded to them costs nothing."""
    roomy: bool = False
    """Whether it is only for a width that all of it fits side by side."""


class Sheet(NamedTuple):
    """A table as text in all its possible arrangements, the best first."""

    keys: tuple[Column, ...]
    """The columns that name a row, repeated in every panel."""
    arrangements: tuple[Arrangement, ...]
    totals: int = 0
    """The last so many rows are totals."""
    compared: bool = False
    """Whether columns are there to be compared: rather more lines than more panels."""


class Panel(NamedTuple):
    """Columns that stand side by side, with their widths."""

    columns: tuple[Column, ...]
    widths: tuple[int, ...]


class Omission(NamedTuple):
    """A column that has no room, and the least width at which it had."""

    header: str
    width: int


def omit_folded(sheet: Sheet, width: int) -> tuple[Sheet, list[Omission]]:
    """Return a sheet without the columns that would be shown whole only in a greater width."""
    keys = tuple(key.natural for key in sheet.keys)
    needs = {
        each.header: _sum_widths((*keys, each.natural))
        for arrangement in sheet.arrangements
        for each in arrangement.columns
        if each.whole
    }
    left_out = [Omission(header, need) for header, need in needs.items() if need > width]
    names = {each.header for each in left_out}
    ways = (
        way._replace(columns=tuple(each for each in way.columns if each.header not in names))
        for way in sheet.arrangements
    )
    return sheet._replace(arrangements=tuple(ways)), left_out


def make_panels(sheet: Sheet, width: int) -> list[Panel] | None:
    """Return the sheet as panels to print one under the other, None where none can be made.

    The first that fits of: everything side by side; the same with headers folded, then names; the
    next arrangement; and last several panels, each with as many columns as fit beside the keys, in
    the arrangement that takes fewer lines, or where columns are compared, fewer panels.
    """
    for arrangement in sheet.arrangements:
        columns = (*sheet.keys, *arrangement.columns)
        widths = _fit_unfolded(columns, width) or _fit_folded(
            columns, width, _choose_comfort(arrangement, width)
        )
        if widths:
            return [Panel(columns, widths)]
    if sheet.compared:
        return _find_fewest_panels(sheet, width)
    return _find_least_panels(sheet, width, _choose_comfort) or _find_least_panels(
        sheet, width, lambda *_: _NARROWEST
    )


def _find_least_panels(
    sheet: Sheet, width: int, comfort: "Callable[[Arrangement, int], int]"
) -> list[Panel] | None:
    """Return the stacked panels that take the fewest lines a row, None where none fit."""
    stacks = [
        (len(stack) * arrangement.lines, stack)
        for arrangement in sheet.arrangements
        if not arrangement.roomy
        and (stack := _stack_panels(sheet.keys, arrangement, width, comfort(arrangement, width)))
    ]
    return min(stacks, key=itemgetter(0))[1] if stacks else None


def _find_fewest_panels(sheet: Sheet, width: int) -> list[Panel] | None:
    """Return as few panels as possible in the last arrangement, names folded no more than needed.

    None where not even one column fits.
    """
    last = sheet.arrangements[-1]
    narrowest = _stack_panels(sheet.keys, last, width, _NARROWEST) or []
    roomier = (_stack_panels(sheet.keys, last, width, comfort) for comfort in _COMFORTS)
    return next((found for found in roomier if found and len(found) == len(narrowest)), None)


def _choose_comfort(arrangement: Arrangement, width: int) -> int:
    return max(_NARROWEST, width // (3 * arrangement.lines))


def _fit_unfolded(columns: "Sequence[Column]", width: int) -> tuple[int, ...] | None:
    widths = tuple(column.natural for column in columns)
    return widths if _sum_widths(widths) <= width else None


def _fit_folded(columns: "Sequence[Column]", width: int, comfort: int) -> tuple[int, ...] | None:
    """Return widths with headers folded and, where that is not enough, the widest names."""
    floors = [column.find_least_width(comfort) for column in columns]
    if _sum_widths(floors) > width:
        return None
    snug = [column.snug for column in columns]
    candidates = (
        tuple(max(least, min(best, level)) for least, best in zip(floors, snug, strict=True))
        for level in range(min(width, max(snug)), -1, -1)
    )
    return next(widths for widths in candidates if _sum_widths(widths) <= width)


def _sum_widths(widths: "Sequence[int]") -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _stack_panels(
    keys: tuple[Column, ...], arrangement: Arrangement, width: int, comfort: int
) -> list[Panel] | None:
    """Return panels filled one after the other, None where a single column does not fit."""
    stacks: list[tuple[Column, ...]] = []
    for group in _group_attached(arrangement.columns):
        # A bar that has no room even so is left out rather than stand alone.
        together = group if _fit_folded((*keys, *group), width, comfort) else group[:1]
        joined = (*(stacks[-1] if stacks else keys), *together)
        if stacks and _fit_folded(joined, width, comfort):
            stacks[-1] = joined
        else:
            stacks.append((*keys, *together))
    widths = [_fit_folded(stack, width, comfort) for stack in stacks]
    fitting = [found for found in widths if found]
    return _align_keys(stacks, fitting, len(keys)) if len(fitting) == len(stacks) else None


def _group_attached(columns: "Sequence[Column]") -> list[tuple[Column, ...]]:
    """Return the columns, each with those that are attached to it."""
    groups: list[tuple[Column, ...]] = []
    for column in columns:
        if column.attached and groups:
            groups[-1] = (*groups[-1], column)
        else:
            groups.append((column,))
    return groups


def _align_keys(
    stacks: "Sequence[tuple[Column, ...]]",
    widths: "Sequence[tuple[int, ...]]",
    keys: int,
) -> list[Panel]:
    """Give the keys the same width in every panel."""
    common = tuple(map(min, zip(*(found[:keys] for found in widths), strict=True)))
    return [
        Panel(stack, (*common, *found[keys:])) for stack, found in zip(stacks, widths, strict=True)
    ]
