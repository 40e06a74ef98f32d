"""Threads that stop where the work does."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor


@contextmanager
def threads(count: int, *, abandon: bool = False) -> "Iterator[Executor]":
    """Run a block with some threads; what it has not waited for is done at its end.

    An error or an interrupt in the block drops what no thread has begun, and waits for what one
    has; with `abandon`, an interrupt does not wait either, which is for threads that hold nothing
    that is to be cleaned up.
    """
    pool = ThreadPoolExecutor(count)
    try:
        yield pool
    except BaseException as error:
        wait = isinstance(error, Exception) or not abandon
        pool.shutdown(wait=wait, cancel_futures=True)
        raise
    pool.shutdown()
