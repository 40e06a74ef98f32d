"""What is told on standard error: nothing in it can command the terminal."""

import os
import sys
from contextlib import suppress
from typing import Final

import typer

NARROW_SPACE: Final = "\u202f"
"""Between the thousands of French numbers; it moves nothing."""


def print_message(text: str) -> None:
    """Print a message on standard error; where that is closed or full, go on without a word.

    Control characters are escaped, since names of files and columns are anybody's; line breaks
    are ours.
    """
    if sys.stderr is None:
        return
    lines = map(escape_controls, f"merito: {text}".split("\n"))
    try:
        typer.echo("\n".join(lines), err=True)
    except OSError:
        _silence_stderr()


def escape_controls(text: str) -> str:
    """Return a text with its control characters escaped."""
    return "".join(
        mark if mark.isprintable() or mark == NARROW_SPACE else _escape(mark) for mark in text
    )


def _escape(mark: str) -> str:
    return mark.encode("unicode_escape").decode()


def _silence_stderr() -> None:
    """Keep the interpreter from failing once more when it flushes at exit."""
    with suppress(OSError, AttributeError):
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, sys.stderr.fileno())
        os.close(sink)
