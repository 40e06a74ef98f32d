"""Ctrl-C while Spark works, and libraries that would say more than is asked for."""

import logging
import signal
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

# Polars takes SIGINT to itself when it is imported, after which a read that waits is taken up
# again: it has to be there before our own answer is given.
import polars as pl  # noqa: F401

from cli.interrupts import SIGNALS

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType


@contextmanager
def end_on_signals(end: "Callable[[], None]") -> Iterator[None]:
    """Let signals `end` what is waited for before they are answered as they were.

    PySpark answers an exception in the middle of a job by waiting for the job, and what it then
    raises would hide why: the exception that the signal raised is raised in its place.
    """
    raised: list[BaseException] = []
    before = _get_handlers()

    def handle(number: int, frame: "FrameType | None") -> None:
        end()
        try:
            before[number](number, frame)
        except BaseException as error:
            raised.append(error)
            raise

    for number in before:
        signal.signal(number, handle)
    try:
        yield
    except BaseException:
        if raised:
            raise raised[0] from None
        raise
    finally:
        for number, answer in before.items():
            signal.signal(number, answer)


def _get_handlers() -> "dict[int, Callable[[int, FrameType | None], object]]":
    """Return how signals are answered in Python; only the main thread may change that."""
    if threading.current_thread() is not threading.main_thread():
        return {}
    numbers = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
    answers = {number: signal.getsignal(number) for number in numbers}
    return {number: answer for number, answer in answers.items() if callable(answer)}


@contextmanager
def silence_spark(*, talkative: bool) -> Iterator[None]:
    """Keep py4j and PySpark from logging and warning on the terminal, unless `talkative`.

    PySpark imports a pandas that is there, which we do not need, and warns of its version.
    """
    before = logging.root.manager.disable
    try:
        with warnings.catch_warnings():
            if not talkative:
                logging.disable(logging.CRITICAL)
                warnings.filterwarnings("ignore", module=r"pyspark\.")
            yield
    finally:
        logging.disable(before)
