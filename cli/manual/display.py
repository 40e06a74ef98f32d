"""A page of the manual on a terminal, or as it is in a pipe."""

import io
import os
import sys
from typing import TYPE_CHECKING, Final

from cli.manual.pages import TOPICS, describe_topic, find_topic, read_topic
from cli.outputs.destinations import measure_width, wants_color, write_stdout

if TYPE_CHECKING:
    from cli.options import Options

_WIDEST: Final = 100
"""Columns that prose is read in, however wide a terminal is."""


def show_help(options: "Options") -> None:
    """Write a page of the manual, or the list of its topics, to standard output.

    Raises UnknownTopicError.
    """
    text = read_topic(find_topic(options.topic)) if options.topic else _list_pages()
    shown = sys.stdout is not None and sys.stdout.isatty()
    write_stdout((_draw(text, options) if shown else text).encode("utf-8"))


def _list_pages() -> str:
    """Return the topics with what they are about."""
    width = max(map(len, TOPICS))
    lines = [f"    merito help {name:{width}}  {describe_topic(name)}" for name in TOPICS]
    head = "# The manual\n\nThe options of a command: `merito COMMAND --help`. More, by topic:\n\n"
    return head + "\n".join(lines) + "\n"


def _draw(text: str, options: "Options") -> str:
    """Return Markdown as a terminal shows it."""
    from rich.console import Console  # noqa: PLC0415 - only where there is a terminal
    from rich.markdown import Markdown  # noqa: PLC0415 - the same

    drawn = io.StringIO()
    colored = wants_color(sys.stdout, os.environ, no_color=options.no_color)
    width = min(measure_width(sys.stdout, os.environ), _WIDEST)
    console = Console(
        file=drawn,
        width=width,
        force_terminal=colored,
        color_system="standard" if colored else None,
        legacy_windows=False,
    )
    console.print(Markdown(text, code_theme="ansi_dark", hyperlinks=False))
    return drawn.getvalue()
