"""Being told to stop, by Ctrl-C or by a signal: everything is cleaned up on the way out."""

import os
import signal
import sys
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP")
"""Ctrl-C, the end asked for by a person or the system, and a terminal that is closed."""
INTERRUPTED: Final = 130
"""Exit status of a run that Ctrl-C has ended."""
_SIGNALLED: Final = 128
"""What is added to the number of a signal for the exit status."""
_MOMENT: Final = 0.01
"""Seconds."""


class TerminatedError(BaseException):
    """The process was told to end, as Ctrl-C does: like KeyboardInterrupt, no Exception."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.status = _SIGNALLED + number
        """The exit status that says which signal it was."""


class _Attention:
    """Whether signals are heard at once, and the one that came while they were not."""

    def __init__(self) -> None:
        self.depth = 0
        self.unheard: int | None = None
        self.dropping = False
        """Whether what is raised would be dropped by Python."""

    def handle(self, number: int, _frame: "FrameType | None" = None) -> None:
        if self.dropping:
            _send_later(number)
        elif self.depth:
            self.unheard = number
        elif number == signal.SIGINT:
            raise KeyboardInterrupt
        else:
            raise TerminatedError(number)


_attention: Final = _Attention()


def leave_when_told() -> None:
    """Let signals end the process at once, with their status: while it starts, nothing is open."""
    _answer_all(_leave)


def _leave(number: int, _frame: "FrameType | None" = None) -> None:
    os._exit(_SIGNALLED + number)


def listen() -> None:
    """Let SIGTERM and SIGHUP unwind the program as Ctrl-C does; called before Polars is imported.

    What the caller of the program has silenced stays so: `nohup merito … &` outlives its terminal.
    """
    _answer_all(_attention.handle)
    sys.unraisablehook = _hear_again


def _answer_all(answer: "Callable[[int, FrameType | None], None]") -> None:
    """Have all signals answered in one way, but those that the caller has silenced."""
    for name in SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in _BY_DEFAULT:
            _answer(number, answer)


def _hear_again(lost: "sys.UnraisableHookArgs") -> None:
    """Send a signal again whose exception came up where Python drops it, as while it imports."""
    if isinstance(lost.exc_value, KeyboardInterrupt):
        number: int = signal.SIGINT
    elif isinstance(lost.exc_value, TerminatedError):
        number = lost.exc_value.status - _SIGNALLED
    else:
        sys.__unraisablehook__(lost)
        return
    # A thread may take longer to start than the moment is: what comes meanwhile is sent again.
    _attention.dropping = True
    try:
        _send_later(number)
    finally:
        _attention.dropping = False


def _send_later(number: int) -> None:
    """Send a signal in a moment, since an exception would be dropped now."""
    threading.Timer(_MOMENT, os.kill, (os.getpid(), number)).start()


def _answer(
    number: int, answer: "Callable[[int, FrameType | None], None] | signal.Handlers"
) -> None:
    # Only the main thread may say; others have no say in signals.
    with suppress(ValueError):
        signal.signal(number, answer)


_BY_DEFAULT: Final = (signal.SIG_DFL, signal.default_int_handler, _leave)
"""How signals are answered where nobody has said anything."""


@contextmanager
def defer_signals() -> "Iterator[None]":
    """Put off signals until the end of the block: a second one does not end the cleaning up.

    For short blocks; signals come to the main thread alone, so that in others it does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _attention.depth += 1
    try:
        yield
    finally:
        _attention.depth -= 1
        if not _attention.depth and _attention.unheard is not None:
            number, _attention.unheard = _attention.unheard, None
            _attention.handle(number)


def get_signal_status(error: BaseException) -> int | None:
    """Return the exit status of a run that was told to stop, None of any other.

    An error that came up while it stopped is none of the run's own.
    """
    found: BaseException | None = error
    while found is not None:
        if isinstance(found, KeyboardInterrupt):
            return INTERRUPTED
        if isinstance(found, TerminatedError):
            return found.status
        found = found.__context__
    return None


def allow_interrupts() -> None:
    """Let Ctrl-C end a read that waits, of a pipe or the keyboard.

    Polars installs a handler of its own when it is imported, after which the system takes such a
    read up again and the interrupt is noticed only at its end; so this comes after the import.
    Where the caller has silenced Ctrl-C, as shells do for what scripts run with &, it stays so.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        _answer(signal.SIGINT, signal.SIG_IGN)
    elif sys.platform != "win32":
        signal.siginterrupt(signal.SIGINT, True)
