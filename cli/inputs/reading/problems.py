"""Bad values in rows: grouped by kind, with a count and the first five of each."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from cli.errors import DataError, join_lines
from cli.wording import format_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cli.settings.sections.tolerance import Tolerance

SHOWN: Final = 5
"""How many problems of a kind are shown."""


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Problems of one kind in one column."""

    key: tuple[str, str]
    """Column and kind."""
    count: int
    first: tuple[str, ...]
    """Up to five problems in words: FILE:LINE: COLUMN: "VALUE" …; remedy."""

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the first problems, one a line, and how many more there are."""
        more = self.count - len(self.first)
        rest = (f"… and {more:,} more like these, {self.count:,} in all",) if more else ()
        return *self.first, *rest


@dataclass(frozen=True, slots=True)
class Problems:
    """All problems of some rows."""

    groups: tuple[ProblemGroup, ...] = ()

    def __add__(self, other: "Problems") -> "Problems":
        """Join groups of one kind, the first ones first."""
        joined = {group.key: group for group in self.groups}
        for group in other.groups:
            known = joined.get(group.key, ProblemGroup(group.key, 0, ()))
            first = (*known.first, *group.first)[:SHOWN]
            joined[group.key] = ProblemGroup(group.key, known.count + group.count, first)
        return Problems(tuple(joined.values()))

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the lines of all groups."""
        return tuple(line for group in self.groups for line in group.lines)


class Remark(NamedTuple):
    """A problem in words before the lines of its rows are looked up."""

    words: tuple[str | int, ...]
    """Numbers are rows of the frame of all files, in place of FILE:LINE; there is at least one."""

    @property
    def row(self) -> int:
        """Return the first row."""
        return next(word for word in self.words if isinstance(word, int))

    @property
    def rows(self) -> list[int]:
        """Return all rows."""
        return [word for word in self.words if isinstance(word, int)]


@dataclass(frozen=True, slots=True)
class Remarks:
    """Problems of one kind that cleaning finds in some of the orders."""

    key: tuple[str, str]
    """Column and kind."""
    count: int = 0
    first: tuple[Remark, ...] = ()
    """Those of the first rows, up to five."""

    def __add__(self, other: "Remarks") -> "Remarks":
        """Return the remarks of both, of the same kind, the first rows first."""
        first = sorted((*self.first, *other.first), key=lambda remark: remark.row)
        return Remarks(self.key, self.count + other.count, tuple(first[:SHOWN]))


def locate(remarks: "Iterable[Remarks]", places: "Callable[[list[int]], list[str]]") -> Problems:
    """Return remarks as problems, by the first row of each kind.

    `places` gives FILE:LINE of rows.
    """
    groups = []
    known = (kind for kind in remarks if kind.count)
    for kind in sorted(known, key=lambda kind: (kind.first[0].row, kind.key)):
        texts = []
        for remark in kind.first:
            found = iter(places(remark.rows))
            texts.append(
                "".join(next(found) if isinstance(word, int) else word for word in remark.words)
            )
        groups.append(ProblemGroup(kind.key, kind.count, tuple(texts)))
    return Problems(tuple(groups))


class BadRowsError(DataError):
    """More rows have problems than are tolerated."""

    def __init__(self, problems: Problems, bad: int, rows: int, tolerance: "Tolerance") -> None:
        self.problems = problems
        verb = "row is" if bad == 1 else "rows are"
        among = format_count(rows, "row")
        super().__init__(
            join_lines(
                *problems.lines,
                f"{bad:,} bad {verb} more than max_bad_rows: {tolerance.text} allows (of {among})",
            )
        )


def refuse_too_many(problems: Problems, bad: int, rows: int, tolerance: "Tolerance") -> None:
    """Raise `BadRowsError` where more rows are bad than tolerated."""
    if bad and not tolerance.allows(bad, rows):
        raise BadRowsError(problems, bad, rows, tolerance)


def quote_value(value: str | None) -> str:
    """Return a value in quotes, control characters escaped, a long one cut."""
    text = value or ""
    shown = "".join(
        mark if mark.isprintable() else mark.encode("unicode_escape").decode() for mark in text[:60]
    )
    return f'"{shown}…"' if len(text) > 60 else f'"{shown}"'


def add_problems(problems: "Iterable[Problems]") -> Problems:
    """Return the problems of several files."""
    return sum(problems, Problems())
