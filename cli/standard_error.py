"""What is told on standard error: nothing in it can command the terminal."""

import os
import re
import sys
from contextlib import suppress
from typing import Final
from unicodedata import category, east_asian_width

import typer

from cli.errors import Lines

NARROW_SPACE: Final = "\u202f"
"""Between the thousands of French numbers; it moves nothing."""
JOINERS: Final = "\u200c\u200d"
"""Zero-width characters that scripts and emoji need; they are harmless."""
_GAP: Final = re.compile(r" (?!%)|(?<!\d) ")
"""A space between two words; a number and its % are one."""


def print_message(text: str) -> None:
    """Print a message on standard error; where that is closed or full, go on without a word.

    Control characters and line breaks are escaped, since names of files and columns are anybody's;
    only those of `Lines` are ours, and on a terminal those between words.
    """
    if sys.stderr is None:
        return
    width = _measure_terminal()
    first, *others = text.split("\n") if isinstance(text, Lines) else [text]
    told = (escape_controls(line) for line in (f"merito: {first}", *others))
    lines = (each for line in told for each in fold_sentence(line, width))
    try:
        typer.echo("\n".join(lines), err=True)
    except OSError:
        _silence_stderr()


def _measure_terminal() -> int | None:
    """Return the columns of the terminal: `COLUMNS` where set; None where it is none."""
    if not sys.stderr.isatty():
        return None
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    with suppress(OSError):
        return os.get_terminal_size(sys.stderr.fileno()).columns or None
    return None


def fold_sentence(line: str, width: int | None) -> list[str]:
    """Return a line as lines of so many columns, broken between words.

    Indented lines are there to be copied and stay whole, as all do where the width is None.
    """
    if width is None or line.startswith(" "):
        return [line]
    lines = [""]
    for word in _GAP.split(line):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and _count_columns(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _count_columns(text: str) -> int:
    """Return about how wide a text is; no library that knows it exactly is worth its loading."""
    if text.isascii():
        return len(text)
    marks = sum(category(mark) in {"Mn", "Me", "Cf"} for mark in text)
    return len(text) - marks + sum(east_asian_width(mark) in {"W", "F"} for mark in text)


def escape_controls(text: str) -> str:
    """Return a text with its control characters escaped."""
    return "".join(
        mark if mark.isprintable() or mark == NARROW_SPACE or mark in JOINERS else _escape(mark)
        for mark in text
    )


def _escape(mark: str) -> str:
    return mark.encode("unicode_escape").decode()


def _silence_stderr() -> None:
    """Keep the interpreter from failing once more when it flushes at exit."""
    with suppress(OSError, AttributeError):
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, sys.stderr.fileno())
        os.close(sink)
