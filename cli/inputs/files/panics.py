"""Files that are so broken that Polars gives up on them without an error."""

from contextlib import contextmanager
from typing import TYPE_CHECKING

import polars as pl

from cli.guardian import tell_guardian
from cli.inputs.files.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def refuse_panics(name: str) -> "Iterator[None]":
    """Raise `UnreadableError` where the reader of a damaged file panics."""
    try:
        with tell_guardian(name):
            yield
    except pl.exceptions.PanicException:
        raise UnreadableError(name, "the file is damaged; export it again") from None
