"""`python -m cli` is `merito`: signals are heard from the first import on."""

import gc
import os
import sys

from cli.interrupts import leave_when_told


def run() -> None:
    """Run the command line, which takes a moment to import, and leave with its exit status."""
    leave_when_told()
    # Importing makes many objects and no garbage: looking for some costs a tenth of a short run.
    gc.set_threshold(1_000_000)
    # Not before signals are heard.
    from cli.guardian import guard  # noqa: PLC0415

    guard(sys.argv[1:], os.environ)
    from cli.main import run as run_program  # noqa: PLC0415

    run_program()


if __name__ == "__main__":
    run()
