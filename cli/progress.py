"""A bar on standard error for work that takes long."""

import sys
from time import perf_counter
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")

PATIENCE: Final = 1.0
"""Seconds that a person waits without being told why."""


def watched(pieces: "Iterator[T]", count: int, *, what: str, quiet: bool = False) -> "Iterator[T]":
    """Yield pieces of work as they come; a bar follows them on a terminal after a second.

    It is wiped away at the end. There is none where standard error is no terminal, or where quiet.
    """
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield from pieces
        return
    since = perf_counter()
    for done, piece in enumerate(pieces, 1):
        yield piece
        if perf_counter() - since >= PATIENCE:
            yield from _with_bar(pieces, done, count, what)


def _with_bar(pieces: "Iterator[T]", done: int, count: int, what: str) -> "Iterator[T]":
    # Here, because few runs need them.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    # Drawn between two pieces, so that no other thread writes to the terminal.
    bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
    with bar:
        task = bar.add_task(what, total=count, completed=done)
        bar.refresh()
        for piece in pieces:
            yield piece
            bar.advance(task)
            bar.refresh()
