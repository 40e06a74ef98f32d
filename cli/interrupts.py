"""Ctrl-C while the program waits for bytes."""

import signal
import sys


def interruptible() -> None:
    """Let Ctrl-C end a read that waits, of a pipe or the keyboard.

    Polars installs a handler of its own when it is imported, after which the system takes such a
    read up again and the interrupt is noticed only at its end; so this comes after the import.
    """
    if sys.platform != "win32":
        signal.siginterrupt(signal.SIGINT, True)
