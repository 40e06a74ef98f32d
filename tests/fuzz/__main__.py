"""`python -m tests.fuzz --inputs N`: many inputs, a table of what came of them, the failures."""

import argparse
import os
import sys

from tests.fuzz.figures import Progress
from tests.fuzz.workers import try_inputs


def main() -> int:
    """Print the figures while they grow, and the failures; return 1 where there are some."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--inputs", type=int, default=2000, help="how many are tried")
    parser.add_argument("--first", type=int, default=0, help="number of the first one")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="at a time")
    options = parser.parse_args()
    # One thread each: the inputs are small, and the processes share the machine.
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    progress = Progress(options.inputs)
    numbers = range(options.first, options.first + options.inputs)
    for trial in try_inputs(numbers, options.processes):
        progress.add(trial)
    progress.finish()
    return 1 if progress.figures.failed else 0


if __name__ == "__main__":
    sys.exit(main())
