"""CPU and wall time by stage of a program that does one thing at a time."""

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import wraps
from importlib import import_module
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Stopwatch:
    """Charges time to the stage that was begun last and has not ended.

    What ran before the first stage, the start of the interpreter included, is charged to `first`.
    """

    def __init__(self, first: str) -> None:
        self.cpu: dict[str, float] = {}
        self.wall: dict[str, float] = {}
        self._open = [first]
        self._since = (0.0, time.perf_counter() - time.process_time())

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Charge what runs inside to a stage, but for the stages within it."""
        self.charge()
        self._open.append(name)
        try:
            yield
        finally:
            self.charge()
            self._open.pop()

    def charge(self) -> None:
        """Charge the time since the last call to the stage that is open."""
        now, name = (time.process_time(), time.perf_counter()), self._open[-1]
        for seconds, end, start in zip((self.cpu, self.wall), now, self._since, strict=True):
            seconds[name] = seconds.get(name, 0) + end - start
        self._since = now

    def watch(self, name: str, place: str) -> None:
        """Charge calls of the function at `module:name` or `module:class.name` to a stage."""
        module, _, path = place.partition(":")
        owner: Any = import_module(module)
        *classes, last = path.split(".")
        for each in classes:
            owner = getattr(owner, each)
        setattr(owner, last, self._watched(name, getattr(owner, last)))

    def watch_imports(self, name: str) -> None:
        """Charge import statements to a stage."""
        self.watch(name, "builtins:__import__")

    def _watched(self, name: str, function: Callable[..., object]) -> Callable[..., object]:
        @wraps(function)
        def watched(*arguments: object, **options: object) -> object:
            with self.stage(name):
                return function(*arguments, **options)

        return watched


class InTurn(Executor):
    """Stands in for a pool of threads: does each thing at once, in the thread that asks."""

    def __init__(self, *_: object) -> None:
        """Take what the pool takes, and make no thread."""

    def submit(  # noqa: D102 - as in its base
        self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future

    def map(  # noqa: D102 - as in its base
        self,
        fn: Callable[..., T],
        *iterables: Iterable[Any],
        timeout: float | None = None,  # noqa: ARG002
        chunksize: int = 1,  # noqa: ARG002
    ) -> Iterator[T]:
        return map(fn, *iterables)
