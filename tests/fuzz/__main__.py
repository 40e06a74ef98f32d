"""`python -m tests.fuzz --inputs N`: many inputs, a table of what came of them, the failures."""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.fuzz.inputs import draw_input
from tests.fuzz.trial import Trial, Verdict, try_input

_SHOWN = 20


def run_trials(first: int, count: int) -> tuple[Counter[tuple[str, Verdict]], list[Trial]]:
    """Return how many inputs of each class ended in each way, and those that failed."""
    verdicts: Counter[tuple[str, Verdict]] = Counter()
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(first, first + count):
            trial = try_input(draw_input(number), Path(folder))
            verdicts[trial.input.kind, trial.verdict] += 1
            if trial.verdict is Verdict.FAILED:
                failed.append(trial)
    return verdicts, failed


def main() -> int:
    """Print the table and the failures; return 1 where there are some."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--inputs", type=int, default=2000, help="how many are tried")
    parser.add_argument("--first", type=int, default=0, help="number of the first one")
    options = parser.parse_args()
    verdicts, failed = run_trials(options.first, options.inputs)
    for kind in sorted({kind for kind, _ in verdicts}):
        ends = ", ".join(f"{verdicts[kind, each]:,} {each}" for each in Verdict)
        sys.stdout.write(f"{kind}: {ends}\n")
    for trial in failed[:_SHOWN]:
        sys.stdout.write(f"{trial.input.number} {trial.reason}\n  {trial.input.content!r}\n")
    sys.stdout.write(f"{options.inputs:,} inputs, {len(failed):,} failures\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
