"""The same models at one size after another, measured a program at a time where time is short."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.measuring.guard import Limits
from benchmarks.measuring.machine import describe_machine
from benchmarks.measuring.measured import (
    Format,
    Measured,
    load_measured,
    make_file_name,
    split_race,
)
from benchmarks.measuring.race import Contender, run_limited_race
from benchmarks.suites.agreement import TOLERANCE, Key, check_printed
from benchmarks.suites.peer_suites import get_untied_tolerance
from benchmarks.suites.programs import CLICKHOUSE, ENGINES, MAM, Runner, make_reference

SIZES = (10**6, 10**7, 10**8)
UNTIED = (CLICKHOUSE, MAM)
"""Programs that leave touches of one second in any order."""
FEW_ROUNDS = {10**6: 3, 10**7: 2}
"""How often a program runs up to this number of touches; once beyond."""


class OtherReportError(Exception):
    """An engine of merito prints other bytes than another one."""

    def __init__(self, measured: Measured) -> None:
        super().__init__(
            f"{measured.name}, {measured.touches:,} touches from {measured.format}: not the report"
            " that another engine of merito printed at this size"
        )


@dataclass(frozen=True, slots=True)
class Course:
    """What a size is measured on and with."""

    runners: Sequence[Runner]
    imports: Sequence[Contender]
    kept: Path
    """Folder of what was measured."""
    limits: Limits
    anew: bool
    """Whether to measure again what was measured before."""

    def measure(self, touches: int, folder: Path, rounds: int) -> None:
        """Measure what has not been measured at this size, on the files of a folder.

        Programs that run once race one by one against the reference, which takes little of their
        time, so that each is kept as soon as it is measured.
        """
        for kind in Format:
            missing = [
                each.contender
                for each in self.runners
                if each.format is kind and self._is_missing(touches, each)
            ]
            pieces = [[each] for each in missing] if rounds == 1 else [missing] * bool(missing)
            for piece in pieces:
                names = ", ".join(each.name for each in piece)
                print(f"{touches:,} touches from {kind}: {names}", file=sys.stderr)
                for each in self._measured(touches, kind, piece, folder, rounds):
                    self._keep(each)

    def _measured(
        self, touches: int, kind: Format, piece: Sequence[Contender], folder: Path, rounds: int
    ) -> Iterator[Measured]:
        """Race some programs against the reference and yield what each of them took."""
        reference = make_reference(kind)
        imported = {each.imports for each in (reference, *piece)}
        libraries = [each for each in self.imports if each.name in imported]
        hardware = describe_machine()
        race = run_limited_race((*libraries, reference, *piece), folder, rounds, self.limits)
        return split_race(touches, kind, race, reference.name, hardware)

    def _keep(self, measured: Measured) -> None:
        """Save what was measured; the reference, which runs in every piece, with all its rounds."""
        path = self._path(measured.touches, measured.format, measured.name)
        if measured.name == measured.reference and path.exists() and not self.anew:
            measured = replace(
                measured, race=load_measured(path).race.with_rounds_of(measured.race)
            )
        measured.save(self.kept)

    def _is_missing(self, touches: int, runner: Runner) -> bool:
        path = self._path(touches, runner.format, runner.contender.name)
        return self.anew or not path.exists()

    def _path(self, touches: int, kind: Format, name: str) -> Path:
        return self.kept / make_file_name(touches, kind, name)


def choose_rounds(touches: int) -> int:
    """Return how often each program runs where nobody says it."""
    return next((rounds for most, rounds in FEW_ROUNDS.items() if touches <= most), 1)


def list_measured(kept: Path, order: Sequence[str]) -> list[Measured]:
    """Return all that was measured: by size, CSV before Parquet, programs in the order given."""
    places = {name: place for place, name in enumerate(order)}
    return sorted(
        (each for path in kept.glob("*.json") if (each := load_measured(path)).name in places),
        key=lambda each: (each.touches, each.format, places[each.name]),
    )


def check_outputs(measured: Iterable[Measured]) -> None:
    """Compare what was printed at each size with what merito prints there.

    merito's engines must print the same bytes, whichever format they read; others the same
    numbers. Raises `OtherReportError` and `DifferentError`.
    """
    reports: dict[int, str] = {}
    others = []
    for each in measured:
        if each.name not in ENGINES.values():
            others.append(each)
        elif each.costs.out is None:
            report = reports.setdefault(each.touches, each.costs.printed)
            if report != each.costs.printed:
                raise OtherReportError(each)
    for each in others:
        if each.costs.printed and each.touches in reports:
            allowed = get_untied_tolerance if each.name in UNTIED else _get_exact_tolerance
            check_printed(reports[each.touches], each.costs.printed, ("model", "channel"), allowed)


def _get_exact_tolerance(_: Key) -> float:
    return TOLERANCE
