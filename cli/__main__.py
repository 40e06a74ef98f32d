"""`python -m cli` is `merito`: signals are heard from the first import on."""

import os
import sys

from cli.guardian import guard
from cli.interrupts import get_signal_status, listen


def run() -> None:
    """Run the command line, which takes a moment to import, and leave with its exit status."""
    listen()
    guard(sys.argv[1:], os.environ)
    try:
        from cli.main import run as run_program  # noqa: PLC0415 - not before signals are heard
    except BaseException as error:
        stopped = get_signal_status(error)
        if stopped is None:
            raise
        os._exit(stopped)
    run_program()


if __name__ == "__main__":
    run()
