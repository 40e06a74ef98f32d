"""How many inputs of each class ended in each way, told while they are tried."""

import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Final, TextIO

from tests.fuzz.trial import Trial, Verdict

SHOWN: Final = 20
"""Failures that are printed in full."""
_EVERY: Final = 10.0
"""Seconds between two lines of progress."""


@dataclass(slots=True)
class Figures:
    """What became of the inputs so far."""

    verdicts: Counter[tuple[str, Verdict]] = field(default_factory=Counter)
    """Number of inputs by class and end."""
    failed: list[Trial] = field(default_factory=list)

    @property
    def tried(self) -> int:
        """How many inputs there were."""
        return self.verdicts.total()

    def add(self, trial: Trial) -> None:
        """Count a trial."""
        self.verdicts[trial.input.kind, trial.verdict] += 1
        if trial.verdict is Verdict.FAILED:
            self.failed.append(trial)

    def list_lines(self) -> list[str]:
        """Return a line for each class, and one for all."""
        kinds = sorted({kind for kind, _ in self.verdicts})
        lines = [
            f"{kind}: " + ", ".join(f"{self.verdicts[kind, each]:,} {each}" for each in Verdict)
            for kind in kinds
        ]
        return [*lines, f"{self.tried:,} inputs, {len(self.failed):,} failures"]


class Progress:
    """Figures written while they grow: a line every ten seconds, all classes at every tenth."""

    def __init__(self, count: int, out: TextIO = sys.stdout) -> None:
        self.figures = Figures()
        self._count, self._out = count, out
        self._begun = self._told = time.monotonic()
        self._tenths = 0

    def add(self, trial: Trial) -> None:
        """Count a trial, and write what is due; a failure at once."""
        self.figures.add(trial)
        if trial.verdict is Verdict.FAILED and len(self.figures.failed) <= SHOWN:
            self._write(f"input {trial.input.number}: {trial.reason}", repr(trial.input.content))
        now = time.monotonic()
        if now - self._told >= _EVERY:
            self._told = now
            self._tell_rate(now - self._begun)

    def finish(self) -> None:
        """Write the figures of all."""
        self._write(*self.figures.list_lines())

    def _tell_rate(self, seconds: float) -> None:
        tried = self.figures.tried
        rate = f"{tried / seconds:.1f} a second, {len(self.figures.failed):,} failures"
        self._write(f"{tried:,} of {self._count:,} in {seconds:,.0f} s, {rate}")
        tenths = 10 * tried // self._count
        if tenths > self._tenths:
            self._tenths = tenths
            self.finish()

    def _write(self, *lines: str) -> None:
        self._out.write("".join(f"{line}\n" for line in lines))
        self._out.flush()
