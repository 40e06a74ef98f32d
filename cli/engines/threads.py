"""Threads that stop where the work does."""

from collections import deque
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from itertools import chain
from threading import Thread
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

import polars as pl

from cli.interrupts import defer_signals

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

A = TypeVar("A")
T = TypeVar("T")
P = ParamSpec("P")

_MOMENT: Final = 0.1
"""Seconds after which a thread that waits for another looks for signals."""
_PATIENCE: Final = 10.0
"""Seconds that an interrupt waits for what threads have begun."""


@contextmanager
def open_threads(count: int, *, abandon: bool = False) -> "Iterator[Executor]":
    """Run a block with some threads; what it has not waited for is done at its end.

    An error or an interrupt in the block drops what no thread has begun, and waits for what one
    has, an interrupt not for long. With `abandon`, an interrupt does not wait at all, which is for
    threads that hold nothing that is to be cleaned up.
    """
    pool = _Pool(count)
    try:
        yield pool
    except BaseException as error:
        with defer_signals():
            pool.shutdown(wait=False, cancel_futures=True)
        if isinstance(error, Exception):
            pool.shutdown()
        elif not abandon:
            _wait_a_while(pool)
        raise
    pool.shutdown()


def _wait_a_while(pool: Executor) -> None:
    waiting = Thread(target=pool.shutdown, daemon=True)
    with defer_signals():
        waiting.start()
    waiting.join(_PATIENCE)


class _Pool(ThreadPoolExecutor):
    """Threads whose locks are never left locked: a signal raises between two looks at them.

    Python's own may be where one comes at the wrong moment, and everybody waits for ever.
    """

    def submit(self, fn: "Callable[P, T]", /, *args: "P.args", **kwargs: "P.kwargs") -> "Future[T]":
        """Have a thread call a function."""
        with defer_signals():
            return super().submit(fn, *args, **kwargs)

    def map(
        self,
        fn: "Callable[..., T]",
        *iterables: "Iterable[Any]",
        timeout: float | None = None,
        chunksize: int = 1,
    ) -> "Iterator[T]":
        """Return the results of calls, all of them submitted at once, in the order of the calls.

        `timeout` and `chunksize` are the base's, and do nothing.
        """
        del timeout, chunksize
        return _collect_results(
            deque(self.submit(fn, *each) for each in zip(*iterables, strict=False))
        )


def _collect_results(futures: "deque[Future[T]]") -> "Iterator[T]":
    try:
        while futures:
            yield wait_for_result(futures.popleft())
    finally:
        with defer_signals():
            for future in futures:
                future.cancel()


def map_in_turn(
    pool: Executor, function: "Callable[[A], T]", items: "Iterable[A]"
) -> "Generator[T]":
    """Yield results in the order of the items; few more are under way than there are threads."""
    waiting: deque[Future[T]] = deque()
    for item in items:
        waiting.append(pool.submit(function, item))
        if len(waiting) > pl.thread_pool_size():
            yield wait_for_result(waiting.popleft())
    while waiting:
        yield wait_for_result(waiting.popleft())


def work_in_turn(
    pool: Executor, function: "Callable[[A], Iterable[Callable[[], T]]]", items: "Iterable[A]"
) -> "Generator[T]":
    """Yield what the work comes to that a function has for each item, in their order.

    Few pieces of work are under way at a time, and few items looked at ahead of them.
    """
    found = map_in_turn(pool, lambda item: list(function(item)), items)
    return map_in_turn(pool, lambda work: work(), chain.from_iterable(found))


def wait_for_result(future: "Future[T]") -> T:
    """Wait for a result; a signal is heard between two looks at it."""
    while True:
        with defer_signals():
            if wait([future], _MOMENT).done:
                return future.result()
