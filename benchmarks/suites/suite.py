"""What is measured: who runs against whom on which files, and what is asked of it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring.process import Cost
from benchmarks.measuring.race import WALL, Contender, Race, run_race
from benchmarks.suites.agreement import Agreement
from benchmarks.suites.written_files import SameFiles, SameRows


@dataclass(frozen=True, slots=True)
class Claim:
    """What is asked of a program, and how to find whether it is so."""

    program: str
    """Name of the contender."""
    most: float
    unit: str
    """What is counted, as it is printed after the number."""
    found: Callable[[Race], float]

    def sentence(self, run: Race) -> str:
        """Return what was found, what was asked, and whether the one is within the other."""
        found = self.found(run)
        verdict = "yes" if found <= self.most else "**no**"
        return f"{found:.2f} {self.unit} ≤ {self.most:g}: {verdict}"


@dataclass(frozen=True, slots=True)
class Suite:
    """A race with what it is run on and what is asked of it."""

    title: str
    contenders: tuple[Contender, ...]
    claims: tuple[Claim, ...]
    reference: str | None = None
    """Name of the contender that the others are divided by."""
    measure: Callable[[Cost], float] = WALL
    """What is divided."""
    agreements: tuple[Agreement, ...] = ()
    file_agreements: tuple[SameRows | SameFiles, ...] = ()
    written: tuple[str, ...] = ()
    """Files and folders that its programs write, which are removed when all have run."""
    laps: int = 1
    """Rounds for each that was asked for; more where a round is short."""

    def run(self, folder: Path, rounds: int) -> Race:
        """Check that the programs agree, then run them in turn.

        Raises `DifferentError`, `OtherFileError` and `FailedError`.
        """
        try:
            for agreement in (*self.agreements, *self.file_agreements):
                agreement.check(folder)
            return run_race(self.contenders, folder, rounds * self.laps)
        finally:
            for name in self.written:
                _remove(folder / name)


def _remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
