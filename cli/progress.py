"""A bar on standard error for work that takes long."""

import sys
import threading
from time import perf_counter
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

T = TypeVar("T")

PATIENCE: Final = 1.0
"""Seconds that a person waits without being told why."""
_SHORTEST: Final = 8
"""Cells that a bar needs with the gaps beside it."""


def show_progress(
    pieces: "Iterator[T]", count: int | None, *, what: str, quiet: bool = False
) -> "Generator[T]":
    """Yield pieces of work as they come; a bar follows them on a terminal after a second.

    `count` is how many there will be, None: nobody knows. The bar is wiped away at the end. There
    is none where standard error is no terminal, where quiet, and for work of other threads than
    the main one, which may be under a bar itself.
    """
    alone = threading.current_thread() is threading.main_thread()
    if quiet or not alone or sys.stderr is None or not sys.stderr.isatty():
        yield from pieces
        return
    since = perf_counter()
    for done, piece in enumerate(pieces, 1):
        yield piece
        if perf_counter() - since >= PATIENCE:
            yield from _with_bar(pieces, done, count, what)


def _with_bar(pieces: "Iterator[T]", done: int, count: int | None, what: str) -> "Iterator[T]":
    # Here, because few runs need them.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    console = Console(stderr=True)
    # What has no room is left out: numbers cut short would be other numbers.
    room = console.width - 2 * len(f"{count or 10**6}") - len("/")
    said = (TextColumn("{task.description}"),) if room > len(what) else ()
    drawn = (BarColumn(),) if room > len(what) + _SHORTEST else ()
    # Drawn between two pieces, so that no other thread writes to the terminal.
    bar = Progress(
        *(*said, *drawn, MofNCompleteColumn()), console=console, transient=True, auto_refresh=False
    )
    with bar:
        task = bar.add_task(what, total=count, completed=done)
        bar.refresh()
        for piece in pieces:
            yield piece
            bar.advance(task)
            bar.refresh()
