"""A mistake in the settings: where it is, what it is about and what to write instead."""

from typing import Final, NamedTuple

from cli.standard_error import escape_controls

_BEFORE: Final = 60
_WIDEST: Final = 100


class Place(NamedTuple):
    """Line and column in a file, both from 1."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


class Excerpt(NamedTuple):
    """A line of the file with a place in it."""

    line: str
    place: Place

    def __str__(self) -> str:
        """Return the line with its number and, below, a mark under the place."""
        start = max(0, self.place.column - 1 - _BEFORE)
        before = escape_controls(self.line[start : self.place.column - 1])
        after = escape_controls(self.line[self.place.column - 1 : start + _WIDEST])
        number = str(self.place.line)
        gutter = " " * len(number)
        return f"  {number} | {before}{after}".rstrip() + f"\n  {gutter} | {' ' * len(before)}^"


class Problem(NamedTuple):
    """One mistake."""

    where: str
    """FILE:LINE:COLUMN, or the option or variable with its value."""
    key: str
    """Path of the key such as models[2].half_life; empty where none is meant."""
    message: str
    """What is wrong and what is expected."""
    excerpt: Excerpt | None = None
    """The line of the file; None for options and variables."""

    def __str__(self) -> str:
        """Return the message with its place and excerpt."""
        parts = [self.where, self.key, self.message] if self.key else [self.where, self.message]
        text = escape_controls(": ".join(parts))
        return text if self.excerpt is None else f"{text}\n{self.excerpt}"

    @property
    def order(self) -> tuple[bool, Place, str]:
        """Sort key: by place in the file, options and variables after it."""
        place = self.excerpt.place if self.excerpt else Place(0, 0)
        return self.excerpt is None, place, str(self)


def format_key_path(path: tuple[str | int, ...]) -> str:
    """Return the path of a key as people write it: models[2].half_life."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")
