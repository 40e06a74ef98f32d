"""Processes that try inputs, and the watch over them: what hangs or aborts costs one input."""

import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.fuzz.inputs import draw_input
from tests.fuzz.trial import LONGEST, Trial, Verdict, try_input

SILENCE: Final = 60.0
"""Seconds after which a process that says nothing is ended: it waits for what never comes."""
_CONTEXT: Final = get_context("spawn")
"""Polars has threads, which a fork would lose."""


def try_inputs(numbers: range, processes: int) -> Iterator[Trial]:
    """Yield what comes of inputs, each process in the order of its own."""
    size = -(-len(numbers) // processes)
    parts = (numbers[start : start + size] for start in range(0, len(numbers), size or 1))
    workers = [Worker(part) for part in parts]
    try:
        while workers:
            ready = wait([worker.pipe for worker in workers], timeout=1)
            for worker in workers:
                yield from worker.collect_trials(told=worker.pipe in ready)
            workers = [worker for worker in workers if worker.left]
    finally:
        for worker in workers:
            worker.end()


class Worker:
    """A process that tries some inputs; another one takes over where it dies."""

    def __init__(self, numbers: range) -> None:
        self.left = numbers
        """Inputs of which nothing is known yet."""
        self._start()

    def _start(self) -> None:
        self.pipe, far = _CONTEXT.Pipe(duplex=False)
        self._process = _CONTEXT.Process(target=send_trials, args=(far, self.left), daemon=True)
        self._process.start()
        far.close()
        self._heard = time.monotonic()

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self.pipe.close()

    def collect_trials(self, *, told: bool) -> Iterator[Trial]:
        """Yield the next trial where it is there or the process is lost; `told`: it says so."""
        if told:
            try:
                trial: Trial = self.pipe.recv()
            except EOFError:
                yield self._replace_process()
            else:
                self._heard = time.monotonic()
                self.left = self.left[1:]
                yield trial
        elif time.monotonic() - self._heard > SILENCE:
            yield self._replace_process()

    def _replace_process(self) -> Trial:
        """Return how the first input that is left has ended the process, and start another one."""
        with suppress(TimeoutError):
            self._process.join(1)
        code = self._process.exitcode
        self.end()
        lost = draw_input(self.left[0])
        self.left = self.left[1:]
        if self.left:
            self._start()
        return Trial(lost, Verdict.FAILED, describe_end(code))


def describe_end(code: int | None) -> str:
    """Return what became of a process, given its exit code; None: it had to be ended."""
    if code is None:
        return f"says nothing for {SILENCE:.0f} s"
    if code == -signal.SIGPROF:
        return f"takes more than {LONGEST:.0f} s of CPU time"
    return f"ends the process with {code}"


def send_trials(pipe: Connection, numbers: range) -> None:
    """Try inputs in this process, which the system ends where one of them takes too long."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    with TemporaryDirectory() as folder:
        for number in numbers:
            signal.setitimer(signal.ITIMER_PROF, LONGEST)
            pipe.send(try_input(draw_input(number), Path(folder)))
